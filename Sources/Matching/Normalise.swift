import Commerce

/// Brings the spellings of one e-mail address, telephone number, name or address to one form, byte by byte.
///
/// What fills a field and says nothing (`n/a`, `Amazon Customer`, a marketplace's relay address) becomes nothing.
enum Normalise {
  /// The text without blanks around it.
  static func trimmed(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    buffer.append(addingCapacity: end - start) { output in
      for index in start..<end { output.append(text[index]) }
    }
  }

  /// An e-mail address in small letters, its accents apart from their letters; nothing when it is none, or nobody's.
  ///
  /// Points and what follows a `+` stay: whether they matter is for the mailbox's provider to say.
  static func email(_ address: Span<UInt8>, into buffer: inout [UInt8]) {
    var start = 0
    var end = address.count
    while start < end, address[start] <= 0x20 { start += 1 }
    while end > start, address[end - 1] <= 0x20 { end -= 1 }
    var at = -1
    var index = start
    while index < end {
      let byte = address[index]
      if byte < 0x80 {
        if byte == UInt8(ascii: "@") { at = buffer.count }
        buffer.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
        index += 1
      } else {
        index += LetterFolding.appendApart(address, at: index, to: &buffer)
      }
    }
    // A point at the end is the root of all domains.
    if buffer.last == UInt8(ascii: ".") { buffer.removeLast() }
    if at <= 0 || at == buffer.count - 1 || MailboxTable.shared.isNobody(buffer, at: at) {
      buffer.removeAll(keepingCapacity: true)
    }
  }

  /// A telephone number as the digits of its international form; nothing when it is none.
  ///
  /// `+49 30 1234567`, `0049 30 1234567` and, in Germany, `030 1234567` become the same. Where neither the number nor the
  /// document tells the country, the digits follow a question mark: they are equal to themselves only.
  static func phone(_ number: Span<UInt8>, country: Country?, into buffer: inout [UInt8]) {
    let reading = PhoneText.read(number, into: &buffer)
    guard reading != .none else { return buffer.removeAll(keepingCapacity: true) }
    let plan = country.flatMap(PhonePlans.shared.plan)
    if plan == nil, reading == .dialled {
      if buffer.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "0")]), PhonePlans.shared.plan(of: buffer, from: 2) != nil
      {
        // Most countries dial so before a calling code, and no calling code begins with zero.
        buffer.removeFirst(2)
      } else {
        guard !PhonePlaceholder.isNone(buffer) else { return buffer.removeAll(keepingCapacity: true) }
        return buffer.insert(UInt8(ascii: "?"), at: 0)
      }
    }
    PhoneNumber.complete(&buffer, isInternational: reading == .international || plan == nil, own: plan)
  }

  /// A VAT identification number as letters and digits in capitals; nothing when it has no digit but zero.
  static func vatID(_ number: Span<UInt8>, into buffer: inout [UInt8]) {
    folded(number, into: &buffer)
    var saysSomething = false
    var kept = 0
    for index in buffer.indices where buffer[index] < 0x80 {
      let byte = buffer[index]
      if byte.isDigit, byte != UInt8(ascii: "0") { saysSomething = true }
      buffer[kept] = byte.isDigit ? byte : byte & 0xDF
      kept += 1
    }
    buffer.removeLast(buffer.count - kept)
    // VIES knows Greece as EL, customers as GR.
    if buffer.starts(with: [UInt8(ascii: "G"), UInt8(ascii: "R")]) {
      buffer[0] = UInt8(ascii: "E")
      buffer[1] = UInt8(ascii: "L")
    }
    if !saysSomething { buffer.removeAll(keepingCapacity: true) }
  }

  /// Letters and digits only, in small letters and without accents.
  static func folded(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    let folding = asciiFolding.span
    buffer.reserveCapacity(buffer.count + text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        let folded = folding[Int(byte)]
        if folded != 0 { buffer.append(folded) }
        index &+= 1
      } else {
        index &+= LetterFolding.appendBase(text, at: index, to: &buffer)
      }
    }
  }

  /// A name, folded; nothing when it is nobody's.
  static func name(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    let start = buffer.count
    folded(text, into: &buffer)
    Transcription.shorten(&buffer, from: start)
    if PlaceholderTable.shared.isPlaceholder(buffer, from: start, .name) { buffer.removeLast(buffer.count - start) }
  }

  /// A street with its house number; nothing when it says nothing.
  ///
  /// Words for streets are shortened (`Data/street_words.csv`), house numbers come last, blanks vanish: `Hauptstraße 1`,
  /// `HAUPTSTR. 1` and `1, Haupt Strasse` become the same.
  static func address(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    let start = buffer.count
    AddressWords.append(text, .words, to: &buffer)
    AddressWords.append(text, .numbers, to: &buffer)
    if PlaceholderTable.shared.isPlaceholder(buffer, from: start, .address) { buffer.removeLast(buffer.count - start) }
  }

  /// A postcode without blanks, the country before it (`D-10115`) and an American one's last four digits; nothing when it
  /// says nothing.
  static func postcode(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    let start = buffer.count
    var first = 0
    while first < text.count, text[first] <= 0x20 { first += 1 }
    var letters = first
    while letters < text.count, (text[letters] & 0xDF) &- UInt8(ascii: "A") < 26 { letters += 1 }
    if 1...3 ~= letters - first, letters + 1 < text.count, text[letters] == UInt8(ascii: "-"), text[letters + 1].isDigit
    {
      first = letters + 1
    }
    var end = text.count
    while end > first, text[end - 1] <= 0x20 { end -= 1 }
    let isZIP = end - first == 10 && text[first + 5] == UInt8(ascii: "-")
    if isZIP, (first..<end).allSatisfy({ $0 == first + 5 || text[$0].isDigit }) { end = first + 5 }
    folded(text.extracting(first..<end), into: &buffer)
    if PlaceholderTable.shared.isPlaceholder(buffer, from: start, .address) { buffer.removeLast(buffer.count - start) }
  }

  /// A town, folded; nothing when it says nothing.
  static func city(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    let start = buffer.count
    folded(text, into: &buffer)
    Transcription.shorten(&buffer, from: start)
    if PlaceholderTable.shared.isPlaceholder(buffer, from: start, .address) { buffer.removeLast(buffer.count - start) }
  }

  /// What folding makes of each ASCII character; 0 where it leaves the character out.
  private static let asciiFolding: [UInt8] = (UInt8(0)..<0x80).map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    default: 0
    }
  }
}

import Commerce

/// Brings the spellings of one e-mail address, telephone number, name or address to one form, byte by byte.
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

  /// An e-mail address in lower case; nothing when it is none.
  static func email(_ address: Span<UInt8>, into buffer: inout [UInt8]) {
    trimmed(address, into: &buffer)
    var at = -1
    for index in buffer.indices {
      let byte = buffer[index]
      if byte == UInt8(ascii: "@") { at = index }
      if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { buffer[index] = byte | 0x20 }
    }
    if at <= 0 || at == buffer.count - 1 { buffer.removeAll(keepingCapacity: true) }
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

  /// A VAT identification number as letters and digits in capitals; nothing when it has no digit.
  static func vatID(_ number: Span<UInt8>, into buffer: inout [UInt8]) {
    var hasDigit = false
    for index in 0..<number.count {
      switch number[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        hasDigit = true
        buffer.append(number[index])
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): buffer.append(number[index])
      case UInt8(ascii: "a")...UInt8(ascii: "z"): buffer.append(number[index] & 0xDF)
      default: break
      }
    }
    if !hasDigit { buffer.removeAll(keepingCapacity: true) }
  }

  /// Letters and digits only, in lower case and without accents.
  static func folded(_ text: Span<UInt8>, into buffer: inout [UInt8]) {
    let folding = asciiFolding.span
    // A letter of two bytes has at most two base letters.
    buffer.append(addingCapacity: text.count) { output in
      var index = 0
      while index < text.count {
        let byte = text[index]
        index &+= 1
        if byte < 0x80 {
          let folded = folding[Int(byte)]
          if folded != 0 { output.append(folded) }
        } else if 0xC3...0xC5 ~= byte, index < text.count {
          LatinFolding.append(Int(byte & 0x1F) << 6 | Int(text[index] & 0x3F), to: &output)
          index &+= 1
        } else {
          output.append(byte)
        }
      }
    }
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

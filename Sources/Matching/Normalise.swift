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

  /// A telephone number as digits with its country's calling code; nothing when it has fewer than six digits.
  ///
  /// `+49 30 1234567`, `0049 30 1234567` and, in Germany, `030 1234567` become the same.
  static func phone(_ number: Span<UInt8>, country: Country?, into buffer: inout [UInt8]) {
    var isInternational = false
    var digits = 0
    var hasTrunkInParentheses = false
    for index in 0..<number.count {
      let byte = number[index]
      if byte == UInt8(ascii: "+"), digits == 0 { isInternational = true }
      if byte == UInt8(ascii: "("), isInternational { hasTrunkInParentheses = true }
      if byte == UInt8(ascii: "x") || byte == UInt8(ascii: "X"), digits >= 6 { break }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { continue }
      if hasTrunkInParentheses, byte == UInt8(ascii: "0") {
        hasTrunkInParentheses = false
        continue
      }
      hasTrunkInParentheses = false
      buffer.append(byte)
      digits += 1
    }
    guard digits >= 6 else {
      buffer.removeAll(keepingCapacity: true)
      return
    }
    if isInternational { return }
    if buffer.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "0")]) {
      buffer.removeFirst(2)
      return
    }
    guard let country, let plan = CallingCodes.plan(of: country) else { return }
    if buffer.starts(with: plan.trunkPrefix) { buffer.removeFirst(plan.trunkPrefix.count) }
    buffer.insert(contentsOf: plan.callingCode, at: 0)
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

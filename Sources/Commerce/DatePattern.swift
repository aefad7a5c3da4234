/// A date pattern taken apart: fields of digits, and literal bytes between them.
struct DatePattern: Hashable, Sendable {
  enum Field: Hashable, Sendable {
    case year, month, day, hour, minute, second
  }

  enum Element: Hashable, Sendable {
    /// Digits: exactly `width` of them, or one or two where it is 1.
    case digits(Field, width: Int)
    /// One byte that must stand there.
    case literal(UInt8)
    /// An English month name or its first three letters.
    case monthName
    /// AM or PM.
    case halfDay
    /// Decimals of the second, any number of them.
    case fraction
    /// `+0100`, or `Z` or `UTC`.
    case offset
    /// `+01:00`, or `Z`.
    case offsetWithColon
  }

  private(set) var elements: [Element] = []

  /// Takes `pattern` apart; it is written in the letters of Unicode's date patterns.
  init(_ pattern: String) throws(DatePatternFault) {
    let bytes = Array(pattern.utf8)
    var index = 0
    var unknown: [String] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "'") {
        index = try appendQuoted(bytes, from: index + 1)
        continue
      }
      guard Self.isLetter(byte) else {
        elements.append(.literal(byte))
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, bytes[end] == byte { end += 1 }
      if let element = Self.element(byte, count: end - index) {
        elements.append(element)
      } else {
        unknown.append(String(decoding: bytes[index..<end], as: UTF8.self))
      }
      index = end
    }
    if !unknown.isEmpty { throw .unknownFields(unknown) }
    for field in [Field.year, .month, .day] where !has(field) { throw .incomplete }
  }

  private func has(_ field: Field) -> Bool {
    elements.contains { element in
      switch element {
      case .digits(field, _): true
      case .monthName: field == .month
      default: false
      }
    }
  }

  /// Appends the literal text up to the closing quote and returns the place behind it; a doubled quote is one quote.
  private mutating func appendQuoted(_ bytes: [UInt8], from start: Int) throws(DatePatternFault) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") {
        let doubled = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "'")
        if doubled || index == start {
          elements.append(.literal(UInt8(ascii: "'")))
          if !doubled { return index + 1 }
          index += 2
          continue
        }
        return index + 1
      }
      elements.append(.literal(bytes[index]))
      index += 1
    }
    throw .unclosedQuote
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  private static func element(_ letter: UInt8, count: Int) -> Element? {
    switch (letter, count) {
    case (UInt8(ascii: "y"), 4): .digits(.year, width: 4)
    case (UInt8(ascii: "y"), 2): .digits(.year, width: 2)
    case (UInt8(ascii: "M"), 1...2): .digits(.month, width: count)
    case (UInt8(ascii: "M"), 3...4): .monthName
    case (UInt8(ascii: "d"), 1...2): .digits(.day, width: count)
    case (UInt8(ascii: "H"), 1...2), (UInt8(ascii: "h"), 1...2): .digits(.hour, width: count)
    case (UInt8(ascii: "m"), 2): .digits(.minute, width: 2)
    case (UInt8(ascii: "s"), 2): .digits(.second, width: 2)
    case (UInt8(ascii: "S"), _): .fraction
    case (UInt8(ascii: "a"), 1): .halfDay
    case (UInt8(ascii: "Z"), 1), (UInt8(ascii: "X"), 2): .offset
    case (UInt8(ascii: "X"), 3), (UInt8(ascii: "Z"), 5): .offsetWithColon
    default: nil
    }
  }
}

/// Finds the telephone number in what a person wrote, and reads it as digits: `Tel. +49 (0)30 / 123-45 67 ext. 8`.
///
/// It does what libphonenumber does before it looks at any country: digits of all scripts, letters of the keypad where
/// there are three or more, extensions, `tel:` addresses, a second number behind the first.
enum PhoneText {
  /// What was found.
  enum Reading {
    /// No number.
    case none
    /// Digits behind a plus sign.
    case international
    /// Digits as they are dialled from somewhere.
    case dialled
  }

  /// Longer texts are no telephone numbers.
  static let bytesMax = 250

  /// Reads `text` into `buffer`, which must be empty, as ASCII digits.
  static func read(_ text: Span<UInt8>, into buffer: inout [UInt8]) -> Reading {
    guard text.count <= bytesMax else { return .none }
    PhoneLetters.append(text, to: &buffer)
    if buffer.contains(UInt8(ascii: ";")) { PhoneAddress.unwrap(&buffer) }
    guard let start = buffer.firstIndex(where: { $0.isDigit || $0 == UInt8(ascii: "+") }) else { return .none }
    var end = buffer.count
    while end > start, !isWanted(buffer[end - 1]) { end -= 1 }
    end = secondNumber(buffer, start, end)
    var first = start
    while first < end, buffer[first] == UInt8(ascii: "+") { first += 1 }
    guard let (digits, plain) = viable(buffer, first, end) else { return .none }
    if let extensionStart = PhoneExtension.start(buffer, from: digits, to: end), extensionStart <= plain {
      end = extensionStart
    } else if plain < end {
      return .none
    }
    let isInternational = first > start
    compact(&buffer, first, end)
    return isInternational ? .international : .dialled
  }

  /// Whether a number can end with a character.
  private static func isWanted(_ byte: UInt8) -> Bool {
    byte.isDigit || byte == UInt8(ascii: "#") || PhoneLetters.isLetter(byte) || byte == PhoneLetters.foreign
  }

  /// Where a second number begins that is written behind a slash, as in `555-0100 x2302/x2303`.
  private static func secondNumber(_ buffer: borrowing [UInt8], _ start: Int, _ end: Int) -> Int {
    for index in start..<end where buffer[index] == UInt8(ascii: "/") || buffer[index] == UInt8(ascii: "\\") {
      var next = index + 1
      while next < end, buffer[next] == UInt8(ascii: " ") { next += 1 }
      if next < end, buffer[next] == UInt8(ascii: "X") { return index }
    }
    return end
  }

  /// Where the third digit ends, and where what can be in a number ends; `nil` when there are no three digits.
  private static func viable(_ buffer: borrowing [UInt8], _ start: Int, _ end: Int) -> (digits: Int, plain: Int)? {
    var index = start
    var digits = 0
    while digits < 3, index < end {
      if buffer[index].isDigit { digits += 1 } else if !PhoneLetters.isPunctuation(buffer[index]) { return nil }
      index += 1
    }
    guard digits == 3 else { return nil }
    let third = index
    while index < end, isPlain(buffer[index]) { index += 1 }
    return (third, index)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isDigit || PhoneLetters.isPunctuation(byte) || PhoneLetters.isKeypadLetter(byte)
  }

  /// Leaves of the characters their digits; letters stand for digits where there are three or more.
  private static func compact(_ buffer: inout [UInt8], _ start: Int, _ end: Int) {
    var letters = 0
    for index in start..<end where PhoneLetters.isKeypadLetter(buffer[index]) { letters += 1 }
    var kept = 0
    for index in start..<end {
      let byte = buffer[index]
      if byte.isDigit {
        buffer[kept] = byte
        kept += 1
      } else if letters >= 3, PhoneLetters.isKeypadLetter(byte) {
        buffer[kept] = PhoneLetters.keypad[Int(byte - UInt8(ascii: "A"))]
        kept += 1
      }
    }
    buffer.removeLast(buffer.count - kept)
  }
}

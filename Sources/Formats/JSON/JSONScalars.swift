/// The strings and numbers of JSON.
extension JSONParser {
  // MARK: Strings

  /// A string from its opening quote on; `nil` when it does not end.
  mutating func string() -> String? {
    let start = index
    index += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        escape(into: &text)
      case .lf, .cr:
        // A string never spans lines: its closing quote is missing.
        note(.unfinished, at: start, "the string that starts here has no closing quote on its line")
        return nil
      case 0..<0x20:
        note(.controlCharacter, at: index, "a control character must be written as an escape")
        index += 1
      default:
        text.append(byte)
        index += 1
      }
    }
    note(.unfinished, at: start, "the string that starts here has no closing quote")
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) {
    let start = index
    index += 1
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
      UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    if let byte = peek, let meaning = simple[byte] {
      text.append(meaning)
      index += 1
    } else if peek == UInt8(ascii: "u"), let unit = hexadecimal(at: index + 1) {
      index += 5
      unicode(unit, from: start, into: &text)
    } else {
      note(.escape, at: start, "this backslash starts no escape that JSON knows")
    }
  }

  private mutating func unicode(_ unit: UInt32, from start: Int, into text: inout [UInt8]) {
    guard unit & 0xF800 == 0xD800 else { return text.appendUTF8(unit) }
    let isPair = unit & 0xFC00 == 0xD800 && bytes[index...].starts(with: "\\u".utf8)
    if isPair, let low = hexadecimal(at: index + 2), low & 0xFC00 == 0xDC00 {
      index += 6
      return text.appendUTF8(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
    }
    note(.escape, at: start, "this escape is half of a surrogate pair")
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  // MARK: Numbers

  /// A number as it is written; `nil` when it is none.
  mutating func number() -> String? {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    let isZero = peek == UInt8(ascii: "0")
    let whole = digits()
    var isSound = whole > 0
    if isZero, whole > 1 {
      note(.number, at: start, "a number does not start with a zero")
    }
    if isSound, peek == UInt8(ascii: ".") {
      index += 1
      isSound = digits() > 0
    }
    if isSound, peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      isSound = digits() > 0
    }
    guard isSound else {
      note(.number, at: index, "\(found) stands where a digit is expected")
      return nil
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    return index - start
  }
}

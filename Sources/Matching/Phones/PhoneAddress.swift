/// Telephone numbers as addresses of the web: `tel:7042;phone-context=+49-30-123`, `tel:+49-30-1234567;isub=8` (RFC 3966).
enum PhoneAddress {
  private static let scheme = Array("TEL:".utf8)
  private static let context = Array(";PHONE-CONTEXT=".utf8)
  private static let subaddress = Array(";ISUB=".utf8)

  /// Leaves of an address its number, behind the number that its context begins with; nothing when the context is none.
  static func unwrap(_ buffer: inout [UInt8]) {
    if let found = place(of: context, in: buffer) {
      let value = buffer[(found + context.count)...].prefix { $0 != UInt8(ascii: ";") }
      let start = place(of: scheme, in: buffer[..<found]).map { $0 + scheme.count } ?? 0
      let number = buffer[start..<found]
      if value.first == UInt8(ascii: "+"), value.contains(where: \.isDigit), value.dropFirst().allSatisfy(isGlobal) {
        buffer = Array(value + number)
      } else if !value.isEmpty, value.allSatisfy(isDomain) {
        buffer = Array(number)
      } else {
        buffer.removeAll(keepingCapacity: true)
      }
    }
    if let found = place(of: subaddress, in: buffer), found > 0 { buffer.removeLast(buffer.count - found) }
  }

  private static func isGlobal(_ byte: UInt8) -> Bool {
    byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "(")
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    byte.isDigit || PhoneLetters.isKeypadLetter(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func place(of word: [UInt8], in text: some BidirectionalCollection<UInt8>) -> Int? {
    let bytes = Array(text)
    guard bytes.count >= word.count else { return nil }
    return (0...(bytes.count - word.count)).first { bytes[$0...].starts(with: word) }
  }
}

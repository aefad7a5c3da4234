public import Commerce

/// Brings what stores tell to one form before it is compared, and says what cannot be exchanged.
public enum ProductValues {
  /// Why a value is not exchanged.
  public enum Flaw: Sendable, Equatable {
    /// Nothing costs nothing by mistake only.
    case priceOfZero
    /// More decimals than the currency has.
    case priceDecimals
    /// Markup where plain text belongs.
    case markup
  }

  /// Text without blanks around it; `nil` when nothing is left.
  public static func text(_ text: String?) -> String? {
    guard let text else { return nil }
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return String(text[first...last])
  }

  /// Whether a text is a number of Amazon's catalogue, which it gives itself: `B0` and eight letters or digits.
  static func isASIN(_ text: String) -> Bool {
    text.utf8.count == 10 && text.hasPrefix("B0")
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) }
  }

  /// A name as plain text.
  public static func name(_ text: String?) -> (value: String?, flaw: Flaw?) {
    guard let name = self.text(text) else { return (nil, nil) }
    return hasMarkup(name) ? (nil, .markup) : (name, nil)
  }

  /// A price with the currency's decimals, such as `12.90`.
  public static func price(_ price: Exact?, decimals: Int) -> (value: String?, flaw: Flaw?) {
    guard let price else { return (nil, nil) }
    if price <= .zero { return (nil, .priceOfZero) }
    let text = price.description(decimals: decimals)
    guard let fraction = text.split(separator: ".").dropFirst().first else { return (text, nil) }
    return fraction.utf8.count > decimals ? (nil, .priceDecimals) : (text, nil)
  }

  /// Whether a text has tags or escapes of HTML.
  static func hasMarkup(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() where index + 1 < bytes.count {
      let next = bytes[index + 1]
      if byte == UInt8(ascii: "<"), isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") {
        return true
      }
      guard byte == UInt8(ascii: "&"), isLetter(next) || next == UInt8(ascii: "#") else { continue }
      let rest = bytes[(index + 2)...].prefix(10)
      if let end = rest.firstIndex(of: UInt8(ascii: ";")), rest[..<end].allSatisfy({ isLetter($0) || isDigit($0) }) {
        return true
      }
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}

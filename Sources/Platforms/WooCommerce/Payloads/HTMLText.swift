/// The few characters that WordPress escapes in names.
public enum HTMLText {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "times": "×", "euro": "€",
    "ndash": "–", "mdash": "—", "hellip": "…", "deg": "°",
  ]

  /// The text with its references to characters resolved; unknown ones stay.
  public static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing(/&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));/) { match in
      let number = match.output.1.flatMap { UInt32($0) } ?? match.output.2.flatMap { UInt32($0, radix: 16) }
      if let number { return UnicodeScalar(number).map { String($0) } ?? String(match.output.0) }
      return match.output.3.flatMap { names[String($0)] } ?? String(match.output.0)
    }
  }
}

/// Document numbers as Belegfeld 1 takes them: at most 36 characters of `A` to `Z`, digits and `_$&%*+-/`.
enum DATEVDocument {
  /// The longest one.
  static let length = 36

  /// The number as DATEV takes it: small letters become capitals, other characters `-`; of one that is too long the beginning
  /// stays, and eight digits that tell it from others of the same beginning.
  static func number(_ document: String) -> String {
    var written = ""
    for scalar in document.unicodeScalars {
      switch scalar {
      case "A"..."Z", "0"..."9", "_", "$", "&", "%", "*", "+", "-", "/": written.unicodeScalars.append(scalar)
      case "a"..."z": written += String(scalar).uppercased()
      default: written += "-"
      }
    }
    let trimmed = String(written.drop { $0 == "-" })
    guard trimmed.utf8.count > length else { return trimmed }
    return trimmed.prefix(length - 9) + "-" + digits(document)
  }

  /// FNV-1a over the bytes, in eight hexadecimal digits: the same on every machine.
  private static func digits(_ text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

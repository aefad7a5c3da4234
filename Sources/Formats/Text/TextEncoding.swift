/// The encodings of text files that shops and accountants meet.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16, low byte first, as Excel's "Unicode text" is.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BigEndian = "utf-16be"
  /// Windows code page 1252: Latin with typographic quotes, dashes and the euro sign.
  case windows1252 = "windows-1252"
  /// ISO 8859-1: Latin-1.
  case latin1 = "iso-8859-1"
  /// ISO 8859-15: Latin-9, with the euro sign.
  case latin9 = "iso-8859-15"

  /// The byte order mark; empty for encodings without one.
  public var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .windows1252, .latin1, .latin9: []
    }
  }

  /// The encoding that the byte order mark at the start of a file declares; `nil` when there is no mark.
  public static func declared(byMarkIn prefix: some Collection<UInt8>) -> TextEncoding? {
    allCases.first { !$0.byteOrderMark.isEmpty && prefix.starts(with: $0.byteOrderMark) }
  }

  /// How many bytes of a file in this encoding became the given UTF-8.
  ///
  /// It maps a place in decoded text back to the file: count what lies before the place, and add the byte order mark.
  public func storedByteCount(ofUTF8 bytes: some Sequence<UInt8>) -> Int {
    switch self {
    case .utf8: bytes.reduce(0) { count, _ in count + 1 }
    case .windows1252, .latin1, .latin9: bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    case .utf16LittleEndian, .utf16BigEndian: bytes.reduce(0) { $0 + Self.utf16ByteCount(ofLead: $1) }
    }
  }

  /// Stands for the first half of a UTF-16 unit whose second half the file lacks; no UTF-8 contains this byte.
  static let halfUnit: UInt8 = 0xFF

  /// Bytes of UTF-16 that the UTF-8 sequence starting with `byte` stands for; 0 for a continuation byte.
  private static func utf16ByteCount(ofLead byte: UInt8) -> Int {
    switch byte {
    case 0x80...0xBF: 0
    case 0xF0...0xF4: 4
    case halfUnit: 1
    default: 2
    }
  }
}

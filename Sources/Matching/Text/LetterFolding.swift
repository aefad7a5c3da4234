import Commerce

/// Takes case, width and accents off letters: `É`, `é` and `e` with a combining accent are one letter.
///
/// `Data/letter_folding.csv` takes letters apart into letters and marks, as Unicode does; `Data/base_letters.csv` says
/// which letters that Unicode keeps whole are read as others, such as `ø` as `o`.
enum LetterFolding {
  /// Appends what the character beyond ASCII at `index` of `text` is without its accents; nothing for a sign or a mark.
  ///
  /// - Returns: the number of bytes of the character.
  static func appendBase(_ text: Span<UInt8>, at index: Int, to buffer: inout [UInt8]) -> Int {
    append(text, at: index, bases, to: &buffer)
  }

  /// Appends the small letter and the marks that the character beyond ASCII at `index` of `text` consists of.
  ///
  /// - Returns: the number of bytes of the character.
  static func appendApart(_ text: Span<UInt8>, at index: Int, to buffer: inout [UInt8]) -> Int {
    append(text, at: index, parts, to: &buffer)
  }

  private static func append(
    _ text: Span<UInt8>, at index: Int, _ table: LetterTable, to buffer: inout [UInt8]
  ) -> Int {
    let (scalar, length) = UTF8Scalar.decode(text, at: index)
    if let letters = table[scalar] {
      for byte in letters.start..<letters.end { buffer.append(table.bytes[byte]) }
    } else if table.keeps(scalar) {
      for offset in 0..<length { buffer.append(text[index + offset]) }
    }
    return length
  }

  /// Letters and marks.
  private static let parts: LetterTable = {
    LetterTable(apart.map { ($0.letter, String(String.UnicodeScalarView($0.parts))) }, keepsAll: true)
  }()

  /// Letters without marks.
  private static let bases: LetterTable = {
    var whole: [Unicode.Scalar: String] = [:]
    for cells in EmbeddedTable(PackageResources.base_letters_csv).rows {
      if let letter = cells[0].unicodeScalars.first { whole[letter] = cells[1] }
    }
    func base(_ part: Unicode.Scalar) -> String {
      if isAccent(part.value) { return "" }
      return whole[part] ?? (LetterTable.isLetterOrDigit(part) ? String(part) : "")
    }
    let accents = accentRanges.flatMap { $0.map { ($0, "") } }
    let wholes = whole.map { ($0.key.value, $0.value) }
    return LetterTable(
      accents + wholes + apart.map { ($0.letter, $0.parts.map(base).joined()) }, keepsAll: false)
  }()

  private static let apart: [(letter: UInt32, parts: [Unicode.Scalar])] =
    EmbeddedTable(PackageResources.letter_folding_csv).rows.compactMap { cells in
      let parts = cells[1].split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      return UInt32(cells[0], radix: 16).map { ($0, parts) }
    }

  /// Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters. Marks of other scripts are vowels, and stay.
  private static let accentRanges: [ClosedRange<UInt32>] = [
    0x300...0x36F, 0x483...0x487, 0x591...0x5BD, 0x5BF...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670...0x670,
    0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F,
  ]

  private static func isAccent(_ scalar: UInt32) -> Bool { accentRanges.contains { $0.contains(scalar) } }
}

/// What letters become, found by a look-up; those that are not listed stay as they are.
struct LetterTable: Sendable {
  /// The bytes of all that letters become.
  private(set) var bytes: [UInt8] = []
  /// Where a page of 256 letters begins in `places`; -1 where none of it is listed.
  private var pages = [Int32](repeating: -1, count: 256)
  /// Where in `bytes` begins what a letter becomes, and how long it is, in the low four bits; -1 where it is not listed.
  private var places: [Int32] = []
  private let keepsAll: Bool

  /// A table of letters and what they become.
  ///
  /// - Parameter keepsAll: whether signs that are not listed stay too.
  init(_ letters: [(UInt32, String)], keepsAll: Bool) {
    self.keepsAll = keepsAll
    for (letter, text) in letters where letter < 0x10000 {
      let page = Int(letter >> 8)
      if pages[page] < 0 {
        pages[page] = Int32(places.count)
        places += [Int32](repeating: -1, count: 256)
      }
      places[Int(pages[page]) + Int(letter & 0xFF)] = Int32(bytes.count << 4 | text.utf8.count)
      bytes += Array(text.utf8)
    }
  }

  /// What a letter becomes; `nil` where it is not listed.
  subscript(letter: UInt32) -> (start: Int, end: Int)? {
    guard letter < 0x10000, pages[Int(letter >> 8)] >= 0 else { return nil }
    let place = Int(places[Int(pages[Int(letter >> 8)]) + Int(letter & 0xFF)])
    return place < 0 ? nil : (place >> 4, place >> 4 + place & 15)
  }

  /// Whether a character that is not listed stays.
  func keeps(_ scalar: UInt32) -> Bool {
    keepsAll || Unicode.Scalar(scalar).map(Self.isLetterOrDigit) ?? false
  }

  /// Whether a character is a letter, a digit or a vowel sign; everything else separates or decorates.
  static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .spacingMark, .nonspacingMark, .enclosingMark:
      scalar.value != 0xFFFD
    default: false
    }
  }
}

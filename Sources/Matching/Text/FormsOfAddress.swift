import Columns
import Commerce

/// Words before names that name nobody, such as `Frau` (`Data/forms_of_address.csv`).
struct FormsOfAddress: Sendable {
  static let shared = FormsOfAddress(EmbeddedTable(PackageResources.forms_of_address_csv))

  private var words: Set<[UInt8]> = []

  private init(_ table: EmbeddedTable) {
    for text in table.column("word") {
      let text = Array(text.utf8)
      words.insert(Self.folded(text.span))
    }
  }

  /// Whether a folded word is one.
  func contains(_ word: [UInt8]) -> Bool { words.contains(word) }

  /// Appends a name without those that it begins with, in normal form.
  func leaveOut(of name: Span<UInt8>, into buffer: inout [UInt8]) {
    var start = 0
    while start < name.count {
      var end = start
      while end < name.count, name[end] > 0x20 { end += 1 }
      let word = Self.folded(name.extracting(start..<end))
      guard word.isEmpty || contains(word) else { break }
      start = end + 1
    }
    if start < name.count { Normalise.name(name.extracting(start..<name.count), into: &buffer) }
  }

  private static func folded(_ text: Span<UInt8>) -> [UInt8] {
    var form: [UInt8] = []
    Normalise.folded(text, into: &form)
    Transcription.shorten(&form, from: 0)
    return form
  }
}

/// The documents of a source that left no row of this run: those that were refused, and those that were there already.
///
/// What has a row names its source itself. When a document comes again after one of these, with other content, the two are
/// parts of one whose lines stand too far apart. A run that is taken up in the middle of a source has forgotten those before.
import Columns

struct PassedDocuments {
  /// Where a document stood, and whether it was refused.
  struct Passed {
    var line: Int
    var isRefused: Bool
  }

  private var source = Int64.missing
  private var documents: [Int64: Passed] = [:]

  /// Whether there are any.
  var isEmpty: Bool { documents.isEmpty }

  /// Begins a source, or goes on with it.
  mutating func use(source: Int64) {
    guard source != self.source else { return }
    self.source = source
    documents = [:]
  }

  /// Takes down a document; one that was refused stays so.
  mutating func add(_ key: Int64, line: Int, isRefused: Bool) {
    if documents[key]?.isRefused != true { documents[key] = Passed(line: line, isRefused: isRefused) }
  }

  /// The document of a key, if there was one.
  func document(_ key: Int64) -> Passed? { documents[key] }

  /// The key of a document.
  static func key(kind: Int32, _ externalID: TextRange, _ text: PinnedText) -> Int64 {
    var hash = FastHash(seed: 0)
    hash.combine(Int64(kind))
    text.combine(externalID, into: &hash)
    return hash.value
  }
}

/// A batch on its way into the ledger: its columns, and what becomes of each document.
import Columns

struct BatchWork {
  let batch: Batch
  let documents: DocumentColumns
  let lines: LineColumns
  /// One entry per document.
  var entries: [DocumentEntry]
  /// Why documents were refused: by the stages, then by the ledger.
  var refusals: [Refusal]
  /// What the ledger has found that a person should look at.
  var findings: [Finding] = []
  /// Documents that replace an earlier revision.
  var revised: Int64 = 0

  init(_ batch: Batch) {
    self.batch = batch
    documents = DocumentColumns(batch)
    lines = LineColumns(batch)
    entries = []
    entries.reserveCapacity(batch.documentCount)
    refusals = batch.refusals
  }

  /// Sums and hashes each document and refuses those that the ledger cannot take.
  mutating func prepare(_ text: PinnedText) {
    let check = DocumentCheck(documents: documents, lines: lines)
    let content = ContentHash(documents, lines, text)
    for document in 0..<batch.documentCount {
      let range = batch.lines(of: document)
      var entry = DocumentEntry()
      check.count(range, into: &entry)
      if batch.isRefused(document) {
        entry.fate = .rejected
      } else if let refusal = check.sum(document, lines: range, into: &entry) {
        entry.fate = .rejected
        refusals.append(refusal)
      } else {
        entry.hash = content.value(document: document, lines: range)
      }
      entries.append(entry)
    }
  }

  /// Refuses a document.
  mutating func refuse(_ refusal: Refusal) {
    refusals.append(refusal)
    entries[refusal.document].fate = .rejected
  }

  /// Where a document stands in its source.
  @inline(__always)
  func position(of document: Int) -> SourcePosition { lines.positions[batch.lines(of: document).lowerBound] }
}

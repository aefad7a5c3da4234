/// A batch of an entity on its way into the ledger, and what becomes of each document.
import Columns
import Commerce
import Pipeline

struct EntityWork {
  let batch: Batch
  let columns: EntityColumns
  /// The columns that orders have too: ids, totals and currencies, and what customers are matched by.
  let documents: DocumentColumns
  /// One entry per document.
  var entries: [DocumentEntry] = []
  /// Why documents were refused: by the stages, then by the ledger.
  var refusals: [Refusal]
  /// Documents that replace an earlier revision.
  var revised: Int64 = 0

  /// Counts what the source gave of each document and refuses those without an id.
  init(_ table: EntityTable, _ batch: Batch, _ codes: CodeTexts) {
    self.batch = batch
    columns = EntityColumns(table, batch, codes)
    documents = DocumentColumns(batch)
    refusals = batch.refusals
    let amounts = table.entity.controlAmount.map { batch[$0].stored }
    for document in 0..<batch.documentCount {
      var entry = DocumentEntry()
      let lines = batch.lines(of: document)
      if let amounts {
        for line in lines where amounts[line] != .missing {
          entry.sourceLines += 1
          entry.sourceAmount &+= amounts[line]
        }
      } else {
        entry.sourceLines = Int64(lines.count)
      }
      if batch.isRefused(document) {
        entry.fate = .rejected
      } else if documents.externalID[document].isEmpty {
        entry.fate = .rejected
        refusals.append(Refusal(RejectCode.missingValue.rawValue, document: document, column: "external_id"))
      }
      entries.append(entry)
    }
  }

  /// Refuses a document.
  mutating func refuse(_ refusal: Refusal) {
    refusals.append(refusal)
    entries[refusal.document].fate = .rejected
  }
}

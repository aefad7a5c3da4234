/// Writes batches of one run of an entity other than orders.
import Columns
import Commerce
import GRDB
import Pipeline

struct EntityBatchWriter: RunBatches {
  private let table: EntityTable
  private let codes = CodeTexts()
  private var documents: EntityDocuments
  private var contacts: ContactRows
  private let findings: EntityFindingRows
  /// Of customers only.
  private let accountIDs: AccountIDs?
  private var records: BatchRecords

  /// Prepares the statements for one run that was started at `instant`, in seconds since 1970.
  init(_ table: EntityTable, store: Int64, run: Int64, at instant: Int64, _ keys: LedgerKeys, _ database: Database)
    throws
  {
    self.table = table
    documents = try EntityDocuments(table, store: store, run: run, database)
    contacts = try ContactRows(store: store, run: run, keys, database)
    findings = try EntityFindingRows(table.entity, run: run, database)
    accountIDs = table.entity == .customers ? try AccountIDs(store: store, keys, database) : nil
    records = try BatchRecords(table.entity, store: store, run: run, at: instant, codes, keys, database)
  }

  mutating func write(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, crash: (CrashPoint) -> Void
  ) throws -> BatchOutcome {
    let batch = try accountIDs?.hidden(in: batch) ?? batch
    return try PinnedText.withPinned(batch.text) { text in
      var work = EntityWork(table, batch, codes)
      if table.entity == .customers { try contacts.write(batch, text) }
      try documents.write(&work, source: source, text)
      crash(.afterRows)

      let fates = BatchRecords.Fates(
        batch: batch, documents: work.documents, entries: work.entries, refusals: work.refusals, revised: work.revised,
        findings: try findings.write(work.entries, batch))
      return try records.write(fates, source: source, next: next, extracted: extracted, text)
    }
  }

  mutating func flush() throws { try contacts.flush() }
}

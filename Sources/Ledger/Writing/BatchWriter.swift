/// Writes batches of one run: every statement it needs, prepared once.
import Columns
import Commerce
import GRDB
import Pipeline

/// What writes the batches of a run.
protocol RunBatches {
  /// Writes a batch inside the caller's transaction; some of its sums wait for ``flush()``.
  mutating func write(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, crash: (CrashPoint) -> Void
  ) throws -> BatchOutcome

  /// Writes the sums of the batches since the last call, before the transaction is committed.
  mutating func flush() throws
}

/// Writes batches of orders.
struct BatchWriter: RunBatches {
  private let codes = CodeTexts()
  private var documents: DocumentWriter
  private var lines: LineRows
  private let taxLines: TaxLineRows
  private let giftCards: GiftCardRows
  private let restocks: RestockRows
  private var contacts: ContactRows
  private let findings: FindingRows
  private var tallies: TallyRows
  private var records: BatchRecords

  /// Prepares the statements for one run that was started at `instant`, in seconds since 1970.
  init(store: Int64, run: Int64, at instant: Int64, _ keys: LedgerKeys, _ database: Database) throws {
    documents = try DocumentWriter(store: store, run: run, database)
    lines = try LineRows(database)
    taxLines = try TaxLineRows(database)
    giftCards = try GiftCardRows(database)
    restocks = try RestockRows(database)
    contacts = try ContactRows(store: store, run: run, keys, database)
    findings = try FindingRows(run: run, database)
    tallies = try TallyRows(store: store, run: run, database)
    records = try BatchRecords(.orders, store: store, run: run, at: instant, codes, keys, database)
  }

  mutating func write(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, crash: (CrashPoint) -> Void
  ) throws -> BatchOutcome {
    try PinnedText.withPinned(batch.text) { text in
      var work = BatchWork(batch)
      work.prepare(text)
      try contacts.write(batch, text)
      try documents.write(&work, source: source, text, codes)
      try lines.write(work.entries, batch, work.documents.dispatch, work.lines, text, codes)
      try taxLines.write(work.entries, work.documents, text)
      try giftCards.write(work.entries, work.documents)
      try restocks.write(work.entries, batch, work.lines)
      crash(.afterRows)

      try tallies.add(work.entries, batch, work.documents, work.lines, text)
      let fates = BatchRecords.Fates(
        batch: batch, documents: work.documents, entries: work.entries, refusals: work.refusals, revised: work.revised,
        findings: try findings.write(work.entries, batch, own: work.findings))
      return try records.write(fates, source: source, next: next, extracted: extracted, text)
    }
  }

  mutating func flush() throws {
    try contacts.flush()
    try tallies.flush(codes)
  }
}

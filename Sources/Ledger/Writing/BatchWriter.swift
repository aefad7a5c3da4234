/// Writes batches of one run: every statement it needs, prepared once.
import Columns
import Commerce
import GRDB
import Pipeline

/// What writes the batches of a run.
protocol RunBatches {
  /// Writes everything of a batch, inside the caller's transaction.
  mutating func write(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, crash: (CrashPoint) -> Void
  ) throws -> BatchOutcome
}

/// Writes batches of orders.
struct BatchWriter: RunBatches {
  private let codes = CodeTexts()
  private var documents: DocumentWriter
  private var lines: LineRows
  private let taxLines: TaxLineRows
  private let customers: CustomerRows
  private var rejects: RejectRows
  private let findings: FindingRows
  private var tallies: TallyRows
  private let controls: ControlRows
  private let progress: ProgressRows
  private let deliveries: DeliveryRows

  /// Prepares the statements for one run that was started at `instant`, in seconds since 1970.
  init(store: Int64, run: Int64, at instant: Int64, _ database: Database) throws {
    documents = try DocumentWriter(store: store, run: run, database)
    lines = try LineRows(database)
    taxLines = try TaxLineRows(database)
    customers = try CustomerRows(run: run, database)
    rejects = try RejectRows(.orders, store: store, run: run, database)
    findings = try FindingRows(run: run, database)
    tallies = try TallyRows(store: store, run: run, database)
    controls = try ControlRows(run: run, database)
    progress = try ProgressRows(run: run, database)
    deliveries = try DeliveryRows(store: store, run: run, at: instant, database)
  }

  /// Writes everything of a batch, inside the caller's transaction.
  mutating func write(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, crash: (CrashPoint) -> Void
  ) throws -> BatchOutcome {
    try PinnedText.withPinned(batch.text) { text in
      var work = BatchWork(batch)
      work.prepare(text)
      try customers.write(batch, work.documents, text)
      try documents.write(&work, source: source, text, codes)
      try lines.write(work.entries, batch, work.lines, text, codes)
      try taxLines.write(work.entries, work.documents, text)
      crash(.afterRows)

      var outcome = BatchOutcome()
      outcome.totals = totals(work)
      outcome.revised = work.revised
      outcome.findings = try findings.write(work.entries, batch)
      try rejects.write(work.entries, work.refusals, source: source, batch, work.documents, text)
      try rejects.resolve(work.entries, batch, work.documents, text)
      try tallies.write(work.entries, batch, work.documents, work.lines, text, codes)
      var controlled = outcome.totals
      controlled.add(extracted)
      try controls.write(controlled)
      try progress.write(outcome, of: batch, source: source, next: next)
      try deliveries.write(next, source: source)
      return outcome
    }
  }

  /// What became of the documents.
  private func totals(_ work: BatchWork) -> ControlTotals {
    var counter = ControlCounter()
    for document in work.entries.indices {
      counter.add(
        work.entries[document], currency: work.documents.currency[document], total: work.documents.total[document])
    }
    return counter.totals(codes)
  }
}

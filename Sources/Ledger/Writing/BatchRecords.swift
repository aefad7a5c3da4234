/// Writes what every batch leaves besides its documents, whatever its entity: rejects, totals, progress, deliveries,
/// and what was found out about VAT ids.
import Columns
import Commerce
import GRDB
import Pipeline

struct BatchRecords {
  private let codes: CodeTexts
  private var rejects: RejectRows
  private let controls: ControlRows
  private let progress: ProgressRows
  private let deliveries: DeliveryRows
  private let vatIDs: VATIDCheckRows

  /// Prepares the statements for one run that was started at `instant`, in seconds since 1970.
  init(
    _ entity: Entity, store: Int64, run: Int64, at instant: Int64, _ codes: CodeTexts, _ keys: LedgerKeys,
    _ database: Database
  ) throws {
    self.codes = codes
    rejects = try RejectRows(entity, store: store, run: run, keys, database)
    controls = try ControlRows(run: run, database)
    progress = try ProgressRows(run: run, database)
    deliveries = try DeliveryRows(store: store, run: run, at: instant, keys, database)
    vatIDs = try VATIDCheckRows(run: run, database)
  }

  /// What became of a batch's documents.
  struct Fates {
    let batch: Batch
    let documents: DocumentColumns
    let entries: [DocumentEntry]
    let refusals: [Refusal]
    let revised: Int64
    /// Findings that were written, by code.
    let findings: [String: Int64]

    /// Refused documents by the code of the first reason.
    fileprivate var rejects: [String: Int64] {
      var counts: [String: Int64] = [:]
      var seen: Set<Int> = []
      for refusal in refusals where seen.insert(refusal.document).inserted { counts[refusal.code, default: 0] += 1 }
      return counts
    }
  }

  /// Writes them, inside the caller's transaction, and says what became of the batch.
  mutating func write(
    _ fates: Fates, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, _ text: PinnedText
  ) throws -> BatchOutcome {
    var outcome = BatchOutcome()
    outcome.totals = totals(fates)
    outcome.counts.revised = fates.revised
    outcome.counts.findingsByCode = fates.findings
    outcome.counts.rejectsByCode = fates.rejects
    try rejects.write(fates.entries, fates.refusals, source: source, fates.batch, fates.documents, text)
    try rejects.resolve(fates.entries, fates.batch, fates.documents, text)
    var controlled = outcome.totals
    controlled.add(extracted)
    try controls.write(controlled)
    try progress.write(outcome, of: fates.batch, source: source, next: next)
    try deliveries.write(next, source: source)
    try vatIDs.write(next.vatIDChecks)
    return outcome
  }

  private func totals(_ fates: Fates) -> ControlTotals {
    var counter = ControlCounter()
    for document in fates.entries.indices {
      counter.add(
        fates.entries[document], currency: fates.documents.currency[document], total: fates.documents.total[document])
    }
    return counter.totals(codes)
  }
}

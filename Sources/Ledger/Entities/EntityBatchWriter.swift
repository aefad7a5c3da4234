/// Writes batches of one run of an entity other than orders.
import Columns
import Commerce
import GRDB
import Pipeline

struct EntityBatchWriter: RunBatches {
  private let table: EntityTable
  private let codes = CodeTexts()
  private var documents: EntityDocuments
  private let customers: CustomerRows
  private var rejects: RejectRows
  private let findings: EntityFindingRows
  private let controls: ControlRows
  private let progress: ProgressRows
  private let deliveries: DeliveryRows

  /// Prepares the statements for one run that was started at `instant`, in seconds since 1970.
  init(_ table: EntityTable, store: Int64, run: Int64, at instant: Int64, _ database: Database) throws {
    self.table = table
    documents = try EntityDocuments(table, store: store, run: run, database)
    customers = try CustomerRows(run: run, database)
    rejects = try RejectRows(table.entity, store: store, run: run, database)
    findings = try EntityFindingRows(table.entity, run: run, database)
    controls = try ControlRows(run: run, database)
    progress = try ProgressRows(run: run, database)
    deliveries = try DeliveryRows(store: store, run: run, at: instant, database)
  }

  /// Writes everything of a batch, inside the caller's transaction.
  mutating func write(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals, crash: (CrashPoint) -> Void
  ) throws -> BatchOutcome {
    try PinnedText.withPinned(batch.text) { text in
      var work = EntityWork(table, batch, codes)
      if table.entity == .customers { try customers.write(batch, work.documents, text) }
      try documents.write(&work, source: source, text)
      crash(.afterRows)

      var outcome = BatchOutcome()
      outcome.totals = work.totals(codes)
      outcome.revised = work.revised
      outcome.findings = try findings.write(work.entries, batch)
      try rejects.write(work.entries, work.refusals, source: source, batch, work.documents, text)
      try rejects.resolve(work.entries, batch, work.documents, text)
      var controlled = outcome.totals
      controlled.add(extracted)
      try controls.write(controlled)
      try progress.write(outcome, of: batch, source: source, next: next)
      try deliveries.write(next, source: source)
      return outcome
    }
  }
}

/// Writes the findings about loaded documents of an entity.
struct EntityFindingRows {
  private let insert: Statement

  /// Prepares the statement for one run.
  init(_ entity: Entity, run: Int64, _ database: Database) throws {
    insert = try Statement(
      """
      INSERT INTO entity_findings (run_id, document_id, line_no, code, detail, entity) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, database)
    insert.bind(1, run)
    insert.bind(6, copying: entity.rawValue)
  }

  /// Writes the findings and returns their number; those of an unchanged document were written when it was loaded.
  func write(_ entries: [DocumentEntry], _ batch: Batch) throws -> Int64 {
    var count: Int64 = 0
    for finding in batch.findings where entries[finding.document].fate == .loaded {
      let first = batch.lines(of: finding.document).lowerBound
      insert.bind(2, entries[finding.document].id)
      insert.bind(3, finding.line.map { Int64($0 - first + 1) } ?? .missing)
      insert.bind(4, copying: finding.code)
      insert.bind(5, copying: finding.detail)
      try insert.run()
      count += 1
    }
    return count
  }
}

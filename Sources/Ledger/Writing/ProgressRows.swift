/// Writes the row of a batch and the checkpoint of its source.
import Columns
import GRDB
import Pipeline

struct ProgressRows {
  private let batchRow: Statement
  private let checkpoint: Statement

  /// Prepares the statements for one run.
  init(run: Int64, _ database: Database) throws {
    batchRow = try Statement(
      """
      INSERT INTO batches (run_id, source_id, next_line, next_byte, documents, lines, loaded, unchanged, rejected, revised)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """, database)
    checkpoint = try Statement(
      """
      UPDATE sources SET next_line = ?2, next_byte = ?3, cursor = ?4,
        latest_change = max(coalesce(latest_change, ?5), coalesce(?5, latest_change)) WHERE id = ?1
      """, database)
    batchRow.bind(1, run)
  }

  /// Records that a batch was written and where its source goes on.
  func write(_ outcome: BatchOutcome, of batch: Batch, source: Int64, next: SourceCheckpoint) throws {
    batchRow.bind(2, source)
    batchRow.bind(3, Int64(next.position.line))
    batchRow.bind(4, Int64(next.position.byte))
    batchRow.bind(5, Int64(batch.documentCount))
    batchRow.bind(6, Int64(batch.lineCount))
    batchRow.bind(7, outcome.totals.count(.loaded).documents)
    batchRow.bind(8, outcome.totals.count(.unchanged).documents)
    batchRow.bind(9, outcome.totals.count(.rejected).documents)
    batchRow.bind(10, outcome.counts.revised)
    try batchRow.run()
    checkpoint.bind(1, source)
    checkpoint.bind(2, Int64(next.position.line))
    checkpoint.bind(3, Int64(next.position.byte))
    checkpoint.bind(4, copying: next.cursor)
    checkpoint.bind(5, next.latestChange ?? .missing)
    try checkpoint.run()
  }
}

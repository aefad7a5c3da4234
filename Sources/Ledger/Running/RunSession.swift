/// A run while it is written: its number and its prepared statements.
import GRDB
import Pipeline

final class RunSession {
  let run: Int64
  let store: Int64
  var batches: any RunBatches
  /// Batches in the transaction that is open; 0 when none is.
  var uncommitted = 0
  /// The source that was asked about last.
  private var asked: (source: Int64, isStream: Bool)?

  init(_ open: OpenRun, _ keys: LedgerKeys, _ database: Database) throws {
    run = open.ticket.run
    store = open.store
    batches =
      if let table = EntityTable.of(open.entity) {
        try EntityBatchWriter(table, store: open.store, run: open.ticket.run, at: open.startedAt, keys, database)
      } else {
        try BatchWriter(store: open.store, run: open.ticket.run, at: open.startedAt, keys, database)
      }
  }

  /// Whether a source is a platform's stream.
  func isStream(_ source: Int64, _ database: Database) throws -> Bool {
    if let known = asked, known.source == source { return known.isStream }
    let isStream = try Bool.fetchOne(database, sql: "SELECT is_stream FROM sources WHERE id = ?", arguments: [source])
    asked = (source, isStream ?? false)
    return isStream ?? false
  }
}

/// A run while it is written: its number and its prepared statements.
import GRDB
import Pipeline

final class RunSession {
  let run: Int64
  let store: Int64
  var batches: any RunBatches

  init(_ open: OpenRun, _ database: Database) throws {
    run = open.ticket.run
    store = open.store
    batches =
      if let table = EntityTable.of(open.entity) {
        try EntityBatchWriter(table, store: open.store, run: open.ticket.run, at: open.startedAt, database)
      } else {
        try BatchWriter(store: open.store, run: open.ticket.run, at: open.startedAt, database)
      }
  }
}

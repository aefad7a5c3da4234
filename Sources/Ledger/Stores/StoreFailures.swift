/// What went wrong with a store last: a run that stops before its end leaves no other trace of why.
import Commerce
import GRDB
public import Pipeline

extension LedgerStore {
  /// Keeps why a run stopped, until a later one of the pipeline comes to its end.
  public func note(_ failure: RunFailure, of request: RunRequest) throws(RunFailure) {
    try write { database in
      try transaction(database) {
        try database.execute(sql: "INSERT OR IGNORE INTO stores (name) VALUES (?)", arguments: [request.store])
        try database.execute(
          sql: """
            INSERT INTO store_failures (store_id, pipeline, entity, code, message, failed_at)
            SELECT id, ?, ?, ?, ?, ? FROM stores WHERE name = ?
            ON CONFLICT DO UPDATE SET entity = excluded.entity, code = excluded.code, message = excluded.message,
              failed_at = excluded.failed_at
            """,
          arguments: [
            request.pipeline, request.entity.rawValue, failure.code, failure.message, request.startedAt, request.store,
          ])
      }
    }
  }
}

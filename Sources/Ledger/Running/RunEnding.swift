/// Ends a run: its documents count from now on, or are taken back.
import Commerce
import GRDB
import Pipeline

struct RunEnding {
  let run: Int64
  let database: Database

  init(run: Int64, _ database: Database) {
    self.run = run
    self.database = database
  }

  /// Ends the run in one update; revisions take the place of what they replace in that instant, not before.
  func end(_ verdict: RunVerdict, at instant: Int64, message: String) throws {
    if verdict == .refused { return try RunUndo(run: run, database).undo(as: "refused", at: instant, message: message) }
    if try ContactResolution.isDue(run: run, database) { try ContactResolution(run: run, database).resolve() }
    let revised = try Int64.fetchOne(
      database, sql: "SELECT coalesce(sum(revised), 0) FROM batches WHERE run_id = ?", arguments: [run])
    let entity = try String.fetchOne(database, sql: "SELECT entity FROM runs WHERE id = ?", arguments: [run])
    if let table = entity.flatMap(Entity.init).flatMap(EntityTable.of) {
      try EntityUndo(table: table, run: run, database: database).supersede()
      if table.entity == .customers { try ConsentRows(database).take(run: run) }
    } else if revised != 0 {
      try database.execute(
        sql: """
          UPDATE transactions SET is_current = 0 WHERE id IN (
            SELECT supersedes FROM transactions
            WHERE id >= (SELECT first_transaction FROM runs WHERE id = ?1) AND run_id = ?1 AND supersedes IS NOT NULL)
          """, arguments: [run])
    }
    try database.execute(
      sql: "UPDATE runs SET status = ?, finished_at = ?, message = ? WHERE id = ?",
      arguments: [verdict.rawValue, instant, message, run])
    // What went wrong in an earlier run of the same pipeline is put right.
    try database.execute(
      sql: """
        DELETE FROM store_failures WHERE (store_id, pipeline) = (SELECT store_id, pipeline FROM runs WHERE id = ?)
        """, arguments: [run])
  }
}

/// Destroys what is kept of rejects that are closed for good: the document was loaded, or refused again.
import GRDB
import Privacy

/// A run that has not ended may be taken back, and opens its rejects again; so they are emptied when it has ended, in its
/// own transaction, and their keys are destroyed when that is on the disk. What a process that ends in between leaves over,
/// the next run takes along.
struct ClosedRejects {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// Empties the rejects that ended runs have closed.
  func empty() throws {
    let closed = """
      SELECT j.id FROM rejects j JOIN runs r ON r.id = j.resolved_run_id AND r.status <> 'open'
      WHERE j.status <> 'open' AND j.raw IS NOT NULL
      """
    try database.execute(
      sql: """
        UPDATE reject_problems SET value = NULL WHERE value IS NOT NULL AND reject_id IN (\(closed));
        DELETE FROM reject_keys WHERE reject_id IN (\(closed));
        UPDATE rejects SET raw = NULL WHERE id IN (\(closed));
        """)
  }

  /// Empties rejects whose keys were destroyed; they stay open, and cannot be sent through a pipeline any more.
  ///
  /// The id of a document stays, that of an account tells a person.
  func forget(_ rejects: [Int64]) throws {
    for reject in rejects {
      try database.execute(
        sql: "UPDATE reject_problems SET value = NULL WHERE reject_id = ?", arguments: [reject])
      try database.execute(sql: "DELETE FROM reject_keys WHERE reject_id = ?", arguments: [reject])
      try database.execute(
        sql: """
          UPDATE rejects SET raw = NULL, is_shredded = 1,
            external_id = CASE WHEN entity = 'customers' THEN NULL ELSE external_id END WHERE id = ?
          """, arguments: [reject])
    }
  }

  /// Destroys the keys of rejects that are empty.
  func shred(_ keys: KeyFile) throws {
    let numbers = try Int64.fetchAll(
      database, sql: "SELECT id FROM rejects WHERE raw IS NULL AND is_shredded = 0 ORDER BY id")
    guard !numbers.isEmpty else { return }
    try keys.shred([.reject: numbers])
    try database.execute(sql: "UPDATE rejects SET is_shredded = 1 WHERE raw IS NULL AND is_shredded = 0")
  }
}

/// Ids of accounts that an earlier version of the program wrote in the clear.
import GRDB
import Pipeline
import Privacy

extension LedgerStore {
  /// Puts keyed hashes in place of those that are personal, and writes the file anew.
  func hideAccountIDs() throws(RunFailure) {
    let areLeft = try write { database in
      guard try ClearAccountIDs(database).areLeft() else { return false }
      let index = try keyring.open(database).index
      try transaction(database) {
        try ClearAccountIDs(database).hide(under: index)
        try Erasure.setUncleaned(database)
      }
      return true
    }
    if areLeft { try clean() }
  }
}

private struct ClearAccountIDs {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func areLeft() throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM clear_account_ids)") ?? false
  }

  func hide(under index: BlindIndex) throws {
    for table in ["accounts", "rejects"] {
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT a.id, a.external_id, s.name FROM \(table) a JOIN stores s ON s.id = a.store_id
          JOIN clear_account_ids c ON c.kept_in = '\(table)' AND c.number = a.id WHERE a.external_id IS NOT NULL
          """)
      for row in rows {
        let text: String = row["external_id"]
        let id = Array(text.utf8)
        guard !OpaqueID.isOpaque(id.span) else { continue }
        try database.execute(
          sql: "UPDATE \(table) SET external_id = ? WHERE id = ?",
          arguments: [AccountIDs.hash(of: id, store: row["name"], index), row["id"] as Int64])
      }
    }
    try database.execute(sql: "DELETE FROM clear_account_ids")
  }
}

/// Rotations of the key that the audit log has not taken up yet.
import GRDB
import Pipeline
import Privacy

extension KeyFile {
  /// Everything was sealed under another key.
  struct Rotation: Sendable, Hashable {
    /// The key before, by its fingerprint.
    var from: String
    /// The key since.
    var to: String
    /// When, in seconds since 1970.
    var at: Int64

    /// What the audit log says of it.
    var entry: AuditEntry { AuditEntry(.keyRotated, subject: "from \(from) to \(to)") }
  }

  /// Notes a rotation in the transaction that makes it; files of earlier versions have no table for that.
  func note(_ rotation: Rotation, _ database: Database) throws {
    try database.execute(
      sql: "CREATE TABLE IF NOT EXISTS rotations (old TEXT NOT NULL, new TEXT NOT NULL, at INTEGER NOT NULL) STRICT")
    try database.execute(
      sql: "INSERT INTO rotations VALUES (?, ?, ?)", arguments: [rotation.from, rotation.to, rotation.at])
  }

  /// The rotations that nobody has taken up yet, in their order.
  func rotations() throws(RunFailure) -> [Rotation] {
    try read { database in
      guard try database.tableExists("rotations") else { return [] }
      return try Row.fetchAll(database, sql: "SELECT old, new, at FROM rotations ORDER BY rowid").map {
        Rotation(from: $0["old"], to: $0["new"], at: $0["at"])
      }
    }
  }

  /// Forgets rotations that are on record now.
  func forgetRotations() throws(RunFailure) {
    try write { database, _ in try database.execute(sql: "DELETE FROM rotations") }
  }
}

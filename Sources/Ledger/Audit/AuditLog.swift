/// Adds rows to the audit log, each bound to the one before it.
import Foundation
import GRDB
import Pipeline
import Privacy

struct AuditLog {
  private let database: Database
  private let chain: AuditChain

  /// The log of a ledger, bound by the secret of its keys.
  init(_ database: Database, _ keys: KeyFile) {
    self.database = database
    chain = keys.auditChain
  }

  /// Adds a row inside the caller's transaction.
  ///
  /// - Parameters:
  ///   - entry: what happened, and to what: numbers and codes, nothing personal.
  ///   - instant: when, in seconds since 1970.
  func append(_ entry: AuditEntry, store: Int64? = nil, run: Int64? = nil, at instant: Int64) throws {
    let head = try head()
    let row = ChainedRow(
      number: head.count + 1, at: instant, event: entry.event.rawValue, store: store, run: run, subject: entry.subject)
    try database.execute(
      sql: "INSERT INTO audit (id, at, event, store_id, run_id, subject, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        row.number, row.at, row.event, row.store, row.run, row.subject,
        Data(chain.head(after: head, adding: row).hash),
      ])
  }

  /// How far the log goes.
  func head() throws -> AuditHead {
    guard let row = try Row.fetchOne(database, sql: "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1") else {
      return .none
    }
    let hash: Data = row["hash"]
    return AuditHead(count: row["id"], hash: Array(hash))
  }

  /// Whether the log has come past a head, and was not written anew since.
  func holds(_ head: AuditHead) throws -> Bool {
    guard head.count > 0 else { return true }
    return try Data.fetchOne(database, sql: "SELECT hash FROM audit WHERE id = ?", arguments: [head.count])
      == Data(head.hash)
  }

  /// Walks a whole log.
  ///
  /// - Parameters:
  ///   - chain: what binds it; `nil` where there are no keys, and so nothing on record.
  ///   - recorded: how far it went when the file of keys was told last.
  static func walk(_ database: Database, _ chain: AuditChain?, recorded: AuditHead) throws -> AuditWalk {
    var walk = AuditWalk(recorded: recorded, chain: chain)
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, at, event, store_id, run_id, subject, hash FROM audit ORDER BY id")
    while let row = try rows.next() {
      let hash: Data = row["hash"]
      walk.add(
        ChainedRow(
          number: row["id"], at: row["at"], event: row["event"], store: row["store_id"], run: row["run_id"],
          subject: row["subject"]),
        hash: Array(hash))
    }
    walk.finish()
    return walk
  }
}

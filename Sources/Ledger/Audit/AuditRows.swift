/// The audit log: what has to be on record for good.
import GRDB
public import Pipeline
public import Privacy

/// One row of the audit log.
public struct AuditRow: Sendable, Equatable {
  /// Its number; later rows have larger ones.
  public var number: Int64
  /// When the run that found it was started, in seconds since 1970.
  public var at: Int64
  /// What happened, such as `delivery_rejected`.
  public var event: String
  /// Name of the store; `nil` where it is about none.
  public var store: String?
  /// The run that found it, whatever became of the run; `nil` where a command did.
  public var run: Int64?
  /// To what, without anything personal.
  public var subject: String
}

extension LedgerReader {
  /// The latest rows of the audit log, newest first, at most `limit`.
  public func audit(limit: Int = 1_000) throws(RunFailure) -> [AuditRow] {
    try audit("ORDER BY a.id DESC LIMIT ?", [limit])
  }

  /// What is on record about the contacts of a customer, and about the customers that they were, oldest first.
  public func audit(ofContacts contacts: Set<Int64>) throws(RunFailure) -> [AuditRow] {
    try audit("WHERE a.subject LIKE '%customer%' OR a.subject LIKE '%contacts%' ORDER BY a.id", []).filter { row in
      // The number of a decision stands before the colon, the numbers of people behind these words.
      row.subject.matches(of: /(?:customers?|contacts) ((?:\d+(?:, )?)+)/).contains { match in
        match.1.split(separator: ", ").contains { Int64($0).map(contacts.contains) ?? false }
      }
    }
  }

  private func audit(_ condition: String, _ arguments: StatementArguments) throws(RunFailure) -> [AuditRow] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT a.id, a.at, a.event, s.name AS store, a.run_id, a.subject FROM audit a
          LEFT JOIN stores s ON s.id = a.store_id \(condition)
          """, arguments: arguments
      ).map {
        AuditRow(
          number: $0["id"], at: $0["at"], event: $0["event"], store: $0["store"], run: $0["run_id"],
          subject: $0["subject"])
      }
    }
  }

  /// Walks the audit log from its first row, and holds it against what the file of keys knows of it.
  ///
  /// - Throws: `E8201` to `E8213` when the file of keys cannot be opened.
  public func auditWalk() throws(RunFailure) -> AuditWalk {
    // The file of keys comes first: what is put on record in between makes the log longer than it says, never shorter.
    let (keys, recorded) = try read { database in
      let keys = try keysIfBegun(database)
      return (keys, try keys?.auditHead() ?? .none)
    }
    return try read { try AuditLog.walk($0, keys?.auditChain, recorded: recorded) }
  }
}

extension LedgerStore {
  /// The audit log, to add to.
  func auditLog(_ database: Database) throws -> AuditLog { AuditLog(database, try keyring.open(database)) }

  /// Puts on record what somebody does with personal data, on the disk before this returns.
  ///
  /// - Parameters:
  ///   - entry: what, and with what: numbers, nothing personal.
  ///   - instant: when, in seconds since 1970.
  public func record(_ entry: AuditEntry, at instant: Int64) throws(RunFailure) {
    try durably { database in try auditLog(database).append(entry, at: instant) }
  }
}

/// The audit log: what has to be on record for good.
import GRDB
public import Pipeline

/// One row of the audit log.
public struct AuditRow: Sendable, Equatable {
  /// Its number; later rows have larger ones.
  public var number: Int64
  /// When the run that found it was started, in seconds since 1970.
  public var at: Int64
  /// What happened, such as `delivery_rejected`.
  public var event: String
  /// Name of the store.
  public var store: String
  /// The run that found it, whatever became of the run.
  public var run: Int64
  /// To what, without anything personal.
  public var subject: String
}

extension LedgerReader {
  /// The latest rows of the audit log, newest first, at most `limit`.
  public func audit(limit: Int = 1_000) throws(RunFailure) -> [AuditRow] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT a.id, a.at, a.event, s.name AS store, a.run_id, a.subject FROM audit a JOIN stores s ON s.id = a.store_id
          ORDER BY a.id DESC LIMIT ?
          """, arguments: [limit]
      ).map {
        AuditRow(
          number: $0["id"], at: $0["at"], event: $0["event"], store: $0["store"], run: $0["run_id"],
          subject: $0["subject"])
      }
    }
  }
}

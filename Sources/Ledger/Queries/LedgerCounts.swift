/// How much a ledger holds.
import GRDB
public import Pipeline

/// Numbers of what is published and current.
public struct LedgerCounts: Sendable, Equatable {
  /// Documents.
  public var transactions: Int64
  /// Their lines.
  public var lines: Int64
  /// Revisions that a later one has replaced.
  public var superseded: Int64
  /// Customers.
  public var customers: Int64
  /// Rejects that are open.
  public var openRejects: Int64
}

extension LedgerReader {
  /// The numbers of what is published and current.
  public func counts() throws(RunFailure) -> LedgerCounts {
    try read { database in
      func count(_ sql: String) throws -> Int64 { try Int64.fetchOne(database, sql: sql) ?? 0 }
      let published = "JOIN runs r ON r.id = x.run_id AND r.status = 'published'"
      return LedgerCounts(
        transactions: try count("SELECT count(*) FROM transactions x \(published) WHERE x.is_current = 1"),
        lines: try count("SELECT coalesce(sum(x.lines), 0) FROM tallies x \(published)"),
        superseded: try count("SELECT count(*) FROM transactions x \(published) WHERE x.is_current = 0"),
        customers: try count("SELECT count(*) FROM contacts x \(published)")
          - count("SELECT count(*) FROM memberships WHERE customer_id <> contact_id"),
        openRejects: try count("SELECT count(*) FROM rejects WHERE status = 'open'"))
    }
  }
}

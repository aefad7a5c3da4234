/// How much a ledger holds of an entity other than orders.
public import Commerce
import GRDB
public import Pipeline

/// Numbers of what is published.
public struct EntityCounts: Sendable, Equatable {
  /// Documents as they stand.
  public var documents: Int64
  /// Their lines; none where a document says all.
  public var lines: Int64
  /// Revisions that a later one has replaced.
  public var superseded: Int64
}

extension LedgerReader {
  /// The numbers of an entity; nothing for orders, which ``counts()`` counts.
  public func counts(of entity: Entity) throws(RunFailure) -> EntityCounts {
    guard let table = EntityTable.of(entity) else { return EntityCounts(documents: 0, lines: 0, superseded: 0) }
    return try read { database in
      func count(_ sql: String) throws -> Int64 { try Int64.fetchOne(database, sql: sql) ?? 0 }
      let published = "\(table.documents) d JOIN runs r ON r.id = d.run_id AND r.status = 'published'"
      return EntityCounts(
        documents: try count("SELECT count(*) FROM \(published) WHERE d.is_current = 1"),
        lines: try table.lines.map {
          try count("SELECT count(*) FROM \(published) JOIN \($0) l ON l.document_id = d.id WHERE d.is_current = 1")
        } ?? 0,
        superseded: try count("SELECT count(*) FROM \(published) WHERE d.is_current = 0"))
    }
  }
}

/// What the ledger knew before the run: how far streams were read, read through a connection of its own while the writer
/// writes.
import Foundation
import GRDB
public import Pipeline
public import Platforms

final class KnownBefore: Sendable {
  private let queue: DatabaseQueue
  private let path: String

  init(_ queue: DatabaseQueue, path: String) {
    self.queue = queue
    self.path = path
  }

  func close() throws { try queue.close() }

  /// Where the next pull of a stream begins: at its latest change, or where documents wait for answers about VAT ids.
  func watermark(of stream: String, store: String) throws(RunFailure) -> Int64? {
    guard let mark = try latestChange(of: stream, store: store) else { return nil }
    return min(mark, try firstWaiting(in: stream, store: store, since: mark) ?? mark)
  }

  private func latestChange(of stream: String, store: String) throws(RunFailure) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT max(f.latest_change) FROM sources f JOIN runs r ON r.id = f.run_id AND r.status = 'published'
          JOIN stores s ON s.id = r.store_id WHERE f.is_stream = 1 AND f.path = ? AND s.name = ?
          """, arguments: [stream, store])
    }
  }

  func documents(of stream: String, store: String) throws(RunFailure) -> [KnownDocument] {
    let mark = try latestChange(of: stream, store: store)
    return try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT t.external_id, t.refunds, t.placed_at, e.currency FROM transactions t
          JOIN runs r ON r.id = t.run_id AND r.status = 'published' JOIN sources f ON f.id = t.source_id
          JOIN stores s ON s.id = t.store_id JOIN document_terms e ON e.id = t.terms_id
          WHERE t.is_current = 1 AND s.name = ?1 AND f.is_stream = 1 AND f.path = ?2
            AND coalesce(e.source_status, '') <> 'deleted'
          ORDER BY t.id
          """, arguments: [store, stream])
      var known: [KnownDocument] = []
      while let row = try rows.next() {
        known.append(
          KnownDocument(
            id: row["external_id"], refunds: row["refunds"], placedAt: row["placed_at"] ?? 0, changedAt: mark,
            currency: row["currency"]))
      }
      return known
    }
  }

  func products(of store: String) throws(RunFailure) -> Set<String> {
    try read { database in
      let ids = try String.fetchAll(
        database,
        sql: """
          SELECT d.external_id FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
          JOIN stores s ON s.id = d.store_id
          WHERE d.is_current = 1 AND s.name = ? AND (d.title IS NOT NULL OR EXISTS (
            SELECT 1 FROM variants l WHERE l.document_id = d.id AND (l.sku IS NOT NULL OR l.variant_id IS NOT NULL)))
          """, arguments: [store])
      return Set(ids)
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    do { return try queue.read(body) } catch { throw StorageFailure.failure(error, path: path) }
  }
}

extension LedgerStore: WatermarkDirectory {
  /// The latest change among all published records of a stream.
  public func watermark(of stream: String, store: String) throws(RunFailure) -> Int64? {
    try directory.watermark(of: stream, store: store)
  }
  /// The platform's ids of all products of the store that are there as far as is known.
  public func products(of store: String) throws(RunFailure) -> Set<String> { try directory.products(of: store) }
  /// The published documents of a stream's store that still count for something.
  public func documents(of stream: String, store: String) throws(RunFailure) -> [KnownDocument] {
    try directory.documents(of: stream, store: store)
  }
}

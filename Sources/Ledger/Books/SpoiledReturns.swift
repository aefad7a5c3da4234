/// Goods that came back and cannot be sold again, as a store's returns tell.
import Commerce
import GRDB

/// Amazon tells the state of every unit that comes back to its warehouses; what is not `SELLABLE` is not in stock again.
///
/// Returns that become known after their refund was costed change nothing of it, and a refund without any return counts as goods
/// that came back.
struct SpoiledReturns {
  /// `nil` where the store tells of no returns.
  private let rows: Statement?
  private let refunded: Statement
  private let store: Int64

  init(store: Int64, _ database: Database) throws {
    self.store = store
    let exists = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM return_records WHERE store_id = ?)", arguments: [store])
    rows =
      exists == true
      ? try Statement(
        """
        SELECT coalesce(sum(l.quantity), 0) FROM return_records d
        JOIN runs r ON r.id = d.run_id AND r.status = 'published'
        JOIN returns l ON l.document_id = d.id
        WHERE d.store_id = ?1 AND d.is_current = 1 AND d.order_id = ?2 AND l.sku = ?3 AND l.disposition <> 'SELLABLE'
        """, database) : nil
    refunded = try Statement(
      """
      SELECT coalesce(sum(abs(l.quantity)), 0) FROM transactions t
      JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
      JOIN labels a ON a.id = l.label_id AND a.sku = ?3
      JOIN line_terms w ON w.id = l.terms_id AND w.kind = ?4
      WHERE t.refunds = ?2 AND t.store_id = ?1 AND t.kind = 2 AND t.is_current = 1
      """, database)
  }

  /// How many of the units that a refund gives back are in stock again: with all refunds of the order, no more than leave the
  /// spoiled ones out.
  ///
  /// - Parameters:
  ///   - units: what the refund gives back.
  ///   - back: what came back before.
  func sound(_ units: Exact, of sku: String, in order: String, after back: Exact) throws -> Exact {
    guard let rows else { return units }
    let spoiled = try sum(rows, of: sku, in: order)
    guard spoiled > 0 else { return units }
    refunded.bind(4, Int64(LineKind.goods.rawValue))
    let most = max(0, try sum(refunded, of: sku, in: order) - spoiled - back.millionths)
    return Exact(millionths: min(units.millionths, most))
  }

  private func sum(_ statement: Statement, of sku: String, in order: String) throws -> Int64 {
    statement.bind(1, store)
    statement.bind(2, copying: order)
    statement.bind(3, copying: sku)
    defer { statement.reset() }
    return try statement.next() ? statement.integer(0) : 0
  }
}

/// What units cost the seller, as the store's products and stock say.
import Commerce
import GRDB

struct UnitCosts {
  private let costs: [String: Exact]

  /// The costs of a store's goods in the currency of the books.
  ///
  /// Where no currency stands beside a cost it is the shop's own. That is the books' when the store has no document in
  /// another; else such a cost is left out.
  init(store: Int64, in base: Currency, _ database: Database) throws {
    let isForeign = try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM transactions t JOIN document_terms e ON e.id = t.terms_id
          WHERE t.store_id = ? AND e.currency <> ?)
        """, arguments: [store, base.code])
    let unstated = isForeign == true ? nil : base.code
    var costs: [String: Exact] = [:]
    // Stock is told more often than products are; where both tell a cost, its word counts.
    for sql in [Self.productsSQL, Self.stockSQL] {
      let rows = try Row.fetchCursor(database, sql: sql, arguments: [store, base.code, unstated])
      while let row = try rows.next() { costs[row["sku"]] = Exact(millionths: row["cost"]) }
    }
    self.costs = costs
  }

  /// What a unit costs; `nil` when nobody says.
  func cost(_ sku: String) -> Exact? { costs[sku] }

  private static let productsSQL = """
    SELECT v.sku, v.cost FROM products p
    JOIN runs r ON r.id = p.run_id AND r.status = 'published'
    JOIN variants v ON v.document_id = p.id
    WHERE p.store_id = ?1 AND p.is_current = 1 AND v.cost IS NOT NULL AND v.sku IS NOT NULL
      AND coalesce(p.currency, ?3) = ?2
    """
  private static let stockSQL = """
    SELECT l.sku, l.cost FROM stock_records d
    JOIN runs r ON r.id = d.run_id AND r.status = 'published'
    JOIN stock l ON l.document_id = d.id
    WHERE d.store_id = ?1 AND d.is_current = 1 AND l.cost IS NOT NULL AND l.sku IS NOT NULL AND ?3 = ?2
    """
}

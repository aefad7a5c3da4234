/// Moves of stock by a store's orders and refunds, where the ledger is master and levels of the store are not taken.
import Commerce
import GRDB
import Pipeline

struct OrderMoves {
  private let order: StockOrder
  private let store: Int64
  private let database: Database

  init(_ order: StockOrder, store: Int64, _ database: Database) {
    self.order = order
    self.store = store
    self.database = database
  }

  /// Moves what the orders that were published since the last time have sold. A document moves the difference to what its
  /// earlier revisions have moved, so that a cancelled one gives back what it took.
  func take() throws {
    guard let location = order.places[""] ?? order.places.values.sorted().first else { return }
    let told = ToldProducts(store: store, database)
    let runs = try told.runs(.orders, for: .stock)
    guard !runs.isEmpty else { return }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT t.id, t.external_id, t.kind, t.placed_at, v.material_id,
          sum(CASE WHEN d.name = 'cancelled' THEN 0
            WHEN t.kind = \(TransactionKind.sale.rawValue) THEN -abs(l.quantity)
            WHEN ?3 THEN abs(l.quantity) ELSE 0 END) AS moved
        FROM transactions t
        CROSS JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
        JOIN line_terms w ON w.id = l.terms_id AND w.kind = \(LineKind.goods.rawValue)
        JOIN labels a ON a.id = l.label_id
        JOIN material_values v ON v.field = 'sku' AND v.value = a.sku AND NOT EXISTS (
          SELECT 1 FROM material_values x WHERE x.field = 'sku' AND x.value = a.sku AND x.material_id <> v.material_id)
        JOIN document_terms e ON e.id = t.terms_id LEFT JOIN document_statuses d ON d.id = e.status
        WHERE t.store_id = ?1 AND t.is_current = 1 AND t.kind <> \(TransactionKind.adjustment.rawValue)
          AND t.run_id IN (\(runs.map(String.init).joined(separator: ", ")))
          AND NOT (?5 IS NOT NULL AND coalesce(e.channel, '') GLOB ?5)
          AND NOT EXISTS (SELECT 1 FROM transactions s JOIN document_terms f ON f.id = s.terms_id
            WHERE s.external_id = t.refunds AND s.store_id = t.store_id AND s.kind = \(TransactionKind.sale.rawValue)
              AND s.is_current = 1 AND f.channel GLOB ?5)
          AND coalesce(t.placed_at, ?4) > (SELECT min(m.moved_at) FROM stock_moves m
            WHERE m.material_id = v.material_id AND m.location = ?2)
        GROUP BY t.id, v.material_id ORDER BY t.id, v.material_id
        """, arguments: [store, location, order.restocksRefunds, order.at, order.foreignChannel])
    for row in rows { try move(row, location) }
    try told.note(runs, for: .stock)
  }

  private func move(_ row: Row, _ location: String) throws {
    let (transaction, kind, material): (Int64, Int64, Int64) = (row["id"], row["kind"], row["material_id"])
    let (externalID, wanted): (String, Int64) = (row["external_id"], row["moved"])
    let before =
      try Int64.fetchOne(
        try database.cachedStatement(
          sql: """
            SELECT coalesce(sum(m.quantity), 0) FROM stock_moves m JOIN transactions x ON x.id = m.transaction_id
            WHERE x.store_id = ? AND x.external_id = ? AND x.kind = ? AND m.material_id = ?
            """), arguments: [store, externalID, kind, material]) ?? 0
    guard wanted != before else { return }
    try database.executeRepeatedly(
      sql: """
        INSERT INTO stock_moves (material_id, location, quantity, kind, store_id, run_id, transaction_id, moved_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        material, location, wanted - before, kind == Int64(TransactionKind.sale.rawValue) ? "order" : "refund", store,
        order.run, transaction, (row["placed_at"] as Int64?) ?? order.at,
      ])
    try database.executeRepeatedly(
      sql: "UPDATE material_stock SET quantity = quantity + ? WHERE material_id = ? AND location = ?",
      arguments: [wanted - before, material, location])
  }
}

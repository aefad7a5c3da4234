/// Raises and clears alerts of low stock.
import GRDB
public import Pipeline

extension LedgerStore: StockDesk {
  /// Holds the stock of a store against its thresholds.
  public func watchStock(
    of store: Store, _ rules: LowStockRules, at instant: Int64
  ) throws(RunFailure) -> StockChanges {
    try write { database in
      try transaction(database) {
        let number = try Int64.fetchOne(database, sql: "SELECT id FROM stores WHERE name = ?", arguments: [store.name])
        guard let number else { return StockChanges() }
        return try StockWatch(store: number, platform: store.platform.rawValue, rules, at: instant, database).watch()
      }
    }
  }
}

/// One look at the stock of a store.
private struct StockWatch {
  let store: Int64
  let platform: String
  let rules: LowStockRules
  let instant: Int64
  let database: Database

  init(store: Int64, platform: String, _ rules: LowStockRules, at instant: Int64, _ database: Database) {
    (self.store, self.platform, self.rules) = (store, platform, rules)
    (self.instant, self.database) = (instant, database)
  }

  /// Names an article at a place, or at all of them.
  private struct Key: Hashable {
    var item: String
    var place: String
  }

  /// What is low.
  private struct Low {
    var item: StockItems.Item
    var threshold: Int64
    var sold: Int64
    var severity: LowStockRules.Severity
  }

  /// An alert that is open.
  private struct Open {
    var id: Int64
    var severity: LowStockRules.Severity
  }

  func watch() throws -> StockChanges {
    var changes = StockChanges()
    let low = try low()
    let open = try open()
    for (key, item) in low.sorted(by: { ($0.key.item, $0.key.place) < ($1.key.item, $1.key.place) }) {
      if let alert = open[key] {
        try update(alert.id, item)
        if Self.rank(item.severity) > Self.rank(alert.severity) { changes.worsened += 1 }
      } else {
        try raise(key, item)
        changes.raised += 1
      }
    }
    for (key, alert) in open where low[key] == nil {
      try database.execute(
        sql: "UPDATE stock_alerts SET cleared_at = max(?, created_at), updated_at = max(?, created_at) WHERE id = ?",
        arguments: [instant, instant, alert.id])
      changes.cleared += 1
    }
    changes.open = low.count
    return changes
  }

  /// What is at or below its threshold.
  private func low() throws -> [Key: Low] {
    let stock = StockItems(store: store, database)
    let sold = try stock.sold(inDays: rules.salesDays)
    let thresholds = try stock.thresholds()
    var low: [Key: Low] = [:]
    for item in try stock.items(watching: { rules.threshold(place: $0, name: $1) != nil }) {
      let isWhole = item.place.isEmpty
      let units =
        isWhole
        ? rules.threshold(sku: item.sku, material: item.sku.flatMap { thresholds[$0] })
        : rules.threshold(place: item.place, name: item.placeName) ?? rules.settings.lowStockThreshold
      let threshold = Int64(units) * 1_000_000
      guard item.stock <= threshold else { continue }
      // Orders do not say from which place they go out.
      let pace = isWhole ? item.sku.map { sold[$0] ?? 0 } : nil
      low[Key(item: item.key, place: item.place)] = Low(
        item: item, threshold: threshold, sold: pace ?? 0, severity: rules.severity(stock: item.stock, sold: pace))
    }
    return low
  }

  private func open() throws -> [Key: Open] {
    try Row.fetchAll(
      database, sql: "SELECT id, item, place, severity FROM stock_alerts WHERE store_id = ? AND cleared_at IS NULL",
      arguments: [store]
    ).reduce(into: [:]) { open, row in
      open[Key(item: row["item"], place: row["place"])] = Open(
        id: row["id"], severity: LowStockRules.Severity(rawValue: row["severity"]) ?? .info)
    }
  }

  private func raise(_ key: Key, _ low: Low) throws {
    try database.execute(
      sql: """
        INSERT INTO stock_alerts (store_id, platform, item, place, place_name, product_id, sku, name, current_stock,
          threshold, sold, sales_days, severity, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        store, platform, key.item, key.place, low.item.placeName, low.item.product, low.item.sku, low.item.name,
        low.item.stock, low.threshold, low.sold, rules.salesDays, low.severity.rawValue, instant, instant,
      ])
  }

  private func update(_ alert: Int64, _ low: Low) throws {
    try database.execute(
      sql: """
        UPDATE stock_alerts SET current_stock = ?, threshold = ?, sold = ?, sales_days = ?, severity = ?, name = ?,
          product_id = ?, updated_at = max(?, created_at)
        WHERE id = ? AND (current_stock, threshold, sold, sales_days, severity, name, product_id) IS NOT (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        low.item.stock, low.threshold, low.sold, rules.salesDays, low.severity.rawValue, low.item.name,
        low.item.product, instant, alert, low.item.stock, low.threshold, low.sold, rules.salesDays,
        low.severity.rawValue, low.item.name, low.item.product,
      ])
  }

  private static func rank(_ severity: LowStockRules.Severity) -> Int {
    LowStockRules.Severity.allCases.firstIndex(of: severity) ?? 0
  }
}

/// Alerts of low stock, as commands and reports read them.
public import Commerce
import GRDB
public import Pipeline

/// An article of which little is left.
public struct StockAlert: Sendable, Equatable {
  /// Its number.
  public var number: Int64
  /// Name of the store.
  public var store: String
  /// Where the store lives.
  public var platform: String
  /// The platform's id of the product.
  public var product: String
  /// Stock-keeping unit.
  public var sku: String?
  /// What the product is called.
  public var name: String
  /// The place that is watched by itself; `nil` for all places together.
  public var place: String?
  /// What that place is called.
  public var placeName: String?
  /// Units that can be sold.
  public var currentStock: Exact
  /// Stock at or below which there is an alert.
  public var threshold: Exact
  /// Whole days for which the stock lasts at the pace of the latest sales; `nil` where nothing was sold.
  public var daysOfCover: Int64?
  /// How bad it is.
  public var severity: LowStockRules.Severity
  /// When it was raised, in seconds since 1970.
  public var createdAt: Int64
  /// When it was looked at last with another result.
  public var updatedAt: Int64
  /// When it was over; `nil` while it is not.
  public var clearedAt: Int64?
}

extension LedgerReader {
  /// The alerts, the worst first.
  ///
  /// - Parameters:
  ///   - store: only those of this store.
  ///   - all: whether those that are over are listed too, behind the others.
  public func stockAlerts(store: String? = nil, all: Bool = false) throws(RunFailure) -> [StockAlert] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT a.*, s.name AS store FROM stock_alerts a JOIN stores s ON s.id = a.store_id
          WHERE (?1 IS NULL OR s.name = ?1) AND (?2 OR a.cleared_at IS NULL)
          ORDER BY a.cleared_at IS NOT NULL, CASE a.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
            s.name, a.item, a.place, a.id
          """, arguments: [store, all]
      ).map { row in
        let place: String = row["place"]
        let stock: Int64 = row["current_stock"]
        let sold: Int64 = row["sold"]
        var rules = LowStockRules(Store.Settings())
        rules.salesDays = row["sales_days"]
        return StockAlert(
          number: row["id"], store: row["store"], platform: row["platform"], product: row["product_id"],
          sku: row["sku"],
          name: row["name"], place: place.isEmpty ? nil : place, placeName: row["place_name"],
          currentStock: Exact(millionths: stock), threshold: Exact(millionths: row["threshold"]),
          daysOfCover: rules.daysOfCover(stock: stock, sold: sold),
          severity: LowStockRules.Severity(rawValue: row["severity"]) ?? .warning, createdAt: row["created_at"],
          updatedAt: row["updated_at"], clearedAt: row["cleared_at"])
      }
    }
  }
}

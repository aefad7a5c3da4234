/// What a store has of each article, what the article is called, and how fast it sells.
import Commerce
import GRDB
import Pipeline

struct StockItems {
  /// The stock of an article, at one place or at all together.
  struct Item {
    /// What tells it apart in its store: the SKU where it has one.
    var key: String
    /// The platform's id of the place; empty for all together.
    var place = ""
    var placeName: String?
    /// The platform's id of the product.
    var product: String
    var sku: String?
    var name: String
    /// Units that can be sold, in millionths.
    var stock: Int64
  }

  private let store: Int64
  private let database: Database

  init(store: Int64, _ database: Database) {
    self.store = store
    self.database = database
  }

  /// The articles whose units are counted: all places together, and the places that `isWatched` names by themselves.
  func items(watching isWatched: (_ place: String, _ name: String?) -> Bool) throws -> [Item] {
    let products = try products()
    var totals: [String: Item] = [:]
    var places: [String: Item] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT d.external_id, d.title, l.article, l.sku, l.place, l.place_name, l.available
        FROM stock_records d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
        JOIN stock l ON l.document_id = d.id
        WHERE d.store_id = ? AND d.is_current = 1 AND l.available IS NOT NULL AND coalesce(l.tracked, 1) = 1
        """, arguments: [store])
    while let row = try rows.next() {
      let sku = (row["sku"] as String?).flatMap { $0.isEmpty ? nil : $0 }
      let article: String? = row["article"]
      let record: String = row["external_id"]
      let key = sku ?? article ?? record
      let product = article.flatMap { products[$0] } ?? sku.flatMap { products[$0] }
      var item = Item(
        key: key, product: product?.id ?? record, sku: sku, name: product?.name ?? row["title"] ?? key,
        stock: row["available"])
      totals[key] = Self.sum(item, totals[key])
      let place: String = row["place"] ?? ""
      let name: String? = row["place_name"]
      guard !place.isEmpty, isWatched(place, name) else { continue }
      item.place = place
      item.placeName = name
      places["\(place)\n\(key)"] = Self.sum(item, places["\(place)\n\(key)"])
    }
    return Array(totals.values) + Array(places.values)
  }

  private static func sum(_ item: Item, _ other: Item?) -> Item {
    var item = item
    item.stock = other.map { item.stock.addingReportingOverflow($0.stock).partialValue } ?? item.stock
    return item
  }

  /// The products by what their stock is kept of: by article, and by SKU.
  private func products() throws -> [String: (id: String, name: String)] {
    var products: [String: (id: String, name: String)] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT d.external_id, d.title, v.article, v.sku FROM products d
        JOIN runs r ON r.id = d.run_id AND r.status = 'published' JOIN variants v ON v.document_id = d.id
        WHERE d.store_id = ? AND d.is_current = 1 AND d.title IS NOT NULL ORDER BY d.id
        """, arguments: [store])
    while let row = try rows.next() {
      for key in [row["article"] as String?, row["sku"]] {
        if let key, !key.isEmpty { products[key] = (row["external_id"], row["title"]) }
      }
    }
    return products
  }

  /// The thresholds that materials have in every store, in whole units, by SKU.
  func thresholds() throws -> [String: Int] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT v.value, t.units FROM material_thresholds t
        JOIN material_values v ON v.material_id = t.material_id AND v.field = 'sku' AND v.value IS NOT NULL
        """)
    return rows.reduce(into: [:]) { $0[$1[0] as String] = $1[1] as Int }
  }

  /// Units that were sold in the days before the stock was told last, in millionths, by SKU.
  func sold(inDays days: Int) throws -> [String: Int64] {
    let told = try Int64.fetchOne(
      database,
      sql: """
        SELECT max(coalesce(d.updated_at, r.started_at)) FROM stock_records d
        JOIN runs r ON r.id = d.run_id AND r.status = 'published' WHERE d.store_id = ? AND d.is_current = 1
        """, arguments: [store])
    guard let told else { return [:] }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT a.sku, sum(l.quantity) AS sold FROM transactions t
        JOIN runs r ON r.id = t.run_id AND r.status = 'published'
        CROSS JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
        CROSS JOIN line_terms w ON w.id = l.terms_id AND w.kind = :goods CROSS JOIN labels a ON a.id = l.label_id
        CROSS JOIN document_terms e ON e.id = t.terms_id
        WHERE t.store_id = :store AND t.is_current = 1 AND t.kind = :sale AND t.placed_at > :since AND t.placed_at <= :told
          AND a.sku <> '' AND l.quantity > 0 AND e.status IS NOT :cancelled
        GROUP BY a.sku
        """,
      arguments: [
        "goods": LineKind.goods.rawValue, "sale": TransactionKind.sale.rawValue, "store": store,
        "since": told - Int64(days) * 86_400, "told": told, "cancelled": DocumentStatus.cancelled.rawValue,
      ])
    return rows.reduce(into: [:]) { $0[$1["sku"] as String] = $1["sold"] as Int64 }
  }
}

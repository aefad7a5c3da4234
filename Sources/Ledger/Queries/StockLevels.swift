/// Stock as it was told last.
public import Commerce
import GRDB
public import Pipeline

/// The stock of one article at one place; a figure that the source does not tell is `nil`.
public struct StockLevel: Sendable, Equatable {
  /// Name of the store.
  public var store: String
  /// Stock-keeping unit.
  public var sku: String?
  /// The platform's id of the article.
  public var article: String?
  /// What the product is called.
  public var title: String?
  /// The platform's id of the place.
  public var place: String?
  /// What the place is called.
  public var placeName: String?
  /// Units that can be sold.
  public var available: Exact?
  /// Units that lie there.
  public var onHand: Exact?
  /// Units that are promised.
  public var reserved: Exact?
  /// Units on their way.
  public var inbound: Exact?
  /// Units that cannot be sold.
  public var unfulfillable: Exact?
}

extension LedgerReader {
  /// The stock of every article and place, of one store or of all, by store, SKU, place and article.
  public func stockLevels(store: String? = nil) throws(RunFailure) -> [StockLevel] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM v_stock WHERE ?1 IS NULL OR store = ?1 ORDER BY store, sku, place, article, external_id, line_no
          """, arguments: [store]
      ).map { row in
        func figure(_ name: String) -> Exact? {
          let millionths: Int64? = row["\(name)_millionths"]
          return millionths.map { Exact(millionths: $0) }
        }
        return StockLevel(
          store: row["store"], sku: row["sku"], article: row["article"], title: row["title"], place: row["place"],
          placeName: row["place_name"], available: figure("available"), onHand: figure("on_hand"),
          reserved: figure("reserved"), inbound: figure("inbound"), unfulfillable: figure("unfulfillable"))
      }
    }
  }
}

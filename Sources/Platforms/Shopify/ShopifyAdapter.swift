/// The connector to Shopify: Admin REST, with GraphQL's bulk operations for large backfills.
import Columns
import Commerce
import Formats
public import Platforms

/// A Shopify shop.
///
/// Settings: `api_version` (default 2024-01), `test_orders` (`include` to pull orders that nobody pays), `transactions`
/// (`true` to ask for the payments of every order, one request each; those that gift cards have paid in part are asked for
/// anyway), `sixty_days` (`accept` where the access may see
/// the orders of the last sixty days only and that is enough), `orders` (`bulk` to pull them by a bulk operation).
/// Secrets: `access_token`; for webhooks `client_secret`, and `client_secret_previous` while it is being changed.
public struct ShopifyAdapter: PlatformAdapter {
  /// The word by which stores name the platform.
  public static var platform: String { "shopify" }
  /// The streams that it can pull.
  public static var streams: [PlatformStream] { [.orders, .products, .inventory, .customers, .payouts] }

  /// The source columns that a stream's records have, in order.
  public static func columns(of stream: PlatformStream) -> [String] {
    switch stream {
    case .orders: OrderColumn.allCases.map(\.name)
    case .products: ShopifyTables.products.columns
    case .inventory: ShopifyTables.inventory.columns
    case .customers: ShopifyTables.customers.columns
    case .payouts: ShopifyTables.payouts.columns
    }
  }

  /// The source columns of orders with what each holds.
  public static var orderColumns: [(name: String, says: String)] { OrderColumn.rows }

  let shop: ShopifyShop

  /// A connector to the shop that `access` names.
  ///
  /// - Throws: a failure where the access lacks its token or the shop's address is none of Shopify's.
  public init(_ access: StoreAccess) throws(PlatformFailure) { shop = try ShopifyShop(access) }

  /// Connects: reads what the shop says of itself and what the access may see.
  public func connect() async throws(PlatformFailure) -> ShopIdentity {
    let standing = try await ShopifyStanding.read(shop)
    return ShopIdentity(
      name: standing.name, currency: standing.currency, timeZone: standing.timeZone, version: standing.version,
      limits: standing.limits(askedVersion: shop.requests.version))
  }

  /// Begins to pull a stream, or goes on from a cursor.
  public func pull(
    _ stream: PlatformStream, window: PullWindow, columns: [String], from cursor: PullCursor?
  ) async throws(PlatformFailure) -> any PlatformPull {
    let start = try start(stream, cursor)
    switch stream {
    case .orders:
      let standing = try await ShopifyStanding.read(shop)
      try standing.check(window, shop)
      if shop.access.settings["orders"] == "bulk" {
        return try ShopifyBulkPull(shop, standing, window: window, columns: columns, from: start)
      }
      return ShopifyPull(shop, .orders, window: window, columns: columns, from: start)
    case .products:
      return ShopifyPull(
        shop, .table(ShopifyTables.products, name: "products"), window: window, columns: columns, from: start)
    case .customers:
      return ShopifyPull(
        shop, .table(ShopifyTables.customers, name: "customers"), window: window, columns: columns, from: start)
    case .inventory: return ShopifyInventoryPull(shop, window: window, columns: columns, from: start)
    case .payouts: return ShopifyPayoutsPull(shop, window: window, columns: columns, from: start)
    }
  }

  private func start(_ stream: PlatformStream, _ cursor: PullCursor?) throws(PlatformFailure) -> ShopifyCursor {
    guard let cursor else { return ShopifyCursor() }
    if let start = ShopifyCursor(cursor) { return start }
    throw PlatformFailure(
      .refusedRequest, store: shop.access.store, "the cursor of \(stream.rawValue) is none that this connector made",
      remedy: "pull the window from its start", mayRetry: false)
  }

  // MARK: Writing

  /// Sets the stock of one article, an `inventory_item_id`, at one place, a `location_id`; one place may go without.
  public func setStock(_ change: StockChange) async throws(PlatformFailure) -> Int64 {
    try await ShopifyStockWrites(shop).set(change)
  }

  /// Creates a product with its variants and gives its id.
  public func createProduct(_ product: ProductDraft) async throws(PlatformFailure) -> String {
    try await ShopifyWrites(shop).createProduct(product)
  }

  /// Changes the fields of a product that are set, and those of variants that have an id.
  public func updateProduct(_ id: String, _ product: ProductDraft) async throws(PlatformFailure) {
    try await ShopifyWrites(shop).updateProduct(id, product)
  }
}

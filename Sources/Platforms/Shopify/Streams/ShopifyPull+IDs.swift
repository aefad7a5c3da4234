/// Single records by their ids, as a page of the same list.
import Formats
public import Platforms

extension ShopifyAdapter {
  /// Begins to pull single records: orders, products and customers by their ids, stock by the ids of its articles.
  public func pull(
    _ stream: PlatformStream, ids: [String], columns: [String]
  ) async throws(PlatformFailure) -> any PlatformPull {
    switch stream {
    case .orders: return ShopifyPull(shop, .orders, ids: ids, columns: columns)
    case .products:
      return ShopifyPull(shop, .table(ShopifyTables.products, name: "products"), ids: ids, columns: columns)
    case .customers:
      return ShopifyPull(shop, .table(ShopifyTables.customers, name: "customers"), ids: ids, columns: columns)
    case .inventory: return ShopifyInventoryPull(shop, items: ids, columns: columns)
    case .payouts:
      throw PlatformFailure(
        .refusedRequest, store: shop.access.store, "Shopify tells of no payout by a webhook",
        remedy: "pull payouts by their time", mayRetry: false)
    }
  }
}

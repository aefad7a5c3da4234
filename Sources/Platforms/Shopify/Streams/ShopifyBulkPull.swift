import Platforms
struct ShopifyBulkPull: PlatformPull {
  init(_ shop: ShopifyShop, window: PullWindow, columns: [String], from: ShopifyCursor) {}
  mutating func next() async throws(PlatformFailure) -> PulledPage? { nil }
}

public import Platforms

/// What a store's entry says about an Amazon store, checked and typed.
///
/// `shop` is the marketplace: `DE`, `Amazon.de` or `A1PA6795UKMFR9`. The secrets are `client_id`, `client_secret` and
/// `refresh_token` of the application. Settings:
///
/// | name | values | meaning |
/// |---|---|---|
/// | `orders_api` | `v0`, `2026-01-01` | the interface that gives orders; v0 is switched off on 27 March 2027; default: `v0` |
/// | `seller_id` | text | the seller's id, which listings need |
/// | `personal_data` | `none`, `buyers` | whether names, addresses and telephone numbers are asked for; default: `none` |
/// | `refunds` | `finances`, `none` | whether refunds are read from the finances interface; default: `finances` |
/// | `page_size` | 1 to 100 | orders in a page; default: 100 |
/// | `product_type` | text | Amazon's product type of new and changed listings; default: `PRODUCT` |
/// | `signature` | `none`, `aws4` | whether requests are signed, which Amazon no longer needs; default: `none` |
/// | `signing_region` | text | the region that signatures name; default: that of the marketplace |
/// | `user_agent` | text | how the application names itself |
/// | `host`, `login_host`, `scheme` | text | other hosts than Amazon's, such as a simulator's |
public struct AmazonSettings: Sendable {
  /// The interfaces that give orders.
  public enum OrdersAPI: String, Sendable, CaseIterable {
    /// Orders API v0: orders, and a request more for the items of each.
    case v0
    /// Orders API 2026-01-01: orders with their items.
    case v2026 = "2026-01-01"
  }

  /// The store's name, for messages.
  public var store: String
  /// The marketplace.
  public var marketplace: AmazonMarketplace
  /// The interface that gives orders.
  public var ordersAPI: OrdersAPI
  /// The seller's id; empty when the entry names none.
  public var seller: String
  /// Whether names, addresses and telephone numbers are asked for.
  public var wantsPersonalData: Bool
  /// Whether refunds are read from the finances interface.
  public var readsRefunds: Bool
  /// Orders in a page.
  public var pageSize: Int
  /// Amazon's product type of listings that are written.
  public var productType: String
  /// Whether requests are signed.
  public var isSigned: Bool
  /// The region that signatures name.
  public var signingRegion: String
  /// How the application names itself.
  public var userAgent: String
  /// What answers.
  public var endpoint: Endpoint
  /// What gives access tokens.
  public var login: Endpoint

  /// Reads a store's entry.
  public init(_ access: StoreAccess) throws(PlatformFailure) {
    guard let marketplace = AmazonMarketplace.named(access.shop) else {
      let known = AmazonMarketplace.all.map(\.country).joined(separator: ", ")
      throw PlatformFailure(
        .unknownShop, store: access.store, "there is no marketplace \"\(access.shop)\"",
        remedy: "give \"shop\" as one of \(known)", mayRetry: false)
    }
    store = access.store
    self.marketplace = marketplace
    ordersAPI = try Self.choice("orders_api", ["v0": .v0, "2026-01-01": .v2026], .v0, access)
    seller = access.settings["seller_id"] ?? ""
    wantsPersonalData = try Self.choice("personal_data", ["none": false, "buyers": true], false, access)
    readsRefunds = try Self.choice("refunds", ["finances": true, "none": false], true, access)
    isSigned = try Self.choice("signature", ["none": false, "aws4": true], false, access)
    signingRegion = access.settings["signing_region"] ?? marketplace.region.signingRegion
    productType = access.settings["product_type"] ?? "PRODUCT"
    userAgent = access.settings["user_agent"] ?? "shopledger/1.0 (Language=Swift)"
    endpoint = try Endpoint(access, usual: marketplace.region.host)
    login = try Endpoint(access, usual: "api.amazon.com", setting: "login_host")
    let size = access.settings["page_size"] ?? "100"
    guard let pageSize = Int(size), (1...100).contains(pageSize) else {
      throw Self.wrong("page_size", size, "a number from 1 to 100", access)
    }
    self.pageSize = pageSize
  }

  /// The seller's id; a failure that says where to put it when there is none.
  func sellerID(for request: String) throws(PlatformFailure) -> String {
    if !seller.isEmpty { return seller }
    throw PlatformFailure(
      .refusedRequest, store: store, request: request, "listings are asked for by the seller's id, which is not known",
      remedy: "set \"seller_id\" of the store to the id that Seller Central shows under Account Info", mayRetry: false)
  }

  private static func choice<Value>(
    _ name: String, _ words: [String: Value], _ usual: Value, _ access: StoreAccess
  ) throws(PlatformFailure) -> Value {
    guard let word = access.settings[name] else { return usual }
    if let value = words[word] { return value }
    throw wrong(name, word, words.keys.sorted().joined(separator: " or "), access)
  }

  private static func wrong(
    _ name: String, _ value: String, _ allowed: String, _ access: StoreAccess
  ) -> PlatformFailure {
    PlatformFailure(
      .refusedRequest, store: access.store, "the setting \"\(name)\" cannot be \"\(value)\"",
      remedy: "give \(allowed)", mayRetry: false)
  }
}

import Amazon
public import Platforms
import Shopify
public import Simulation
import WooCommerce

/// A platform that pipelines can pull from, live or simulated.
public struct ConnectedPlatform: Sendable {
  /// The word by which stores name it.
  public let name: String
  /// The streams that its connector can pull.
  public let streams: [PlatformStream]
  /// Whether its connector can compare all documents with those that are known.
  public let comparesAll: Bool
  /// The source columns of a stream.
  public let columns: @Sendable (PlatformStream) -> [String]
  /// Makes a connector to a store.
  public let adapter: @Sendable (StoreAccess) throws(PlatformFailure) -> any PlatformAdapter
  /// Makes a simulated platform over a shop; `shop` as the stores file names it, `nil` for the simulator's own.
  public let simulator: @Sendable (_ state: ShopState, _ shop: String?) -> any SimulatedPlatform

  /// The shops that there are, where the platform itself has a fixed number of them; empty otherwise.
  public let shops: [String]
  /// The source column of products that has the platform's id of them.
  public var productID: String {
    switch name {
    case WooCommerceAdapter.platform: "product_id"
    case AmazonAdapter.platform: "sku"
    default: "id"
    }
  }
  /// What the shop itself settles of a simulated one; `nil` where a seller chooses.
  public let market: @Sendable (_ shop: String?) -> SimulatedMarket?

  /// A platform whose connector is `Adapter`.
  init<Adapter: PlatformAdapter>(
    _ type: Adapter.Type, adapter: @escaping @Sendable (StoreAccess) throws(PlatformFailure) -> Adapter,
    simulator: @escaping @Sendable (_ state: ShopState, _ shop: String?) -> any SimulatedPlatform,
    shops: [String] = [], market: @escaping @Sendable (_ shop: String?) -> SimulatedMarket? = { _ in nil }
  ) {
    name = Adapter.platform
    streams = Adapter.streams
    comparesAll = Adapter.comparesAll
    columns = { Adapter.columns(of: $0) }
    self.adapter = { access throws(PlatformFailure) in try adapter(access) }
    self.simulator = simulator
    self.shops = shops
    self.market = market
  }
}

/// Where a simulated shop sells, and how its prices are.
public struct SimulatedMarket: Sendable {
  /// ISO 3166 code of the country.
  public let country: String
  /// ISO 4217 code of the currency.
  public let currency: String
  /// IANA name of the time zone.
  public let timeZone: String
  /// Whether prices include tax.
  public let pricesIncludeTax: Bool

  /// A market.
  public init(country: String, currency: String, timeZone: String, pricesIncludeTax: Bool) {
    self.country = country
    self.currency = currency
    self.timeZone = timeZone
    self.pricesIncludeTax = pricesIncludeTax
  }
}

/// The platforms there are; a new one is one folder and one line here.
public enum ConnectedPlatforms {
  /// All of them.
  public static let all: [ConnectedPlatform] = [
    ConnectedPlatform(ShopifyAdapter.self) { access throws(PlatformFailure) in
      try ShopifyAdapter(access)
    } simulator: { state, shop in
      var options = ShopifySimulator.Options()
      if let name = shop?.split(separator: ".").first { options.shop = String(name) }
      return ShopifySimulator(state, options: options)
    },
    ConnectedPlatform(WooCommerceAdapter.self) { access throws(PlatformFailure) in
      try WooCommerceAdapter(access)
    } simulator: { state, shop in
      var options = WooCommerceSimulator.Options()
      if let shop { options.site = shop }
      return WooCommerceSimulator(state, options: options)
    },
    ConnectedPlatform(
      AmazonAdapter.self, adapter: { access throws(PlatformFailure) in try AmazonAdapter(access) },
      simulator: { state, shop in AmazonSimulator(state, shop: shop) }, shops: AmazonMarketplace.all.map(\.country),
      market: { shop in
        shop.flatMap(AmazonMarketplace.named).map { marketplace in
          SimulatedMarket(
            country: marketplace.country, currency: marketplace.currency, timeZone: marketplace.timeZone,
            pricesIncludeTax: marketplace.pricesIncludeTax)
        }
      }),
  ]

  /// The platform of that name.
  public static func named(_ name: String) -> ConnectedPlatform? { all.first { $0.name == name } }
}

public import Commerce

/// A shop on a platform.
public struct Store: Sendable, Hashable {
  /// Where shops live.
  public enum Platform: String, Sendable, CaseIterable {
    /// Shopify.
    case shopify
    /// WooCommerce.
    case woocommerce
    /// Amazon Seller Central.
    case amazon
    /// No platform: its documents come in files.
    case file
    /// Any other platform.
    case other
  }

  /// What the platform's connector does by itself.
  public struct Settings: Sendable, Hashable {
    /// Whether products are synchronised.
    public var syncProducts = true
    /// Whether orders are imported.
    public var syncOrders = true
    /// Whether stock levels are synchronised.
    public var syncInventory = true
    /// Minutes between two synchronisations; 0 for none by itself.
    public var autoSyncIntervalMinutes = 30
    /// The warehouse that stock is booked to unless a document names one.
    public var defaultWarehouse: String?
    /// Stock at or below which an alert is raised.
    public var lowStockThreshold = 10
    /// The same for some articles, by SKU or a pattern of SKUs.
    public var lowStockSKUs: [String: Int] = [:]
    /// The same for some places, by their id or name; these are watched by themselves too.
    public var lowStockPlaces: [String: Int] = [:]

    /// The defaults.
    public init() {}
  }

  /// Where a secret is kept.
  public enum SecretReference: Sendable, Hashable {
    /// In the environment variable of that name.
    case environment(String)
    /// In the file at that path.
    case file(String)
  }

  /// The name that definitions use.
  public var name: String
  /// Where it lives.
  public var platform: Platform
  /// Whether nothing is to be done for it until somebody takes that back.
  public var isPaused = false
  /// What people call it.
  public var title: String
  /// The shop's address or id on its platform, such as `beispielwaren.myshopify.com`; `nil` for a simulated shop's own.
  public var shop: String?
  /// What its connector does by itself.
  public var settings = Settings()
  /// Settings of the connector itself, such as `api_version`.
  public var connector: [String: String] = [:]
  /// Where the secrets of its connector are kept, by the connector's name for them.
  public var credentials: [String: SecretReference] = [:]
  /// The countries that goods are sent from.
  public var warehouses: [Country] = []
  /// IANA time zone in which its files write local times; `nil` for the seller's.
  public var timeZone: String?
  /// What of its people is taken beyond what tax asks for.
  public var personal = PersonalField.matching
  /// Whether its prices include tax; `nil` when each document tells.
  public var prices: PriceBasis?

  /// A store with default settings.
  public init(name: String, platform: Platform, title: String? = nil) {
    self.name = name
    self.platform = platform
    self.title = title ?? name
  }
}

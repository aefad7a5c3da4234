/// What an adapter is made of: the store, its secrets, the transport and the time.
public struct StoreAccess: Sendable {
  /// The store's name, for messages.
  public var store: String
  /// The shop's address or id on the platform, such as `beispielwaren.myshopify.com`, `https://shop.example` or `DE`.
  public var shop: String
  /// Secrets by the connector's name for them, such as `access_token`.
  public var secrets: [String: Secret]
  /// What carries requests.
  public var transport: any Transport
  /// The time.
  public var clock: any PlatformClock
  /// Settings of the connector, by name, such as `api_version`.
  public var settings: [String: String]
  /// When a request is given up.
  public var patience = Caller.Patience()

  /// Access to a store.
  public init(
    store: String, shop: String, secrets: [String: Secret], transport: any Transport, clock: any PlatformClock,
    settings: [String: String] = [:]
  ) {
    self.store = store
    self.shop = shop
    self.secrets = secrets
    self.transport = transport
    self.clock = clock
    self.settings = settings
  }
}

/// A secret, which never prints itself.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The secret itself: for a header or a key, never for a message.
  public let revealed: String

  /// A secret.
  public init(_ revealed: String) { self.revealed = revealed }

  /// Says that it says nothing.
  public var description: String { "(secret)" }
  /// Says that it says nothing.
  public var debugDescription: String { description }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What an adapter is made of: the store, its secrets, the transport and the time.
public struct StoreAccess: Sendable {
  /// The store's name, for messages.
  public var store: String
  /// The shop's address or id on the platform, such as `beispielwaren.myshopify.com`, `https://shop.example` or `DE`.
  public var shop: String
  /// Secrets by the connector's name for them, such as `access_token`.
  public var secrets: [String: Secret]
  /// Why secrets that the store's entry names are not there, by the connector's name for them; a sentence each.
  public var missingSecrets: [String: String] = [:]
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

  /// A secret of the store, when it is needed: a run needs few of those that a store's entry can name.
  ///
  /// - Parameter remedy: how to come by it, where the store's entry does not name it.
  /// - Throws: ``PlatformFailure/Kind/missingSecret``, which says where it was to be.
  public func secret(
    _ name: String, remedy: String = "name it under \"credentials\" in the stores file, and set it"
  ) throws(PlatformFailure) -> Secret {
    if let secret = secrets[name], !secret.revealed.isEmpty { return secret }
    let reason = missingSecrets[name]
    throw PlatformFailure(
      .missingSecret, store: store, reason ?? "the store has no secret \"\(name)\"",
      remedy: reason == nil ? remedy : "set it, or mend \"credentials\" in the stores file", mayRetry: false)
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

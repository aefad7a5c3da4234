import Formats
public import Platforms

/// The connector to one marketplace of a seller at Amazon, over the Selling Partner API.
///
/// Orders come from Orders v0 or from Orders 2026-01-01, as the store says; both make the same documents. Refunds come from
/// the finances interface and are documents of their own. Amazon gives no list of customers.
public struct AmazonAdapter: PlatformAdapter {
  /// The word by which stores name the platform.
  public static let platform = "amazon"
  /// What can be pulled.
  public static let streams: [PlatformStream] = [.orders, .products, .inventory, .payouts]

  /// The source columns of a stream.
  public static func columns(of stream: PlatformStream) -> [String] {
    switch stream {
    case .orders: OrderColumn.names
    case .products: ProductColumn.names
    case .inventory: InventoryColumn.names
    case .payouts: PayoutColumn.names
    case .customers: []
    }
  }

  let session: AmazonSession

  /// A connector to the store.
  ///
  /// - Throws: when the store's entry names no marketplace or has a wrong setting.
  public init(_ access: StoreAccess) throws(PlatformFailure) { session = try AmazonSession(access) }

  init(session: AmazonSession) { self.session = session }

  /// Gets an access token and asks in which marketplaces the seller takes part.
  public func connect() async throws(PlatformFailure) -> ShopIdentity {
    let settings = session.settings
    let call = AmazonSession.Call(operation: .participations, path: "/sellers/v1/marketplaceParticipations")
    let answer = try await session.payload(call)
    let reader = answer.map(PayloadReader.init)
    let entries = answer.map { reader?.objects("payload", of: $0.root) ?? [] } ?? []
    let ours = entries.first { reader?.string("marketplace", "id", of: $0) == settings.marketplace.id }
    guard let reader, let ours else {
      throw session.failure(
        .unknownShop, call, "the seller takes no part in \(settings.marketplace.name)",
        remedy: "check \"shop\" of the store, or authorise the application for that region")
    }
    guard reader.string("participation", "isParticipating", of: ours) == "true" else {
      throw session.failure(
        .unknownShop, call, "the seller does not sell in \(settings.marketplace.name)",
        remedy: "check \"shop\" of the store")
    }
    return ShopIdentity(
      name: reader.string("storeName", of: ours) ?? settings.marketplace.name,
      currency: reader.string("marketplace", "defaultCurrencyCode", of: ours) ?? settings.marketplace.currency,
      timeZone: settings.marketplace.timeZone,
      version: settings.ordersAPI == .v0 ? "Orders v0" : "Orders 2026-01-01", limits: limits)
  }

  private var limits: [String] {
    var limits = ["Amazon tells nothing of the last two minutes, and of refunds nothing of the last two days."]
    if !session.settings.marketplace.keepsOldOrders {
      limits.append("Amazon keeps orders for two years: older ones come from report files.")
    }
    if session.settings.ordersAPI == .v0 { limits.append("Orders v0 is switched off on 27 March 2027.") }
    if !session.settings.wantsPersonalData {
      limits.append("Names and addresses are not asked for: \"personal_data\" is \"none\".")
    }
    if session.settings.seller.isEmpty { limits.append("Listings need \"seller_id\", which is not set.") }
    return limits
  }

  /// Begins to pull a stream, or goes on from a cursor.
  public func pull(
    _ stream: PlatformStream, window: PullWindow, columns: [String], from cursor: PullCursor?
  ) async throws(PlatformFailure) -> any PlatformPull {
    let start = try start(stream, window, cursor)
    switch stream {
    case .orders: return OrdersPull(session: session, columns: columns, cursor: start)
    case .inventory: return InventoryPull(session: session, columns: columns, cursor: start)
    case .products: return ProductsPull(session: session, columns: columns, cursor: start)
    case .payouts, .customers: return PayoutsPull(session: session, columns: columns, cursor: start)
    }
  }

  private func start(
    _ stream: PlatformStream, _ window: PullWindow, _ cursor: PullCursor?
  ) throws(PlatformFailure) -> AmazonCursor {
    let phase: AmazonCursor.Phase =
      switch stream {
      case .orders: .orders
      case .inventory: .inventory
      case .products: .products
      case .payouts: .payouts
      case .customers: throw refusal("Amazon gives no list of customers", "take customers from orders")
      }
    if let cursor {
      guard let known = AmazonCursor(cursor) else {
        throw refusal("the place to go on from was made by another connector", "begin the window again")
      }
      return known
    }
    let until = PullWindows.end(of: window, now: session.clock.now())
    if stream == .orders, !session.settings.marketplace.keepsOldOrders, let since = window.since,
      since < until - PullWindows.memory
    {
      throw PlatformFailure(
        .truncatedData, store: session.settings.store,
        "orders since \(AmazonTime.text(since)) are asked for, and Amazon keeps them for two years",
        remedy:
          "begin at \(AmazonTime.text(until - PullWindows.memory)) or later, and load older orders from report files",
        mayRetry: false)
    }
    var start = AmazonCursor(phase: phase, since: window.since, until: until)
    if let since = window.since, since >= until { start.phase = .end }
    return start
  }

  func refusal(_ message: String, _ remedy: String) -> PlatformFailure {
    PlatformFailure(
      .refusedRequest, store: session.settings.store, message, remedy: remedy, mayRetry: false)
  }
}

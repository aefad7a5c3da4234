public import Platforms

/// A WooCommerce shop: the REST interface version 3.
///
/// Settings: `auth` (`basic` or `oauth`; default: by the address, as keys are sent over TLS only), `signature_method`
/// (`HMAC-SHA256` or `HMAC-SHA1`), `routes` (`pretty` or `query`; default: found out), `page_size` (2 to 100),
/// `requests_per_second` (default 10), `vat_meta_keys` (meta keys of the VAT number beside those of known plugins, joined
/// by commas). Secrets: `consumer_key`, `consumer_secret`; for webhooks `webhook_secret`.
public struct WooCommerceAdapter: PlatformAdapter {
  /// The word by which stores name the platform.
  public static var platform: String { "woocommerce" }
  /// The streams that it can pull; WooCommerce itself knows no payouts, those are the payment services'.
  public static var streams: [PlatformStream] { [.orders, .products, .inventory, .customers] }

  /// WooCommerce tells nobody of deleted refunds.
  public static var comparesAll: Bool { true }

  /// The source columns that a stream's records have, in order.
  public static func columns(of stream: PlatformStream) -> [String] {
    switch stream {
    case .orders: OrderColumn.names
    case .products: ArticleColumn.names
    case .inventory: StockColumn.names
    case .customers: CustomerColumn.names
    case .payouts: []
    }
  }

  /// The source columns of orders with what each holds.
  public static var orderColumns: [(name: String, says: String)] { OrderColumn.table.map { ($0.name, $0.says) } }

  let client: WooCommerceClient

  /// A connector to the shop that `access` names.
  ///
  /// - Throws: a failure where the access lacks key or secret, or its shop is no web address.
  public init(_ access: StoreAccess) throws(PlatformFailure) {
    try self.init(access, nonce: WooCommerceSigning.randomNonce)
  }

  /// A connector whose signatures have the words that `nonce` gives; none may come twice.
  public init(_ access: StoreAccess, nonce: @escaping @Sendable () -> String) throws(PlatformFailure) {
    client = try WooCommerceClient(access, nonce: nonce)
  }

  /// Connects: reads what the shop says of itself and whether the key may see what books need.
  public func connect() async throws(PlatformFailure) -> ShopIdentity {
    let standing = try await WooCommerceStanding.read(client)
    return standing.identity
  }

  /// Begins to pull a stream, or goes on from a cursor.
  ///
  /// Orders and products are pulled by when they changed. Customers and stock have no such filter in WooCommerce: they are
  /// pulled whole, and customers that did not change in the window are passed over.
  public func pull(
    _ stream: PlatformStream, window: PullWindow, columns: [String], from cursor: PullCursor?
  ) async throws(PlatformFailure) -> any PlatformPull {
    let start = try start(stream, cursor)
    switch stream {
    case .orders: return OrdersPull(client, window: window, columns: columns, from: start)
    case .products: return ArticlesPull(client, .products, window: window, columns: columns, from: start)
    case .inventory: return ArticlesPull(client, .inventory, window: window, columns: columns, from: start)
    case .customers: return CustomersPull(client, window: window, columns: columns, from: start)
    case .payouts:
      throw client.failure(
        .refusedRequest, "", "WooCommerce keeps no payouts", remedy: "read those of the payment service")
    }
  }

  private func start(_ stream: PlatformStream, _ cursor: PullCursor?) throws(PlatformFailure) -> PullCursorText? {
    guard let cursor else { return nil }
    if let text = PullCursorText(cursor) { return text }
    throw client.failure(
      .refusedRequest, "", "the cursor of \(stream.rawValue) is none that this connector made",
      remedy: "pull the window from its start")
  }

  /// Pulls single orders with their refunds, such as those that a webhook names.
  public func pullOrders(_ ids: [Int64], columns: [String]) -> SingleOrdersPull {
    SingleOrdersPull(client, ids, columns: columns)
  }

  /// Compares all orders and refunds of the shop with those that are known, which finds what was deleted.
  public func reconcile(_ known: [KnownDocument], columns: [String]) -> (any PlatformPull)? {
    ReconcilingPull(client, known: known, columns: columns)
  }

  // MARK: Writing

  /// Sets the stock of an article: a product's id, or `product/variation`; WooCommerce knows no places.
  public func setStock(_ change: StockChange) async throws(PlatformFailure) -> Int64 {
    try await WooCommerceWrites(client: client).setStock(change)
  }

  /// Creates a product, with variations when it has several variants, and gives its id.
  public func createProduct(_ product: ProductDraft) async throws(PlatformFailure) -> String {
    try await WooCommerceWrites(client: client).create(product)
  }

  /// Changes the fields of a product that are set, and those of variations that have an id.
  public func updateProduct(_ id: String, _ product: ProductDraft) async throws(PlatformFailure) {
    try await WooCommerceWrites(client: client).update(id, product)
  }
}

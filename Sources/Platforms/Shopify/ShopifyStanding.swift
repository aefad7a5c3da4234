/// What a shop says of itself, and what an access may see of it.
import Commerce
import Formats
import HTTPTypes
import Platforms

/// A shop and the scopes of the access to it.
struct ShopifyStanding: Sendable {
  var name: String
  var currency: String
  var timeZone: String?
  var version: String
  var createdAt: Int64?
  var scopes: Set<String>

  /// How far back orders are seen without `read_all_orders`.
  static let sight: Int64 = 60 * 86_400

  /// Asks the shop.
  static func read(_ shop: ShopifyShop) async throws(PlatformFailure) -> ShopifyStanding {
    let request = shop.requests.get("shop.get", "shop.json")
    let answer = try await shop.read(request)
    let root = try shop.value("shop", answer, request)
    let payload = Payload(answer.payload)
    let zone = payload.string(answer.payload[root, key: "iana_timezone"])
    let scopesRequest = shop.requests.getUnversioned("access_scopes.get", "oauth/access_scopes.json")
    let scopesAnswer = try await shop.read(scopesRequest)
    let list = try shop.value("access_scopes", scopesAnswer, scopesRequest)
    let scopes = scopesAnswer.payload.elements(of: list).map {
      scopesAnswer.payload.string(scopesAnswer.payload["handle", in: $0])
    }
    return ShopifyStanding(
      name: answer.payload.string(answer.payload["name", in: root]),
      currency: answer.payload.string(answer.payload["currency", in: root]), timeZone: zone,
      version: answer.head.headerFields[.shopifyVersion] ?? shop.requests.version,
      createdAt: payload.instant(answer.payload[root, key: "created_at"]), scopes: Set(scopes))
  }

  /// What is to be known about the access.
  func limits(askedVersion: String) -> [String] {
    var limits: [String] = []
    if !scopes.contains("read_all_orders") {
      limits.append(
        "without the scope read_all_orders only orders placed in the last 60 days are seen, and no refund of an older one"
      )
    }
    let needed = [
      ("read_orders", "orders"), ("read_products", "products"), ("read_customers", "customers"),
      ("read_inventory", "stock"), ("read_locations", "places"), ("read_shopify_payments_payouts", "payouts"),
    ]
    for (scope, what) in needed where !grants(scope) { limits.append("without the scope \(scope) no \(what) are seen") }
    if version != askedVersion {
      limits.append("version \(askedVersion) was asked for, and version \(version) answers")
    }
    return limits
  }

  /// Whether the scope is granted; to write is to read.
  private func grants(_ scope: String) -> Bool {
    scopes.contains(scope) || scopes.contains("write_" + scope.dropFirst("read_".count))
  }

  /// Fails where the window reaches back to orders that the access does not see: Shopify would give sixty days of them
  /// and say nothing.
  func check(_ window: PullWindow, _ shop: ShopifyShop) throws(PlatformFailure) {
    let request = shop.requests.get("orders.list", "orders.json")
    guard grants("read_orders") else {
      throw shop.failure(
        .missingPermission, request, "the access lacks the scope read_orders",
        remedy: "grant it in the app's configuration, then install the app again", mayRetry: false)
    }
    guard !scopes.contains("read_all_orders"), shop.access.settings["sixty_days"] != "accept" else { return }
    let horizon = shop.access.clock.now() / 1_000 - Self.sight
    if let createdAt, createdAt >= horizon { return }
    if let since = window.since, since >= horizon { return }
    throw shop.failure(
      .truncatedData, request,
      "the window needs orders of more than 60 days ago, which this access does not see: it lacks read_all_orders",
      remedy: "ask Shopify for read_all_orders, or begin the window later, or set \"sixty_days\": \"accept\"",
      mayRetry: false)
  }
}

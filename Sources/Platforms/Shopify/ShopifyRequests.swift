/// Requests as Shopify's Admin API takes them.
import Columns
import Formats
import HTTPTypes
import Platforms

/// How one shop is spoken to.
struct ShopifyRequests: Sendable {
  /// The shop's own host, such as `beispielwaren.myshopify.com`.
  let host: String
  /// Where requests go.
  let endpoint: Endpoint
  /// The version that is asked for.
  let version: String
  private let token: Secret

  /// The version that this connector was written for.
  static let defaultVersion = "2024-01"

  init(_ access: StoreAccess) throws(PlatformFailure) {
    token = try access.secret("access_token")
    version = access.settings["api_version"] ?? Self.defaultVersion
    guard let host = Self.host(access.shop) else {
      throw PlatformFailure(
        .unknownShop, store: access.store, "the shop's address is none of Shopify's",
        remedy: "write \"shop\" as example.myshopify.com in the stores file", mayRetry: false)
    }
    self.host = host
    endpoint = try Endpoint(access, usual: host)
  }

  /// The host of a shop as people write it: `example`, `example.myshopify.com`, or either behind `https://`.
  static func host(_ shop: String) -> String? {
    var name = Substring(shop.lowercased())
    for prefix in ["https://", "http://"] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
    if let slash = name.firstIndex(of: "/") { name = name[..<slash] }
    if !name.contains(".") { name += ".myshopify.com" }
    return ShopifyInstall.isShop(String(name)) ? String(name) : nil
  }

  /// A request for a path below the version, such as `orders.json`.
  func get(_ operation: String, _ path: String, _ query: [(String, String)] = []) -> PlatformRequest {
    request(operation, .get, "/admin/api/\(version)/\(path)", query)
  }

  /// A request for a path that has no version.
  func getUnversioned(_ operation: String, _ path: String) -> PlatformRequest {
    request(operation, .get, "/admin/\(path)", [])
  }

  /// A request that sends JSON.
  ///
  /// - Parameter other: another version than is asked for otherwise.
  func send(
    _ operation: String, _ method: HTTPRequest.Method, _ path: String, body: [UInt8], version other: String? = nil
  ) -> PlatformRequest {
    var request = request(operation, method, "/admin/api/\(other ?? version)/\(path)", [])
    request.head.headerFields[.contentType] = "application/json"
    request.body = body
    return request
  }

  private func request(
    _ operation: String, _ method: HTTPRequest.Method, _ path: String, _ query: [(String, String)]
  ) -> PlatformRequest {
    let text = query.map { "\($0.0)=\(PercentCoding.encoded($0.1))" }.joined(separator: "&")
    var head = HTTPRequest(
      method: method, scheme: endpoint.scheme, authority: endpoint.authority,
      path: text.isEmpty ? path : "\(path)?\(text)")
    head.headerFields[.shopifyAccessToken] = token.revealed
    head.headerFields[.accept] = "application/json"
    return PlatformRequest(operation, head)
  }
}

extension HTTPField.Name {
  /// The token of the shop.
  static let shopifyAccessToken = named("X-Shopify-Access-Token")
  /// The version that answers.
  static let shopifyVersion = named("X-Shopify-API-Version")
  /// How full the bucket is, such as `32/40`.
  static let shopifyCallLimit = named("X-Shopify-Shop-Api-Call-Limit")
  /// The links of pages.
  static let link = named("Link")

  /// A name that is known to be one.
  static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .accept }
}

/// A simulated Shopify: the Admin API over an invented shop, as strict and as odd as the real one.
import Commerce
import Formats
import HTTPTypes
public import Platforms
public import Simulation
import Synchronization

/// Answers as Shopify's Admin API does, REST and GraphQL, and keeps what is written.
public final class ShopifySimulator: SimulatedPlatform {
  /// What an access may do and how the shop is served.
  public struct Options: Sendable {
    /// The access token that it takes.
    public var token = "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"
    /// What the token allows.
    public var scopes: Set<String> = [
      "read_all_orders", "write_orders", "write_products", "write_customers", "write_inventory", "read_locations",
      "read_shopify_payments_payouts",
    ]
    /// How many requests the bucket holds: 40 on the standard plan, 80 on the advanced one; it leaks a twentieth a second.
    public var bucket = 40
    /// Points that queries may cost: restored by a twentieth a second.
    public var points = 2_000
    /// The versions that are served; any other gets the oldest.
    public var versions = ["2024-01", "2024-04", "2024-07"]
    /// Milliseconds for which links to pages are good.
    public var linkLifetime: Int64 = 3_600_000
    /// Name of the host before `.myshopify.com`.
    public var shop = "beispielwaren"
    /// The app that can be installed, and its secret.
    public var clientID = "c0ffee0123456789c0ffee0123456789"
    /// The app's secret.
    public var clientSecret = "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"

    /// The defaults.
    public init() {}
  }

  /// The word by which stores name the platform.
  public static var platform: String { "shopify" }

  /// The shop behind it.
  public let state: ShopState
  let options: Options
  let inner: Mutex<SimulatorMemory>

  /// A simulated shop.
  public init(_ state: ShopState, options: Options = Options()) {
    self.state = state
    self.options = options
    inner = Mutex(SimulatorMemory())
  }

  /// How a client reaches the shop.
  public var access: SimulatedAccess {
    SimulatedAccess(
      shop: host, secrets: ["access_token": options.token, "client_secret": options.clientSecret],
      headerFields: ["X-Shopify-Access-Token: \(options.token)"], example: "/admin/api/2024-01/orders.json?status=any")
  }

  /// The host of the shop.
  var host: String { "\(options.shop).myshopify.com" }

  // MARK: Answering

  /// Answers a request.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    if let authority = request.head.authority, authority.hasSuffix(".myshopify.com"), authority != host {
      throw .unknownHost
    }
    return answer(request)
  }

  /// Answers a request at once.
  public func answer(_ request: PlatformRequest) -> PlatformResponse {
    let path = String((request.head.path ?? "/").prefix { $0 != "?" })
    let query = PercentCoding.parameters(
      (request.head.path ?? "").split(separator: "?", maxSplits: 1).dropFirst().joined())
    if path.hasPrefix("/bulk/") { return bulkFile(path) }
    if path == "/admin/oauth/access_token" { return issueToken(request) }
    if path == "/admin/oauth/authorize" { return authorize(query) }
    guard isAuthorized(request) else {
      return error(
        401, .text("[API] Invalid API key or access token (unrecognized login or wrong password)"), served: nil)
    }
    if path == "/admin/oauth/access_scopes.json" {
      let scopes = options.scopes.sorted().map { scope -> WireValue in ["handle": .text(scope)] }
      return json(200, ["access_scopes": .list(scopes)], served: nil)
    }
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 4, parts[0] == "admin", parts[1] == "api", let served = served(parts[2]) else {
      return error(404, "Not Found", served: nil)
    }
    if parts[3] == "graphql.json" { return graphQL(request, served) }
    if let tooMany = fill() { return tooMany }
    let call = SimulatorCall(
      method: request.head.method, parts: Array(parts.dropFirst(3)), query: query, body: request.body, served: served,
      site: site(request))
    var answer = route(call)
    inner.withLock { memory in
      answer.head.headerFields[.shopifyCallLimit] = "\(memory.level)/\(options.bucket)"
      memory.requests += 1
      answer.head.headerFields[.named("X-Request-Id")] = "00000000-0000-4000-8000-\(memory.requests + 100_000_000_000)"
    }
    return answer
  }

  /// Scheme and host by which a request came: another than the shop's own when it is served to other programs.
  func site(_ request: PlatformRequest) -> String {
    "\(request.head.scheme ?? "https")://\(request.head.authority ?? host)"
  }

  private func isAuthorized(_ request: PlatformRequest) -> Bool {
    let given = request.head.headerFields[.shopifyAccessToken]
    if given == options.token { return true }
    return inner.withLock { memory in given.map { memory.tokens.contains($0) } ?? false }
  }

  /// The version that serves a request for another: any that is no longer or not yet there gets the oldest.
  private func served(_ version: String) -> String? {
    if options.versions.contains(version) || version == "unstable" { return version }
    return version.wholeMatch(of: /\d{4}-\d{2}/) == nil ? nil : options.versions.min()
  }

  // MARK: The bucket

  /// Takes room for a request; the answer when there is none.
  private func fill() -> PlatformResponse? {
    let now = state.clock.now()
    let isFull = inner.withLock { memory in
      let leaked = (now - memory.filledAt) * Int64(options.bucket) / 20_000
      if leaked > 0 {
        memory.level = max(0, memory.level - Int(clamping: leaked))
        memory.filledAt = memory.level == 0 ? now : memory.filledAt + leaked * 20_000 / Int64(options.bucket)
      }
      if memory.level >= options.bucket { return true }
      memory.level += 1
      return false
    }
    return isFull ? tooMany(2_000) : nil
  }

  private func tooMany(_ milliseconds: Int64) -> PlatformResponse {
    let rate = options.bucket / 20
    let text =
      "Exceeded \(rate) calls per second for api client. Reduce request rates to resume uninterrupted service."
    var answer = json(429, ["errors": .text(text)], served: nil)
    answer.head.headerFields[.retryAfter] = "\((milliseconds + 999) / 1_000).0"
    return answer
  }

  /// The answer to a request that comes too soon.
  public func throttled(_ request: PlatformRequest, milliseconds: Int64) -> PlatformResponse {
    request.head.path?.hasSuffix("/graphql.json") == true
      ? throttledQuery(requested: 862, milliseconds: milliseconds) : tooMany(milliseconds)
  }

  // MARK: Answers

  /// An answer in JSON.
  func json(_ status: Int, _ value: WireValue, served: String?) -> PlatformResponse {
    var head = HTTPResponse(status: .init(code: status))
    head.headerFields[.contentType] = "application/json; charset=utf-8"
    if let served { head.headerFields[.shopifyVersion] = served }
    return PlatformResponse(head, body: value.bytes)
  }

  /// An answer that says what is wrong.
  func error(_ status: Int, _ errors: WireValue, served: String?) -> PlatformResponse {
    json(status, ["errors": errors], served: served)
  }
}

/// What a simulated Shopify remembers beside the shop.
struct SimulatorMemory: Sendable {
  /// Requests in the bucket.
  var level = 0
  /// When it leaked last, in milliseconds.
  var filledAt: Int64 = 0
  /// Points that queries have used up, in thousandths.
  var spent: Int64 = 0
  var spentAt: Int64 = 0
  var requests = 0
  /// What orders have beside what shops of all platforms have.
  var orders: [Int64: OrderExtras] = [:]
  var deletedProducts: Set<Int64> = []
  var webhooks: [SimulatedWebhook] = []
  var nextWebhook: Int64 = 1_014_196_360
  var tokens: Set<String> = []
  var codes: [String: String] = [:]
  var bulk: SimulatedBulk?
  var bulkCount: Int64 = 0
}

/// What an order has that only Shopify has.
struct OrderExtras: Sendable {
  var note: String?
  var tags = ""
  /// Whether it was archived or opened by hand; by itself it is archived when it is paid and sent.
  var closedAt: Int64??
  var isTest = false
  /// Further attributes.
  var attributes: [(String, String)] = []
}

/// A request to a simulated Shopify, taken apart.
struct SimulatorCall {
  var method: HTTPRequest.Method
  /// The path behind the version.
  var parts: [String]
  var query: [(String, String)]
  var body: [UInt8]
  /// The version that serves it.
  var served: String
  /// Scheme and host by which the client came, for links that lead it back.
  var site: String

  /// The value of a parameter.
  subscript(name: String) -> String? { query.last { $0.0 == name }?.1 }

  /// The body as a document; `nil` when it is none.
  var document: JSONNode? { try? JSONText.parse(body) }
}

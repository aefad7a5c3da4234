/// What every simulated platform is: a transport with a shop behind it, and the platform's own words for trouble.
import HTTPTypes
public import Platforms

/// A simulated platform.
///
/// It answers as the real one does and keeps what is written. Trouble that does not come from the request itself is not
/// its business: a ``FaultyTransport`` wraps it and asks it only how the platform words an answer.
public protocol SimulatedPlatform: Transport {
  /// The word by which stores name the platform, such as `shopify`.
  static var platform: String { get }

  /// The shop behind it; tests and faults edit it between requests.
  var state: ShopState { get }

  /// How a client reaches the shop, with invented credentials that the simulator accepts.
  var access: SimulatedAccess { get }

  /// Answers a request at once; the shop itself never fails to.
  func answer(_ request: PlatformRequest) -> PlatformResponse

  /// What the shop's webhooks deliver about the orders that changed last, in the order of time.
  ///
  /// It is as deliveries are: one comes twice, one is about something else than an order, and where the platform tries
  /// an address or tells of people by webhook, that is among them.
  ///
  /// - Parameter count: how many orders.
  func deliveries(latest count: Int) -> [WebhookDelivery]

  /// Settings of the connector that belong to the shop, such as the seller's id; a store's own come before them.
  var settings: [String: String] { get }

  /// The answer to a request that comes too soon; `milliseconds` until one is welcome again, which the platform may or may
  /// not tell.
  func throttled(_ request: PlatformRequest, milliseconds: Int64) -> PlatformResponse

  /// The answer to a request whose token is no longer valid; `nil` when the platform's tokens do not end.
  ///
  /// It is given once for each moment of expiry; the simulator forgets the tokens that it has issued, so that the client
  /// has to fetch a new one.
  func expiredToken(_ request: PlatformRequest) -> PlatformResponse?

  /// The answer when the platform fails on its side with a status such as 500, 502 or 503.
  func failed(_ request: PlatformRequest, status: Int) -> PlatformResponse
}

extension SimulatedPlatform {
  /// None.
  public var settings: [String: String] { [:] }

  /// Says that tokens do not end.
  public func expiredToken(_ request: PlatformRequest) -> PlatformResponse? { nil }

  /// A page of HTML as gateways send it.
  public func failed(_ request: PlatformRequest, status: Int) -> PlatformResponse {
    .html("<html><head><title>\(status)</title></head><body><h1>\(status)</h1></body></html>", status: status)
  }
}

/// How a client reaches a simulated shop.
public struct SimulatedAccess: Sendable, Equatable {
  /// The shop as `shop` in the stores file names it, such as `beispielwaren.myshopify.com` or `DE`.
  public var shop: String
  /// Secrets by the connector's name for them, such as `access_token`; all invented.
  public var secrets: [String: String]
  /// Header fields that a request needs, such as `X-Shopify-Access-Token: …`, for the example that is shown to people.
  public var headerFields: [String]
  /// Path with query of a request worth trying, such as `/admin/api/2024-01/orders.json?status=any`.
  public var example: String

  /// Access to a shop.
  public init(shop: String, secrets: [String: String], headerFields: [String] = [], example: String) {
    self.shop = shop
    self.secrets = secrets
    self.headerFields = headerFields
    self.example = example
  }
}

extension PlatformResponse {
  /// A page of HTML.
  public static func html(_ text: String, status: Int) -> PlatformResponse {
    PlatformResponse(
      HTTPResponse(status: .init(code: status), headerFields: [.contentType: "text/html; charset=utf-8"]),
      body: Array(text.utf8))
  }
}

/// Amazon's Selling Partner API over a simulated shop: one marketplace of one seller.
///
/// It answers what the connector and other people's clients ask: access tokens, restricted tokens, both orders interfaces,
/// stock, catalogue, listings, finances and reports with their documents. What is written to listings is kept.
import Commerce
import Formats
import HTTPTypes
public import Platforms
public import Simulation
import Synchronization

/// A simulated marketplace.
public final class AmazonSimulator: SimulatedPlatform {
  /// What a seller's account is like.
  public struct Options: Sendable {
    /// The seller's id.
    public var seller = "A1SIMULATEDSELLER"
    /// Whether Amazon calculates the VAT where prices contain it; without it items state a tax of 0.00.
    public var calculatesVAT = true
    /// Whether Amazon collects tax as a marketplace where prices are without it, as in the United States.
    public var isFacilitator = true
    /// Whether the first page of orders is given a second time, under a token of its own.
    public var repeatsFirstPage = false
    /// Seconds that the token of a page is good for; stock has 30 whatever it says here.
    public var pageTokenSeconds: Int64 = 86_400
    /// Seconds that an access token is good for.
    public var accessTokenSeconds: Int64 = 3_600
    /// Whether requests are counted against usage plans.
    public var countsRequests = true

    /// An account.
    public init() {}
  }

  /// The word by which stores name the platform.
  public static let platform = "amazon"
  /// The shop behind it.
  public let state: ShopState
  /// The marketplace.
  public let marketplace: AmazonMarketplace
  /// What the account is like.
  public let options: Options
  let memory = Mutex(SimulatorMemory())

  /// Credentials of the invented application.
  static let clientID = "amzn1.application-oa2-client.simulated"
  static let clientSecret = "amzn1.oa2-cs.v1.simulated"
  static let refreshToken = "Atzr|simulated-refresh-token"

  /// A marketplace over a shop.
  public init(_ state: ShopState, marketplace: AmazonMarketplace, options: Options = Options()) {
    self.state = state
    self.marketplace = marketplace
    self.options = options
  }

  /// A marketplace over a shop; `shop` names it as the stores file does, `nil` takes that of the shop's currency.
  public convenience init(_ state: ShopState, shop: String?, options: Options = Options()) {
    let currency = state.read(\.plan.currency).code
    let country = state.read(\.plan.country).code
    let usual =
      AmazonMarketplace.named(country).flatMap { $0.currency == currency ? $0 : nil }
      ?? AmazonMarketplace.all.first { $0.currency == currency }
    self.init(
      state, marketplace: shop.flatMap { AmazonMarketplace.named($0) } ?? usual ?? AmazonMarketplace.all[0],
      options: options)
  }

  /// How a client reaches the shop.
  public var access: SimulatedAccess {
    SimulatedAccess(
      shop: marketplace.country,
      secrets: [
        "client_id": Self.clientID, "client_secret": Self.clientSecret, "refresh_token": Self.refreshToken,
      ],
      headerFields: ["x-amz-access-token: \(SimulatorMemory.demonstrationToken)"],
      example: "/orders/v0/orders?MarketplaceIds=\(marketplace.id)&CreatedAfter=2020-01-01T00:00:00Z")
  }

  /// The settings of a store that reaches it.
  public var settings: [String: String] { ["seller_id": options.seller] }

  // MARK: Requests

  /// Answers a request.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse { answer(request) }

  /// Answers a request at once.
  public func answer(_ request: PlatformRequest) -> PlatformResponse {
    let call = SimulatedCall(request)
    if call.path == "/auth/o2/token" { return tokenAnswer(call) }
    if call.segments.first == "simulated-documents" { return documentFile(call) }
    guard let route = SimulatedRoute(call) else {
      return errors(404, "NotFound", "The requested resource does not exist.", operation: nil)
    }
    if let refusal = refusal(call, route) { return refusal }
    if options.countsRequests, let plan = route.operation.plan {
      let now = state.clock.now()
      let isThere = memory.withLock { memory in
        memory.buckets[route.operation, default: TokenBucket(rate: plan.rate, burst: plan.burst)].takeIfThere(now: now)
      }
      if !isThere { return throttled(request, milliseconds: 0) }
    }
    return answer(call, route)
  }

  private func answer(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    switch route.operation {
    case .participations: participations()
    case .restrictedToken: restrictedToken(call)
    case .listOrders, .searchOrders: orders(call, route)
    case .order, .order2026: order(call, route)
    case .orderItems: orderItems(call, route)
    case .inventory: inventory(call)
    case .searchCatalog, .catalogItem: catalog(call, route)
    case .searchListings: listings(call)
    case .listing: listing(call, route)
    case .putListing: putListing(call, route)
    case .patchListing: patchListing(call, route)
    case .createReport: createReport(call)
    case .report: report(route)
    case .listReports: reports(call)
    case .reportDocument: reportDocument(call, route)
    case .eventGroups: eventGroups(call)
    case .groupEvents, .events: events(call, route)
    case .token, .download: errors(404, "NotFound", "The requested resource does not exist.", operation: nil)
    }
  }

  // MARK: Trouble

  /// Too many requests, word for word: without a time to wait and without the granted rate.
  public func throttled(_ request: PlatformRequest, milliseconds: Int64) -> PlatformResponse {
    var answer = errors(
      429, "QuotaExceeded", "You exceeded your quota for the requested resource.", details: "", operation: nil)
    answer.head.headerFields[named: "X-Amzn-Errortype"] = "TooManyRequestsException"
    return answer
  }

  /// The answer to a token that has ended; the simulator forgets all that it has issued.
  public func expiredToken(_ request: PlatformRequest) -> PlatformResponse? {
    guard request.head.headerFields[named: "x-amz-access-token"] != nil else { return nil }
    memory.withLock { $0.tokens.removeAll() }
    return denied("The access token you provided has expired.")
  }

  /// A failure on Amazon's side.
  public func failed(_ request: PlatformRequest, status: Int) -> PlatformResponse {
    if status == 503 { return errors(503, "ServiceUnavailable", "Service is temporarily unavailable.", operation: nil) }
    return errors(
      status, "InternalFailure",
      "We encountered an internal error. Please try again.", details: "", operation: nil)
  }

  func denied(_ details: String) -> PlatformResponse {
    var answer = errors(
      403, "Unauthorized", "Access to requested resource is denied.", details: details, operation: nil)
    answer.head.headerFields[named: "x-amzn-ErrorType"] = "AccessDeniedException"
    return answer
  }

  private func participations() -> PlatformResponse {
    json(.participations) { writer in
      writer.object { writer in
        writer.key("payload")
        writer.array { writer in
          writer.object { writer in
            writer.key("marketplace")
            writer.object { writer in
              writer.members([
                ("id", marketplace.id), ("name", marketplace.name), ("countryCode", marketplace.country),
                ("defaultCurrencyCode", marketplace.currency), ("defaultLanguageCode", "en_US"),
                ("domainName", "www.\(marketplace.name.lowercased())"),
              ])
            }
            writer.key("storeName")
            writer.string("Simulated Shop")
            writer.key("participation")
            writer.object { writer in
              writer.key("isParticipating")
              writer.bool(true)
              writer.key("hasSuspendedListings")
              writer.bool(false)
            }
          }
        }
      }
    }
  }
}

import Formats
import HTTPTypes
public import Platforms
public import Simulation
import Synchronization

/// A simulated WooCommerce shop: it answers the REST interface version 3 as a real shop does, and keeps what is written.
///
/// Words, errors, header fields and the order of checks are those captured from WooCommerce 11.0.1, and 7.9.0 where orders
/// are kept as posts. Time is the clock's; the same data and the same requests give the same answers.
public final class WooCommerceSimulator: SimulatedPlatform {
  /// The word by which stores name the platform.
  public static var platform: String { WooCommerceAdapter.platform }

  /// Where a shop keeps its orders.
  public enum Storage: Sendable {
    /// In tables of their own, the default since version 8.2.
    case tables
    /// As posts.
    case posts
  }

  /// How the shop is set up.
  public struct Options: Sendable {
    /// Name of the shop.
    public var name = "Beispielwaren"
    /// Its address, without a slash at the end.
    public var site = "https://shop.example"
    /// Where it keeps orders; with posts it is version 7.9.0.
    public var storage = Storage.tables
    /// Whether tax is rounded once per rate instead of per line.
    public var roundsAtSubtotal = false
    /// Whether `/wp-json/` works; without permalinks only `?rest_route=` does.
    public var hasPermalinks = true
    /// What is printed in front of every answer, such as a notice of PHP.
    public var noise = ""
    /// The secret of its webhooks, with the odd characters that WordPress puts into one.
    public var webhookSecret = "q7&T<Zr)2 invented!"
    /// The keys that it knows.
    public var keys: [WooCommerceSimulatorKey]

    /// A shop that knows these keys; without any, one invented pair.
    public init(keys: [WooCommerceSimulatorKey] = [.invented]) { self.keys = keys }

    /// The version of WooCommerce.
    public var version: String { isModern ? "11.0.1" : "7.9.0" }
    var isModern: Bool { storage == .tables }
  }

  /// The shop behind it.
  public let state: ShopState
  let shop: Mutex<SimulatedShop>
  let options: Options

  /// A simulated WooCommerce over a shop.
  public init(_ state: ShopState, options: Options = Options()) {
    self.state = state
    self.options = options
    shop = Mutex(SimulatedShop(state.read { $0 }, options))
  }

  /// How a client reaches the shop.
  public var access: SimulatedAccess {
    let key = options.keys.first
    let pair = Base64.encode("\(key?.key.revealed ?? ""):\(key?.secret.revealed ?? "")".utf8)
    return SimulatedAccess(
      shop: options.site,
      secrets: [
        "consumer_key": key?.key.revealed ?? "", "consumer_secret": key?.secret.revealed ?? "",
        "webhook_secret": options.webhookSecret,
      ],
      // Without encryption only signatures are taken; as behind a proxy that decrypts, credentials are.
      headerFields: ["X-Forwarded-Proto: https", "Authorization: Basic \(pair)"],
      example: "/wp-json/wc/v3/orders?per_page=5")
  }

  /// Answers a request.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse { answer(request) }

  /// Answers a request; the shop itself never fails to.
  public func answer(_ request: PlatformRequest) -> PlatformResponse {
    let call = SimulatedCall(request, now: state.clock.now())
    guard call.isRest, options.hasPermalinks || !(request.head.path ?? "").contains("/wp-json") else {
      return Self.page
    }
    var (response, changes) = shop.withLock { shop in
      state.read { shop.adopt($0) }
      let response = shop.answer(call)
      defer { shop.articleChanges = [] }
      return (response, shop.articleChanges)
    }
    if !changes.isEmpty { apply(changes) }
    if !options.noise.isEmpty { response.body = Array(options.noise.utf8) + response.body }
    return response
  }

  /// Takes what was written to articles over into the shop's data, so that a later edit of the data does not lose it.
  private func apply(_ changes: [SimulatedArticleChange]) {
    let now = state.now
    // As long as the shop's words share the data's storage, every change would copy all products.
    shop.withLock { $0.data.products = [] }
    let data = state.write { data in
      for change in changes { change.apply(to: &data, at: now) }
      return data
    }
    shop.withLock { $0.note(data, changed: changes.map(\.product)) }
  }

  /// The words of a web server in front of the shop that has had too many requests; WooCommerce itself sets no limit.
  public func throttled(_ request: PlatformRequest, milliseconds: Int64) -> PlatformResponse {
    var response = PlatformResponse.html(
      "<html><head><title>429 Too Many Requests</title></head><body><h1>429 Too Many Requests</h1></body></html>",
      status: 429)
    response.head.headerFields[.retryAfter] = String((milliseconds + 999) / 1_000)
    return response
  }

  /// Adds a rate to the shop's tax table; orders that are created are taxed by it.
  ///
  /// - Parameters:
  ///   - rate: 1/1000 percent.
  ///   - taxClass: the class; empty for the standard one.
  public func addTaxRate(
    country: String, region: String = "", rate: Int32, name: String, priority: Int = 1, isCompound: Bool = false,
    taxClass: String = ""
  ) {
    shop.withLock {
      $0.rates.add(
        SimulatedRates.Rate(
          id: 0, country: country, region: region, rate: rate, name: name, priority: priority,
          isCompound: isCompound, taxClass: taxClass))
    }
  }

  /// The theme's page for what WordPress does not find.
  private static var page: PlatformResponse {
    var head = HTTPResponse(status: .notFound)
    head.headerFields[.contentType] = "text/html; charset=UTF-8"
    return PlatformResponse(
      head, body: Array("<!DOCTYPE html>\n<html><head><title>Page not found</title></head><body></body></html>".utf8))
  }
}

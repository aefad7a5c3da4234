import HTTPTypes
public import Platforms
public import Simulation
import Synchronization

/// A simulated WooCommerce shop: it answers the REST interface version 3 as a real shop does, and keeps what is written.
///
/// Words, errors, header fields and the order of checks are those captured from WooCommerce 11.0.1, and 7.9.0 where orders
/// are kept as posts. Time is the clock's; the same data and the same requests give the same answers.
public final class WooCommerceSimulator: Transport {
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
    /// The keys that it knows.
    public var keys: [WooCommerceSimulatorKey]

    /// A shop that knows these keys.
    public init(keys: [WooCommerceSimulatorKey]) { self.keys = keys }

    /// The version of WooCommerce.
    public var version: String { isModern ? "11.0.1" : "7.9.0" }
    var isModern: Bool { storage == .tables }
  }

  private let shop: Mutex<SimulatedShop>
  private let clock: any PlatformClock
  private let options: Options

  /// A shop of `data` at the clock's time.
  public init(_ data: ShopData, clock: any PlatformClock, options: Options) {
    shop = Mutex(SimulatedShop(data, options))
    self.clock = clock
    self.options = options
  }

  /// Answers a request.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse { answer(request) }

  /// Answers a request; the shop itself never fails to.
  public func answer(_ request: PlatformRequest) -> PlatformResponse {
    let call = SimulatedCall(request, now: clock.now())
    guard call.isRest, options.hasPermalinks || !(request.head.path ?? "").contains("/wp-json") else {
      return Self.page
    }
    var response = shop.withLock { $0.answer(call) }
    if !options.noise.isEmpty { response.body = Array(options.noise.utf8) + response.body }
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

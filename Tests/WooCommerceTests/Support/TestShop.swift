/// A simulated shop and the connector to it.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

struct TestShop {
  let simulator: WooCommerceSimulator
  let clock: VirtualClock

  init(
    orders: Int = 300, included: Bool = true, currency: Currency = .euro,
    options: WooCommerceSimulator.Options = .init()
  ) throws {
    let plan = ShopPlan(
      seed: 7, orders: orders, country: try #require(Country("DE")), currency: currency, timeZone: "Europe/Berlin",
      pricesIncludeTax: included, span: 1_735_689_600...1_767_225_599)
    clock = VirtualClock(start: 1_767_312_000_000)
    simulator = WooCommerceSimulator(ShopState(ShopData(plan), clock: clock), options: options)
  }

  init(_ simulator: WooCommerceSimulator, _ clock: VirtualClock) {
    self.simulator = simulator
    self.clock = clock
  }

  func adapter(
    through transport: (any Transport)? = nil, shop: String? = nil, key: String? = nil, secret: String? = nil,
    settings: [String: String] = [:]
  ) throws -> WooCommerceAdapter {
    let secrets = simulator.access.secrets
    return try WooCommerceAdapter(
      StoreAccess(
        store: "woocommerce-de", shop: shop ?? simulator.access.shop,
        secrets: [
          "consumer_key": Secret(key ?? secrets["consumer_key"] ?? ""),
          "consumer_secret": Secret(secret ?? secrets["consumer_secret"] ?? ""),
          "webhook_secret": Secret(secrets["webhook_secret"] ?? ""),
        ],
        transport: transport ?? simulator, clock: clock, settings: settings))
  }

  // MARK: Requests of another client

  /// Sends a request as another client of the shop would, with key and secret in the query.
  @discardableResult
  func call(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") -> (Int, JSONNode) {
    let answer = raw(method, path, body)
    let node = (try? JSONText.parse(answer.body)) ?? JSONNode(.null, at: TextPlace(line: 1, column: 1, bytes: 0..<0))
    return (answer.head.status.code, node)
  }

  /// The same with the answer as it came.
  func raw(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") -> PlatformResponse {
    let secrets = simulator.access.secrets
    let credentials =
      "consumer_key=\(secrets["consumer_key"] ?? "")&consumer_secret=\(secrets["consumer_secret"] ?? "")"
    let whole = "/wp-json/wc/v3/\(path)\(path.contains("?") ? "&" : "?")\(credentials)"
    return simulator.answer(
      PlatformRequest(
        "test", HTTPRequest(method: method, scheme: "https", authority: "shop.example", path: whole),
        body: Array(body.utf8)))
  }
}

/// A transport that answers as a closure says.
struct CannedTransport: Transport {
  let answer: @Sendable (PlatformRequest) async throws(TransportFault) -> PlatformResponse

  init(_ answer: @escaping @Sendable (PlatformRequest) async throws(TransportFault) -> PlatformResponse) {
    self.answer = answer
  }

  /// The same answer to everything.
  init(_ status: Int, _ body: String, _ fields: [String: String] = [:]) {
    self.init { _ in .canned(status, body, fields) }
  }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse { try await answer(request) }
}

extension PlatformResponse {
  static func canned(_ status: Int, _ body: String, _ fields: [String: String] = [:]) -> PlatformResponse {
    var head = HTTPResponse(status: .init(code: status))
    for (name, value) in fields { if let name = HTTPField.Name(name) { head.headerFields[name] = value } }
    return PlatformResponse(head, body: Array(body.utf8))
  }

  func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { head.headerFields[$0] } }
}

extension JSONNode {
  /// A member of an object, or an element of an array.
  subscript(key: String) -> JSONNode? {
    switch value {
    case .object(let members): members.first { $0.key == key }?.value
    case .array(let elements): Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    default: nil
    }
  }
  /// Text of a string, a number or a truth value.
  var text: String {
    switch value {
    case .string(let text), .number(let text): text
    case .bool(let flag): String(flag)
    default: ""
    }
  }
  var elements: [JSONNode] { if case .array(let elements) = value { elements } else { [] } }
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.node(self)
    return writer.takeBytes()
  }
}

/// A platform without a dialect: it says which request came, and knows the words for trouble.
import HTTPTypes
import Platforms
import Simulation
import Synchronization

final class EchoPlatform: SimulatedPlatform {
  static let platform = "echo"

  let state: ShopState
  private let seen = Mutex<[String]>([])

  init(_ shop: ShopData, clock: any PlatformClock, listDelay: Int64 = 0) {
    state = ShopState(shop, clock: clock, listDelay: listDelay)
  }

  /// The paths that arrived.
  var paths: [String] { seen.withLock { $0 } }

  var access: SimulatedAccess { SimulatedAccess(shop: "echo", secrets: ["key": "value"], example: "/orders") }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse { answer(request) }

  func answer(_ request: PlatformRequest) -> PlatformResponse {
    seen.withLock { $0.append(request.head.path ?? "") }
    let body = "{\"orders\":\(state.list { $0.orders.count }),\"path\":\"\(request.head.path ?? "")\"}"
    return PlatformResponse(HTTPResponse(status: .ok), body: Array(body.utf8))
  }

  func deliveries(latest count: Int) -> [WebhookDelivery] { [] }

  func throttled(_ request: PlatformRequest, milliseconds: Int64) -> PlatformResponse {
    var head = HTTPResponse(status: .tooManyRequests)
    head.headerFields[.retryAfter] = "\(milliseconds / 1_000).0"
    return PlatformResponse(head, body: Array("slow down".utf8))
  }

  func expiredToken(_ request: PlatformRequest) -> PlatformResponse? {
    PlatformResponse(HTTPResponse(status: .unauthorized), body: Array("expired".utf8))
  }
}

extension PlatformRequest {
  /// A request for a path.
  static func get(_ path: String, _ operation: String = "orders.list") -> PlatformRequest {
    PlatformRequest(
      operation, HTTPRequest(method: .get, scheme: "https", authority: "echo.example", path: path))
  }
}

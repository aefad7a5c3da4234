/// Answers that a test gives, and the requests that they answered.
import Amazon
import Formats
import HTTPTypes
import Platforms
import Synchronization

/// A transport whose answers a closure gives; access tokens it gives itself.
final class Recorded: Transport {
  private let requests = Mutex<[PlatformRequest]>([])
  private let respond: @Sendable (PlatformRequest, Int) -> PlatformResponse

  /// `respond` is given the request and how many of its operation came before.
  init(_ respond: @escaping @Sendable (PlatformRequest, Int) -> PlatformResponse) { self.respond = respond }

  /// The requests so far, without those of the login service.
  var log: [PlatformRequest] { requests.withLock { $0.filter { $0.operation != "lwa.token" } } }
  /// All requests so far.
  var all: [PlatformRequest] { requests.withLock { $0 } }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    let before = requests.withLock { requests in
      defer { requests.append(request) }
      return requests.count { $0.operation == request.operation }
    }
    if request.operation == "lwa.token" {
      return .json(#"{"access_token":"Atza|test-\#(before)","token_type":"bearer","expires_in":3600}"#)
    }
    return respond(request, before)
  }
}

/// A transport that looks at requests and answers before another one does.
struct Between: Transport {
  let next: any Transport
  let look: @Sendable (PlatformRequest) async throws(TransportFault) -> PlatformResponse?

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    if let answer = try await look(request) { return answer }
    return try await next.send(request)
  }
}

/// A number that closures share.
final class Count: Sendable {
  private let value = Mutex(0)

  /// The number so far, which is one more afterwards.
  func next() -> Int {
    value.withLock { value in
      defer { value += 1 }
      return value
    }
  }
  var current: Int { value.withLock { $0 } }
}

extension PlatformResponse {
  static func json(_ text: String, status: Int = 200, _ fields: [String: String] = [:]) -> PlatformResponse {
    var head = HTTPResponse(status: .init(code: status))
    head.headerFields[.contentType] = "application/json"
    for (name, value) in fields {
      if let field = HTTPField.Name(name) { head.headerFields[field] = value }
    }
    return PlatformResponse(head, body: Array(text.utf8))
  }

  static func error(_ status: Int, _ code: String, _ message: String, details: String = "") -> PlatformResponse {
    .json(#"{"errors":[{"code":"\#(code)","message":"\#(message)","details":"\#(details)"}]}"#, status: status)
  }
}

extension StoreAccess {
  /// A store that a recorded transport answers.
  static func recorded(
    _ transport: any Transport, shop: String = "US", clock: VirtualClock = VirtualClock(start: Market.now),
    _ settings: [String: String] = [:]
  ) -> StoreAccess {
    StoreAccess(
      store: "amazon-us", shop: shop,
      secrets: [
        "client_id": Secret("amzn1.client"), "client_secret": Secret("client-secret-1"),
        "refresh_token": Secret("Atzr|refresh-1"),
      ],
      transport: transport, clock: clock, settings: settings)
  }
}

extension PlatformRequest {
  /// The path with its query.
  var address: String { head.path ?? "" }
}

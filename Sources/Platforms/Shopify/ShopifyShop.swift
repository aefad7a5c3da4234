/// One shop with the way to it: what every pull and write of the adapter shares.
import Commerce
import Formats
import HTTPTypes
import Platforms

/// A shop that requests can be sent to.
struct ShopifyShop: Sendable {
  let access: StoreAccess
  let requests: ShopifyRequests
  private let caller: Caller
  /// Gives up soon, to try with smaller pages.
  private let hastyCaller: Caller
  /// Sends once, for what must not happen twice.
  private let singleCaller: Caller

  init(_ access: StoreAccess) throws(PlatformFailure) {
    self.access = access
    requests = try ShopifyRequests(access)
    caller = Caller(access, rules: ShopifyRules(), pacing: ShopifyPacing())
    var haste = access.patience
    haste.triesMax = min(haste.triesMax, 3)
    hastyCaller = Caller(access, rules: ShopifyRules(), pacing: ShopifyPacing(), patience: haste)
    haste.triesMax = 1
    singleCaller = Caller(access, rules: ShopifyRules(), pacing: ShopifyPacing(), patience: haste)
  }

  /// An answer and its payload.
  struct Answer {
    var head: HTTPResponse
    var payload: JSONPayload
  }

  /// Sends a request and reads the answer; a body that is cut off in a way that only reading shows is asked for again.
  ///
  /// - Parameter isHasty: gives up after few tries where Shopify itself fails.
  func read(_ request: PlatformRequest, isHasty: Bool = false) async throws(PlatformFailure) -> Answer {
    for _ in 0..<3 {
      let answer = try await (isHasty ? hastyCaller : caller).send(request)
      if let payload = try? JSONPayload(answer.body.isEmpty ? Array("{}".utf8) : answer.body) {
        return Answer(head: answer.head, payload: payload)
      }
    }
    throw failure(.unexpectedAnswer, request, "Shopify's answer is no JSON", remedy: "run again later", mayRetry: true)
  }

  /// Sends a request once and reads the answer.
  func readOnce(_ request: PlatformRequest) async throws(PlatformFailure) -> Answer {
    let answer = try await singleCaller.send(request)
    if let payload = try? JSONPayload(answer.body) { return Answer(head: answer.head, payload: payload) }
    throw failure(.unexpectedAnswer, request, "Shopify's answer is no JSON", remedy: "run again later", mayRetry: true)
  }

  /// Waits.
  func pause(_ milliseconds: Int64, _ request: PlatformRequest) async throws(PlatformFailure) {
    do throws(CancellationError) {
      try await access.clock.sleep(milliseconds: milliseconds)
    } catch {
      throw failure(
        .unreachable, request, "the run was stopped while it waited for Shopify", remedy: "run again", mayRetry: true)
    }
  }

  /// Sends a request and gives the answer as it is.
  func send(_ request: PlatformRequest) async throws(PlatformFailure) -> PlatformResponse {
    try await caller.send(request)
  }

  /// The value under `name` of an answer; a failure when it lacks it.
  func value(_ name: String, _ answer: Answer, _ request: PlatformRequest) throws(PlatformFailure) -> JSONElement {
    if let value = answer.payload[answer.payload.root, key: name] { return value }
    throw failure(
      .unexpectedAnswer, request, "Shopify's answer has no \"\(name)\"", remedy: "check the setting \"api_version\"",
      mayRetry: false)
  }

  /// A failure of this shop.
  func failure(
    _ kind: PlatformFailure.Kind, _ request: PlatformRequest, _ message: String, remedy: String, mayRetry: Bool
  ) -> PlatformFailure {
    PlatformFailure(
      kind, store: access.store, request: "\(request.head.method.rawValue) \(request.pathWithoutQuery)", message,
      remedy: remedy, mayRetry: mayRetry)
  }
}

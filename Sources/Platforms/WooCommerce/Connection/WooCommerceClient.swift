import Formats
import HTTPTypes
import Platforms
import Synchronization

/// Sends requests to a shop's REST interface and reads the JSON of its answers.
final class WooCommerceClient: Sendable {
  let access: StoreAccess
  private let site: WooCommerceSite
  private let caller: Caller
  /// How the interface is found; found out by trying where the settings do not say.
  private let routes: Mutex<(routes: WooCommerceSite.Routes, isCertain: Bool)>
  /// The shop's numbers of categories of products, by name, as far as somebody asked for them.
  let categories = Mutex<[String: Int64]>([:])

  init(_ access: StoreAccess, nonce: @escaping @Sendable () -> String) throws(PlatformFailure) {
    guard let site = WooCommerceSite(access.shop) else {
      throw Self.failure(
        access, .unknownShop, "\"\(access.shop)\" is no address of a shop",
        remedy: "put an address such as https://shop.example into \"shop\" of the stores file")
    }
    var access = access
    let key = try Self.key(access, site)
    access.transport = WooCommerceSigning(inner: access.transport, key: key, clock: access.clock, nonce: nonce)
    self.access = access
    self.site = site
    let declared = access.settings["routes"].flatMap(WooCommerceSite.Routes.init(rawValue:))
    routes = Mutex((declared ?? .pretty, declared != nil))
    let pace = access.settings["requests_per_second"].flatMap { Int64($0) } ?? 10
    caller = Caller(access, rules: WooCommerceRules(), pacing: WooCommercePacing(requestsPerSecond: pace))
  }

  private static func key(_ access: StoreAccess, _ site: WooCommerceSite) throws(PlatformFailure) -> WooCommerceKey {
    let remedy = "create a key under WooCommerce, Settings, Advanced, REST API, and name both in the stores file"
    let key = try access.secret("consumer_key", remedy: remedy)
    let secret = try access.secret("consumer_secret", remedy: remedy)
    let scheme = access.settings["auth"].flatMap(WooCommerceKey.Scheme.init(rawValue:))
    if scheme == .basic, !site.isEncrypted {
      throw failure(
        access, .refusedRequest, "key and secret would be sent unencrypted",
        remedy: "give the shop's address with https, or leave \"auth\" out: requests are signed then")
    }
    let method = access.settings["signature_method"].flatMap(OAuthSignature.Method.init(rawValue:))
    return WooCommerceKey(
      key: key, secret: secret, scheme: scheme ?? (site.isEncrypted ? .basic : .oauth), method: method ?? .sha256)
  }

  private static func failure(
    _ access: StoreAccess, _ kind: PlatformFailure.Kind, _ message: String, remedy: String
  ) -> PlatformFailure {
    PlatformFailure(kind, store: access.store, message, remedy: remedy, mayRetry: false)
  }

  // MARK: Requests

  /// An answer with its JSON.
  struct Answer {
    var response: PlatformResponse
    var payload: JSONPayload
    /// Whether something stood around the JSON.
    var hasNoise: Bool
    /// What messages call the request.
    var request: String

    /// Whether the shop says that there is no such record.
    var isMissing: Bool { response.head.status.code == 404 }

    /// A number from a header field; `nil` when there is none.
    func number(_ name: String) -> Int? {
      HTTPField.Name(name).flatMap { response.head.headerFields[$0] }.flatMap { Int($0) }
    }
  }

  /// Sends a request and reads the JSON of its answer; one that is no whole JSON is asked for again.
  func send(
    _ operation: String, _ method: HTTPRequest.Method = .get, _ route: String,
    _ query: [(name: String, value: String)] = [], body: [UInt8] = []
  ) async throws(PlatformFailure) -> Answer {
    var problem = ""
    for _ in 0..<8 {
      let request = request(operation, method, route, query, body)
      let response = try await answer(request, operation, method, route, query, body)
      let name = "\(method.rawValue) \(request.pathWithoutQuery)"
      guard let found = WooCommerceBody.payload(of: response.body) else {
        problem = "the answer holds no JSON"
        continue
      }
      do {
        let isWhole = found.range.count == response.body.count
        let payload = try JSONPayload(isWhole ? response.body : Array(response.body[found.range]))
        return Answer(response: response, payload: payload, hasNoise: found.hasNoise, request: name)
      } catch {
        problem = "the answer is no whole JSON: \(error.detail)"
      }
      // What was written once is not written again for the sake of an answer.
      if method != .get { break }
    }
    throw failure(.unexpectedAnswer, "\(method.rawValue) \(site.folder)/wp-json\(route)", problem, mayRetry: true)
  }

  /// Sends a request by the routes that work; the first one finds out which.
  private func answer(
    _ request: PlatformRequest, _ operation: String, _ method: HTTPRequest.Method, _ route: String,
    _ query: [(name: String, value: String)], _ body: [UInt8]
  ) async throws(PlatformFailure) -> PlatformResponse {
    do throws(PlatformFailure) {
      let response = try await caller.send(request)
      routes.withLock { $0.isCertain = true }
      return response
    } catch {
      let mayTry = routes.withLock { !$0.isCertain && $0.routes == .pretty }
      guard error.kind == .unknownShop, mayTry, method == .get else { throw error }
      var plain = site
      plain.routes = .query
      var second = request
      second.head.path = plain.path(route, query)
      guard let response = try? await caller.send(second) else { throw error }
      routes.withLock { $0 = (.query, true) }
      return response
    }
  }

  private func request(
    _ operation: String, _ method: HTTPRequest.Method, _ route: String, _ query: [(name: String, value: String)],
    _ body: [UInt8]
  ) -> PlatformRequest {
    var site = site
    site.routes = routes.withLock { $0.routes }
    var head = HTTPRequest(
      method: method, scheme: site.scheme, authority: site.authority, path: site.path(route, query))
    head.headerFields[.accept] = "application/json"
    if !body.isEmpty { head.headerFields[.contentType] = "application/json" }
    return PlatformRequest(operation, head, body: body)
  }

  /// A failure of a request.
  func failure(
    _ kind: PlatformFailure.Kind, _ request: String, _ message: String, remedy: String = "run again later",
    mayRetry: Bool = false
  ) -> PlatformFailure {
    PlatformFailure(kind, store: access.store, request: request, message, remedy: remedy, mayRetry: mayRetry)
  }
}

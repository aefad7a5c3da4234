import Formats
import HTTPTypes
import Platforms
import Synchronization

/// Sends requests to Amazon's interface with the right token, which it gets, keeps and renews.
final class AmazonSession: Sendable {
  let settings: AmazonSettings
  let clock: any PlatformClock
  private let access: StoreAccess
  private let caller: Caller
  private let tokens = AccessTokens()
  /// The SKUs of parents of listings that are known to be there.
  let parents = Mutex<Set<String>>([])

  init(_ access: StoreAccess) throws(PlatformFailure) {
    settings = try AmazonSettings(access)
    self.access = access
    clock = access.clock
    caller = Caller(access, rules: AmazonRules(secrets: Array(access.secrets.values)), pacing: AmazonPacing())
  }

  /// A request without its token.
  struct Call: Sendable {
    var operation: AmazonOperation
    var method = HTTPRequest.Method.get
    var path: String
    var query = QueryText()
    var body: [UInt8] = []
    /// What of it is personal: the resource's path and its parts, asked for with a token of its own.
    var restricted: RestrictedResource?
  }

  /// A resource with personal data, as a restricted data token names it.
  struct RestrictedResource: Sendable, Hashable {
    var path: String
    var elements: [String] = []
  }

  /// Sends a request; an access token that turns out to have expired is renewed once.
  func send(_ call: Call) async throws(PlatformFailure) -> PlatformResponse {
    for isLast in [false, true] {
      let purpose: AccessTokens.Purpose = call.restricted.map { .restricted($0.path) } ?? .general
      let token = try await token(for: call.restricted)
      let answer = try await caller.send(request(call, token: token))
      guard answer.head.status.code == 403 else { return answer }
      tokens.forget(purpose, token)
      if isLast { break }
    }
    throw failure(
      .badCredentials, call, "a new access token was refused as expired",
      remedy: "check this machine's clock, then authorise the application again")
  }

  /// Sends a request and reads the answer as JSON; `nil` where there is no such thing.
  func payload(_ call: Call) async throws(PlatformFailure) -> JSONPayload? {
    let answer = try await send(call)
    if answer.head.status.code == 404 { return nil }
    return try payload(answer.body, call)
  }

  /// Reads an answer's body.
  func payload(_ body: [UInt8], _ call: Call) throws(PlatformFailure) -> JSONPayload {
    do throws(FormatError) {
      return try JSONPayload(body)
    } catch {
      throw failure(
        .unexpectedAnswer, call, "the answer is no whole JSON: \(error.detail)", remedy: "run again later",
        mayRetry: true)
    }
  }

  /// Fetches a document from where Amazon stores it: another host, which gets no token of ours.
  func download(_ address: String) async throws(PlatformFailure) -> PlatformResponse {
    let parts = AddressParts(address)
    var head = HTTPRequest(method: .get, scheme: parts.scheme, authority: parts.authority, path: parts.path)
    head.headerFields[named: "user-agent"] = settings.userAgent
    return try await caller.send(PlatformRequest(AmazonOperation.download.rawValue, head))
  }

  /// A failure about a request.
  func failure(
    _ kind: PlatformFailure.Kind, _ call: Call, _ message: String, remedy: String, mayRetry: Bool = false
  ) -> PlatformFailure {
    PlatformFailure(
      kind, store: access.store, request: "\(call.method.rawValue) \(call.path)", message, remedy: remedy,
      mayRetry: mayRetry)
  }

  // MARK: Tokens

  private func token(for resource: RestrictedResource?) async throws(PlatformFailure) -> String {
    guard let resource else { return try await accessToken() }
    let purpose = AccessTokens.Purpose.restricted(resource.path)
    if let token = tokens.current(purpose, now: clock.now()) { return token }
    var body = JSONWriter()
    body.object { writer in
      writer.key("restrictedResources")
      writer.array { writer in
        writer.object { writer in
          writer.key("method")
          writer.string("GET")
          writer.key("path")
          writer.string(resource.path)
          guard !resource.elements.isEmpty else { return }
          writer.key("dataElements")
          writer.array { writer in resource.elements.forEach { writer.string($0) } }
        }
      }
    }
    let call = Call(
      operation: .restrictedToken, method: .post, path: "/tokens/2021-03-01/restrictedDataToken",
      body: body.takeBytes())
    let payload = try await payload(call)
    guard let payload, let token = PayloadReader(payload).string("restrictedDataToken", of: payload.root) else {
      throw failure(.unexpectedAnswer, call, "the answer has no token", remedy: "run again later", mayRetry: true)
    }
    keep(token, purpose, payload, "expiresIn")
    return token
  }

  private func accessToken() async throws(PlatformFailure) -> String {
    if let token = tokens.current(.general, now: clock.now()) { return token }
    let form = QueryText([
      "grant_type": "refresh_token", "refresh_token": try access.secret("refresh_token").revealed,
      "client_id": try access.secret("client_id").revealed,
      "client_secret": try access.secret("client_secret").revealed,
    ])
    var head = HTTPRequest(
      method: .post, scheme: settings.login.scheme, authority: settings.login.authority, path: "/auth/o2/token")
    head.headerFields[named: "content-type"] = "application/x-www-form-urlencoded;charset=UTF-8"
    head.headerFields[named: "user-agent"] = settings.userAgent
    let answer = try await caller.send(
      PlatformRequest(AmazonOperation.token.rawValue, head, body: Array(form.encoded.utf8)))
    let call = Call(operation: .token, method: .post, path: "/auth/o2/token")
    let payload = try payload(answer.body, call)
    guard let token = PayloadReader(payload).string("access_token", of: payload.root), !token.isEmpty else {
      throw failure(
        .unexpectedAnswer, call, "the login service's answer has no token", remedy: "run again later", mayRetry: true)
    }
    keep(token, .general, payload, "expires_in")
    return token
  }

  private func keep(_ token: String, _ purpose: AccessTokens.Purpose, _ payload: JSONPayload, _ member: String) {
    let seconds = PayloadReader(payload).string(member, of: payload.root).flatMap { Int64($0) } ?? 3_600
    tokens.keep(token, for: purpose, seconds: min(max(seconds, 0), 86_400), now: clock.now())
  }

  // MARK: Requests

  private func request(_ call: Call, token: String) throws(PlatformFailure) -> PlatformRequest {
    let query = call.query.items.isEmpty ? "" : "?\(call.query.encoded)"
    var head = HTTPRequest(
      method: call.method, scheme: settings.endpoint.scheme, authority: settings.endpoint.authority,
      path: call.path + query)
    let time = AmazonTime.compact(clock.now())
    head.headerFields[named: "user-agent"] = settings.userAgent
    head.headerFields[named: "accept"] = "application/json"
    head.headerFields[named: "x-amz-access-token"] = token
    head.headerFields[named: "x-amz-date"] = time
    if !call.body.isEmpty { head.headerFields[named: "content-type"] = "application/json" }
    if settings.isSigned {
      let signing = RequestSigning(
        keyID: try access.secret("aws_access_key_id").revealed,
        secretKey: try access.secret("aws_secret_access_key").revealed, region: settings.signingRegion)
      head.headerFields[named: "authorization"] = signing.authorization(
        method: call.method.rawValue, path: call.path, query: call.query,
        headers: [
          ("host", settings.endpoint.authority), ("x-amz-access-token", token), ("x-amz-date", time),
        ], body: call.body, time: time)
    }
    return PlatformRequest(call.operation.rawValue, head, body: call.body)
  }
}

/// The parts of an address.
private struct AddressParts {
  let scheme, authority, path: String

  init(_ address: String) {
    var rest = address[...]
    if let mark = rest.firstRange(of: "://") {
      scheme = String(rest[..<mark.lowerBound])
      rest = rest[mark.upperBound...]
    } else {
      scheme = "https"
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    authority = String(rest[..<slash])
    path = slash == rest.endIndex ? "/" : String(rest[slash...])
  }
}

/// What a simulated marketplace remembers beside its shop: tokens, buckets, pages and reports.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

struct SimulatorMemory: Sendable {
  /// A token that opens the simulator for people who try it by hand; it never ends.
  static let demonstrationToken = "Atza|simulated-demonstration"

  /// A token that was issued.
  struct Token: Sendable {
    var endsAt: Int64
    /// The resources that a restricted token opens; `nil` for an access token.
    var resources: [Resource]?
  }

  /// A resource of a restricted token.
  struct Resource: Sendable {
    var method: String
    var path: [String]
    var elements: Set<String>

    /// Whether it is the resource of a path; a part in braces stands for anything.
    func covers(_ call: SimulatedCall) -> Bool {
      call.method == method && path.count == call.segments.count
        && zip(path, call.segments).allSatisfy { $0.0 == $0.1 || ($0.0.hasPrefix("{") && $0.0.hasSuffix("}")) }
    }
  }

  /// A page to go on with.
  struct Page: Sendable {
    /// What the token was given for; another query cannot use it.
    var purpose: String
    /// How many records lie before it, or where it goes on.
    var position: Int64
    var id: Int64
    var endsAt: Int64
    /// Number of pages before it.
    var number: Int
  }

  /// A report that was asked for.
  struct Report: Sendable {
    var type: String
    var createdAt: Int64
    var window: Range<Int64>?
    var isCancelled: Bool
  }

  /// The articles in the order of their numbers, for one state of the shop.
  var articles: (revision: Int, all: [AmazonSimulator.Article]) = (-1, [])
  var tokens: [String: Token] = [:]
  var buckets: [AmazonOperation: TokenBucket] = [:]
  var pages: [String: Page] = [:]
  var reports: [String: Report] = [:]
  /// Families of listings that were made through the interface.
  var families = SimulatedFamilies()
  /// Addresses of documents and when they end.
  var addresses: [String: Int64] = [:]
  private var random = SeededRandom(seed: 0xA3A2, stream: 7)

  /// Letters and digits that nobody can guess, the same in every run.
  mutating func letters(_ count: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    return String(decoding: (0..<count).map { _ in letters[random.below(letters.count)] }, as: UTF8.self)
  }

  /// A number in the form of RFC 4122.
  mutating func uuid() -> String {
    let digits = Array("0123456789abcdef".utf8)
    func part(_ count: Int) -> String {
      String(decoding: (0..<count).map { _ in digits[random.below(16)] }, as: UTF8.self)
    }
    return [part(8), part(4), part(4), part(4), part(12)].joined(separator: "-")
  }

  /// Gives out a token of a page; those of pages before the one it was asked from have had their use.
  mutating func issue(_ page: Page) -> String {
    // A token can be used again until the next one has been: the answer may have been lost on its way.
    pages = pages.filter { $0.value.purpose != page.purpose || $0.value.number >= page.number - 1 }
    let token = letters(48) + "=="
    pages[token] = page
    return token
  }
}

extension AmazonSimulator {
  // MARK: Access

  /// The login service.
  func tokenAnswer(_ call: SimulatedCall) -> PlatformResponse {
    let form = QueryText(parsing: String(decoding: call.body, as: UTF8.self))
    func refuse(_ status: Int, _ error: String, _ words: String) -> PlatformResponse {
      var answer = plain(status) { writer in
        writer.object { writer in
          writer.members([
            ("error_description", words), ("request_id", memory.withLock { $0.uuid() }), ("error", error),
          ])
        }
      }
      answer.head.headerFields[named: "Cache-Control"] = "no-store"
      return answer
    }
    let grant = form["grant_type"] ?? ""
    guard grant == "refresh_token" || grant == "client_credentials" else {
      var answer = refuse(
        400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server")
      answer.head.headerFields[named: "X-Amzn-Errortype"] = "OA2UnsupportedGrantTypeException"
      return answer
    }
    guard form["client_id"] == Self.clientID, form["client_secret"] == Self.clientSecret else {
      return refuse(401, "invalid_client", "Client authentication failed")
    }
    if grant == "refresh_token", form["refresh_token"] != Self.refreshToken {
      return refuse(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token")
    }
    let token = issueToken(resources: nil)
    return plain(200) { writer in
      writer.object { writer in
        writer.key("access_token")
        writer.string(token)
        writer.key(grant == "refresh_token" ? "refresh_token" : "scope")
        writer.string(grant == "refresh_token" ? Self.refreshToken : form["scope"] ?? "")
        writer.key("token_type")
        writer.string("bearer")
        writer.key("expires_in")
        writer.integer(options.accessTokenSeconds)
      }
    }
  }

  private func issueToken(resources: [SimulatorMemory.Resource]?) -> String {
    let now = state.clock.now()
    return memory.withLock { memory in
      let token = (resources == nil ? "Atza|" : "Atz.sprdt|") + memory.letters(60)
      memory.tokens = memory.tokens.filter { $0.value.endsAt > now }
      memory.tokens[token] = SimulatorMemory.Token(
        endsAt: now + options.accessTokenSeconds * 1_000, resources: resources)
      return token
    }
  }

  /// Why a request is denied; `nil` when it may pass.
  func refusal(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse? {
    guard let token = call.token else { return denied("Access token is missing in the request header.") }
    if token == SimulatorMemory.demonstrationToken { return nil }
    let now = state.clock.now()
    guard let known = memory.withLock({ $0.tokens[token] }) else {
      // What was issued once and is no longer known has ended.
      let isOurs = token.hasPrefix("Atza|") || token.hasPrefix("Atz.sprdt|")
      return denied(
        isOurs
          ? "The access token you provided has expired."
          : "The access token you provided is revoked, malformed or invalid.")
    }
    if known.endsAt <= now { return denied("The access token you provided has expired.") }
    if let resources = known.resources, !resources.contains(where: { $0.covers(call) }) { return denied("") }
    return nil
  }

  /// What personal parts the request's token opens.
  func openedElements(_ call: SimulatedCall) -> Set<String> {
    let resources = memory.withLock { memory in call.token.flatMap { memory.tokens[$0] }?.resources }
    return resources?.first { $0.covers(call) }?.elements ?? []
  }

  /// Whether the request comes with a restricted token for its very path.
  func isOpened(_ call: SimulatedCall) -> Bool {
    memory.withLock { memory in call.token.flatMap { memory.tokens[$0] }?.resources != nil }
  }

  /// Gives out a restricted token.
  func restrictedToken(_ call: SimulatedCall) -> PlatformResponse {
    let invalid = "Request is missing or has invalid parameters"
    guard let payload = call.json else { return errors(400, "InvalidRequest", invalid, operation: .restrictedToken) }
    let reader = PayloadReader(payload)
    let asked = reader.objects("restrictedResources", of: payload.root)
    guard (1...50).contains(asked.count) else {
      return errors(400, "InvalidRequest", invalid, details: "Resource not provided.", operation: .restrictedToken)
    }
    var resources: [SimulatorMemory.Resource] = []
    for resource in asked {
      guard let method = reader.string("method", of: resource), let path = reader.string("path", of: resource),
        !method.isEmpty, path.hasPrefix("/")
      else {
        return errors(400, "InvalidRequest", invalid, details: "Resource not provided.", operation: .restrictedToken)
      }
      let elements = payload.elements(of: reader.member("dataElements", of: resource)).map { payload.string($0) }
      resources.append(
        SimulatorMemory.Resource(
          method: method, path: path.split(separator: "/").map(String.init), elements: Set(elements)))
    }
    let token = issueToken(resources: resources)
    return json(.restrictedToken) { writer in
      writer.object { writer in
        writer.key("restrictedDataToken")
        writer.string(token)
        writer.key("expiresIn")
        writer.integer(options.accessTokenSeconds)
      }
    }
  }
}

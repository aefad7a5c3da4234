import Formats
public import Platforms

/// A consumer key that the simulated shop knows.
public struct WooCommerceSimulatorKey: Sendable {
  /// What the key may do.
  public enum Permission: String, Sendable {
    /// Only read.
    case read
    /// Only write.
    case write
    /// Both.
    case readWrite = "read_write"
  }

  let key: Secret
  let secret: Secret
  let permission: Permission

  /// An invented key that may do everything.
  public static let invented = WooCommerceSimulatorKey(
    key: Secret("ck_" + String(repeating: "1", count: 40)), secret: Secret("cs_" + String(repeating: "1", count: 40)))

  /// A key with its secret and permission.
  public init(key: Secret, secret: Secret, permission: Permission = .readWrite) {
    self.key = key
    self.secret = secret
    self.permission = permission
  }
}

/// Checks who sends a request, in the order and with the words of WooCommerce.
struct SimulatedAuthentication: Sendable {
  let keys: [WooCommerceSimulatorKey]
  /// When each nonce was used, in seconds since 1970.
  private var nonces: [String: Int64] = [:]
  /// Seconds for which a signature holds, either way.
  static let window: Int64 = 900

  init(_ keys: [WooCommerceSimulatorKey]) { self.keys = keys }

  /// Lets a request pass or throws what the shop answers.
  mutating func check(_ call: SimulatedCall) throws(SimulatedError) {
    let key = call.isEncrypted ? try basic(call) : try oauth(call)
    let writes = call.method != "GET" && call.method != "HEAD" && call.method != "OPTIONS"
    if writes, key.permission == .read {
      throw .authentication("The API key provided does not have write permissions.")
    }
    if !writes, key.permission == .write {
      throw .authentication("The API key provided does not have read permissions.")
    }
  }

  private func basic(_ call: SimulatedCall) throws(SimulatedError) -> WooCommerceSimulatorKey {
    var name = ""
    var secret = ""
    if let given = call["consumer_key"], let word = call["consumer_secret"] {
      (name, secret) = (given, word)
    } else if call.authorization.hasPrefix("Basic "), let bytes = Base64.decode(call.authorization.dropFirst(6)) {
      let pair = String(decoding: bytes, as: UTF8.self).split(separator: ":", maxSplits: 1)
      if pair.count == 2 { (name, secret) = (String(pair[0]), String(pair[1])) }
    }
    guard let key = keys.first(where: { $0.key.revealed == name }) else { throw .cannotList }
    guard key.secret.revealed == secret else { throw .authentication("Consumer secret is invalid.") }
    return key
  }

  private mutating func oauth(_ call: SimulatedCall) throws(SimulatedError) -> WooCommerceSimulatorKey {
    var parameters = call.signed
    if call.authorization.hasPrefix("OAuth ") { parameters += Self.header(call.authorization.dropFirst(6)) }
    func value(_ name: String) -> String? { parameters.last { $0.name == name }?.value }
    guard parameters.contains(where: { $0.name.hasPrefix("oauth_") }) else { throw .cannotList }
    for name in ["consumer_key", "timestamp", "nonce", "signature", "signature_method"] {
      if value("oauth_\(name)")?.isEmpty ?? true { throw .missingParameter("oauth_\(name)") }
    }
    guard let key = keys.first(where: { $0.key.revealed == value("oauth_consumer_key") }) else {
      throw .authentication("Consumer key is invalid.")
    }
    guard let method = value("oauth_signature_method").flatMap(OAuthSignature.Method.init(rawValue:)) else {
      throw .authentication("Invalid signature - signature method is invalid.")
    }
    let base = OAuthSignature.baseString(method: call.verb, url: call.url, parameters: Self.asPHP(parameters))
    guard OAuthSignature.signature(of: base, secret: key.secret.revealed, method) == value("oauth_signature") else {
      throw .authentication("Invalid signature - provided signature does not match.")
    }
    guard let time = value("oauth_timestamp").flatMap({ Int64($0) }), abs(time - call.second) <= Self.window else {
      throw .authentication("Invalid timestamp.")
    }
    try use(value("oauth_nonce") ?? "", at: call.second)
    return key
  }

  private mutating func use(_ nonce: String, at second: Int64) throws(SimulatedError) {
    if let used = nonces[nonce], second - used <= Self.window {
      throw .authentication("Invalid nonce - nonce has already been used.")
    }
    if nonces.count > 10_000 { nonces = nonces.filter { second - $0.value <= Self.window } }
    nonces[nonce] = second
  }

  /// Parameters as PHP takes them in before WooCommerce signs them: of one that comes twice the last counts, and `name[]`
  /// gets a number.
  private static func asPHP(_ parameters: [(name: String, value: String)]) -> [(name: String, value: String)] {
    var taken: [(name: String, value: String)] = []
    for parameter in parameters {
      var name = parameter.name
      if name.hasSuffix("[]") {
        let stem = name.dropLast(2)
        name = "\(stem)[\(taken.count { $0.name.hasPrefix("\(stem)[") })]"
      }
      taken.removeAll { $0.name == name }
      taken.append((name, parameter.value))
    }
    return taken
  }

  /// The parameters of an `Authorization: OAuth` header.
  private static func header(_ text: Substring) -> [(name: String, value: String)] {
    text.split(separator: ",").compactMap { part in
      let halves = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      return (PercentCoding.decoded(halves[0]), PercentCoding.decoded(halves[1].filter { $0 != "\"" }))
    }
  }
}

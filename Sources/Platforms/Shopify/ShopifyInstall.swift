/// The installation of an app in a shop by OAuth: from the address that the shop's owner opens to the access token.
import Crypto
import Formats
import HTTPTypes
public import Platforms

/// An app that shops install.
public struct ShopifyInstall: Sendable {
  /// Why a callback is not to be trusted.
  public enum CallbackFault: Error, Sendable, Equatable {
    /// It is not signed by Shopify with the app's secret.
    case signature
    /// It belongs to no installation that this program began.
    case state
    /// It names no shop of Shopify's.
    case shop
    /// It brings no code.
    case code
  }

  private let clientID: String
  private let secrets: [Secret]

  /// An app.
  ///
  /// - Parameter secrets: the app's secret; while it is being changed, the new one and then the old one.
  public init(clientID: String, secrets: [Secret]) {
    self.clientID = clientID
    self.secrets = secrets
  }

  /// Whether the text is the host of a shop and nothing else, so that no request and no token goes anywhere else.
  static func isShop(_ host: String) -> Bool {
    let suffix = ".myshopify.com"
    guard host.hasSuffix(suffix) else { return false }
    let name = host.utf8.dropLast(suffix.utf8.count)
    let isSound = name.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    return isSound && name.first.map(isLetterOrDigit) ?? false
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// The address at which the shop's owner allows the scopes.
  ///
  /// - Parameters:
  ///   - state: a text that nobody can guess, to be kept until the callback.
  ///   - isOnline: whether the token is a user's own and ends when that user logs out.
  public func authorizeURL(
    shop: String, scopes: [String], redirect: String, state: String, isOnline: Bool = false
  ) -> String? {
    guard Self.isShop(shop) else { return nil }
    var query = [
      ("client_id", clientID), ("scope", scopes.joined(separator: ",")), ("redirect_uri", redirect), ("state", state),
    ]
    if isOnline { query.append(("grant_options[]", "per-user")) }
    let text = query.map { "\(PercentCoding.encoded($0.0))=\(PercentCoding.encoded($0.1))" }.joined(separator: "&")
    return "https://\(shop)/admin/oauth/authorize?\(text)"
  }

  /// A callback that was found to be Shopify's.
  public struct Callback: Sendable, Equatable {
    /// The shop.
    public var shop: String
    /// What can be changed for a token, once.
    public let code: String
  }

  /// Checks the query of a callback: its signature, the state, and the shop.
  public func callback(query: String, state: String) throws(CallbackFault) -> Callback {
    let pairs = PercentCoding.parameters(query)
    guard isSigned(pairs) else { throw .signature }
    func value(_ name: String) -> String? { pairs.first { $0.0 == name }?.1 }
    guard let given = value("state"), isSame(given, state) else { throw .state }
    guard let shop = value("shop"), Self.isShop(shop) else { throw .shop }
    guard let code = value("code"), !code.isEmpty else { throw .code }
    return Callback(shop: shop, code: code)
  }

  /// Whether a query bears Shopify's signature: hexadecimal HMAC-SHA256 over all other names and values, sorted by name.
  public func isSigned(query: String) -> Bool { isSigned(PercentCoding.parameters(query)) }

  private func isSigned(_ pairs: [(String, String)]) -> Bool {
    let signatures = pairs.filter { $0.0 == "hmac" }
    guard signatures.count == 1, let signature = Hexadecimal.decode(signatures[0].1) else { return false }
    let message = pairs.filter { $0.0 != "hmac" && $0.0 != "signature" }
      .sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }
      .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    return secrets.contains { secret in
      HMAC<SHA256>.isValidAuthenticationCode(
        signature, authenticating: Array(message.utf8), using: SymmetricKey(data: Array(secret.revealed.utf8)))
    }
  }

  /// Compares without telling by its time where texts differ.
  private func isSame(_ one: String, _ other: String) -> Bool {
    let key = SymmetricKey(size: .bits256)
    let code = HMAC<SHA256>.authenticationCode(for: Array(one.utf8), using: key)
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Array(other.utf8), using: key)
  }

  /// A token and what it allows.
  public struct Grant: Sendable {
    /// The access token.
    public let token: Secret
    /// The scopes that the owner granted, which may be fewer than were asked for.
    public let scopes: [String]
  }

  /// Changes the code of a callback for a token.
  ///
  /// - Parameter store: the store's name, for messages.
  public func exchange(
    _ callback: Callback, store: String, transport: any Transport, clock: any PlatformClock
  ) async throws(PlatformFailure) -> Grant {
    var writer = JSONWriter()
    let secret = secrets.first?.revealed ?? ""
    writer.object { writer in
      for (name, text) in [("client_id", clientID), ("client_secret", secret), ("code", callback.code)] {
        writer.key(name)
        writer.string(text)
      }
    }
    var head = HTTPRequest(method: .post, scheme: "https", authority: callback.shop, path: "/admin/oauth/access_token")
    head.headerFields[.contentType] = "application/json"
    head.headerFields[.accept] = "application/json"
    let request = PlatformRequest("oauth.token", head, body: writer.takeBytes())
    let access = StoreAccess(store: store, shop: callback.shop, secrets: [:], transport: transport, clock: clock)
    let answer = try await Caller(access, rules: ShopifyRules(), pacing: ShopifyPacing()).send(request)
    guard let payload = try? JSONPayload(answer.body), let token = payload[payload.root, key: "access_token"] else {
      throw PlatformFailure(
        .unexpectedAnswer, store: store, request: "POST /admin/oauth/access_token",
        "Shopify's answer has no access token", remedy: "install the app again", mayRetry: false)
    }
    let scopes = payload.string(payload["scope", in: payload.root]).split(separator: ",").map(String.init)
    return Grant(token: Secret(payload.string(token)), scopes: scopes)
  }
}

/// Hexadecimal digits.
enum Hexadecimal {
  /// The bytes of small or capital digits; `nil` when there are others.
  static func decode(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { digit -> UInt8? in
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x61...0x66: digit - 0x61 + 10
      case 0x41...0x46: digit - 0x41 + 10
      default: nil
      }
    }
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// Small digits of bytes.
  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}

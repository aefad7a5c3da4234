import Formats
import HTTPTypes
import Platforms

/// A consumer key with its secret, and how requests are authenticated with them.
struct WooCommerceKey: Sendable {
  /// How a request shows who sends it.
  enum Scheme: String, Sendable, CaseIterable {
    /// Key and secret in a header; only over TLS, and the only one that shops accept there without a signature.
    case basic
    /// An OAuth 1.0a signature; the secret is never sent.
    case oauth
  }

  let key: Secret
  let secret: Secret
  let scheme: Scheme
  let method: OAuthSignature.Method

  /// The request with its credentials.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970; shops accept a signature for 15 minutes.
  ///   - nonce: a word that was not used within that time.
  func authenticated(_ request: PlatformRequest, now: Int64, nonce: String) -> PlatformRequest {
    var request = request
    switch scheme {
    case .basic:
      let pair = Base64.encode("\(key.revealed):\(secret.revealed)".utf8)
      request.head.headerFields[.authorization] = "Basic \(pair)"
    case .oauth:
      request.head.path = signedPath(request.head, now: now, nonce: nonce)
    }
    return request
  }

  private func signedPath(_ head: HTTPRequest, now: Int64, nonce: String) -> String {
    let whole = head.path ?? "/"
    let path = whole.prefix { $0 != "?" }
    var parameters = PercentCoding.parameters(whole.dropFirst(path.count + 1))
    parameters += [
      ("oauth_consumer_key", key.revealed), ("oauth_timestamp", String(now)), ("oauth_nonce", nonce),
      ("oauth_signature_method", method.rawValue),
    ]
    let url = "\(head.scheme ?? "http")://\(head.authority ?? "")\(path)"
    let base = OAuthSignature.baseString(method: head.method.rawValue, url: url, parameters: parameters)
    parameters.append(("oauth_signature", OAuthSignature.signature(of: base, secret: secret.revealed, method)))
    return "\(path)?\(PercentCoding.query(parameters))"
  }
}

/// Puts the credentials on each request as it leaves, so that a request that is sent again has a signature of its own
/// and no other part of the program ever holds one.
struct WooCommerceSigning: Transport {
  let inner: any Transport
  let key: WooCommerceKey
  let clock: any PlatformClock
  /// Gives words that were not used before.
  let nonce: @Sendable () -> String

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    try await inner.send(key.authenticated(request, now: clock.now() / 1_000, nonce: nonce()))
  }

  /// A word of 32 random hexadecimal digits.
  @Sendable static func randomNonce() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

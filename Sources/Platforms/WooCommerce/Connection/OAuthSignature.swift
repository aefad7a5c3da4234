import Crypto
import Formats
import Platforms

/// A one-legged OAuth 1.0a signature as WooCommerce checks it where the connection is not encrypted.
///
/// The base string is RFC 5849's: method, address without query, and the sorted parameters, each encoded once more. The
/// key is the consumer's secret with a `&` behind it, as there is no token.
struct OAuthSignature: Sendable {
  /// How the base string is hashed.
  enum Method: String, Sendable, CaseIterable {
    /// HMAC with SHA-256.
    case sha256 = "HMAC-SHA256"
    /// HMAC with SHA-1, the only one that shops before version 3 know.
    case sha1 = "HMAC-SHA1"
  }

  /// What is signed.
  static func baseString(
    method: String, url: String, parameters: [(name: String, value: String)]
  ) -> String {
    let sorted = parameters.filter { $0.name != "oauth_signature" }
      .map { (name: PercentCoding.encoded($0.name), value: PercentCoding.encoded($0.value)) }
      .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    let joined = sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    return "\(method.uppercased())&\(PercentCoding.encoded(url))&\(PercentCoding.encoded(joined))"
  }

  /// The signature of a base string, as Base64.
  static func signature(of baseString: String, secret: String, _ method: Method) -> String {
    let key = SymmetricKey(data: Array("\(secret)&".utf8))
    let text = Array(baseString.utf8)
    return switch method {
    case .sha256: Base64.encode(HMAC<SHA256>.authenticationCode(for: text, using: key))
    case .sha1: Base64.encode(HMAC<Insecure.SHA1>.authenticationCode(for: text, using: key))
    }
  }
}

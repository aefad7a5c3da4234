import Crypto
import Formats
import Platforms

/// A delivery of a webhook: what it asks for, and whether the shop sent it.
///
/// A body is built when it is sent, not when something happened, and it may be an error instead of a record. So a delivery
/// says which record to ask for, never what is in it.
public struct WooCommerceWebhook: Sendable, Equatable {
  /// What a delivery says.
  public enum Meaning: Sendable, Equatable {
    /// The shop tries the address when a webhook is switched on; it has no signature and is answered and forgotten.
    case ping(webhook: Int64)
    /// A record came to be, changed or went away: ask for it.
    case record(resource: String, event: String, id: Int64)
    /// A record was gone when the delivery was built, so that its id is not told: compare with the shop.
    case missingRecord(resource: String, event: String)
  }

  /// Why a delivery is not taken.
  public enum Refusal: Error, Sendable, Equatable {
    /// There is no signature, or it is not that of the body.
    case wrongSignature
    /// It comes from another shop.
    case otherShop(String)
    /// It is no delivery of WooCommerce.
    case unreadable(String)
  }

  /// What it says.
  public let meaning: Meaning
  /// SHA-256 over topic and body, in hexadecimal digits. It tells repeats; the shop's own delivery id does not, as two
  /// deliveries of one second share it.
  public let digest: String
  /// The shop's address as the delivery has it; empty for pings.
  public let source: String

  /// Reads a delivery and checks who sent it.
  ///
  /// - Parameters:
  ///   - headers: the header fields; names are compared without regard to case.
  ///   - body: the raw bytes, as the signature covers them.
  ///   - secret: the webhook's secret as WooCommerce shows it.
  ///   - shop: the address of the shop that it must come from; `nil` for any.
  public init(
    headers: [(name: String, value: String)], body: [UInt8], secret: String, shop: String? = nil
  ) throws(Refusal) {
    func field(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    digest = Self.digest(topic: field("x-wc-webhook-topic") ?? "", body)
    source = field("x-wc-webhook-source") ?? ""
    guard let topic = field("x-wc-webhook-topic") else {
      // A ping cannot be signed, as nothing of the shop is in it; it makes nobody do anything.
      guard let webhook = Self.ping(body) else { throw .unreadable("it has no topic and is no ping") }
      meaning = .ping(webhook: webhook)
      return
    }
    guard Self.isSigned(body, by: field("x-wc-webhook-signature") ?? "", secret: secret) else { throw .wrongSignature }
    if let shop, let expected = WooCommerceSite(shop), let found = WooCommerceSite(source) {
      guard expected.authority == found.authority, expected.folder == found.folder else {
        throw .otherShop("\(found.authority)\(found.folder)")
      }
    }
    meaning = try Self.meaning(topic, body)
  }

  /// Whether a signature is the Base64 of the HMAC-SHA256 of the body; compared in constant time.
  public static func isSigned(_ body: [UInt8], by signature: String, secret: String) -> Bool {
    guard let given = Base64.decode(signature), given.count == SHA256.byteCount else { return false }
    // WordPress resolves the escapes of HTML in the secret before it uses it.
    let key = SymmetricKey(data: Array(HTMLText.decoded(secret).utf8))
    return HMAC<SHA256>.isValidAuthenticationCode(given, authenticating: body, using: key)
  }

  private static func digest(topic: String, _ body: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(data: Array("\(topic)\n".utf8))
    hash.update(data: body)
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0\(digits)" : digits
    }.joined()
  }

  private static func ping(_ body: [UInt8]) -> Int64? {
    let text = String(decoding: body, as: UTF8.self)
    guard text.hasPrefix("webhook_id=") else { return nil }
    return Int64(text.dropFirst(11))
  }

  private static func meaning(_ topic: String, _ body: [UInt8]) throws(Refusal) -> Meaning {
    let parts = topic.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw .unreadable("\"\(topic)\" is no topic") }
    guard case .object(let members)? = (try? JSONText.parse(body))?.value else {
      throw .unreadable("its body is no JSON object")
    }
    if let id = number(members.value("id")) { return .record(resource: parts[0], event: parts[1], id: id) }
    if let id = number(members.value("arg")) {
      let resource = parts[1].contains("product") ? "product" : parts[1].contains("customer") ? "customer" : "order"
      return .record(resource: resource, event: parts[1], id: id)
    }
    guard members.value("code") != nil else { throw .unreadable("its body names no record") }
    return .missingRecord(resource: parts[0], event: parts[1])
  }

  private static func number(_ value: JSONNode.Value?) -> Int64? {
    switch value {
    case .number(let text), .string(let text): Int64(text)
    default: nil
    }
  }
}

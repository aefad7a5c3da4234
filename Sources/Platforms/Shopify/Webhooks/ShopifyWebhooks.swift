/// Deliveries of Shopify's webhooks: whether they are Shopify's, and what they are about.
import Crypto
import Formats
public import HTTPTypes
public import Platforms

/// A delivery whose signature was checked.
public struct ShopifyDelivery: Sendable, Equatable {
  /// What happened, such as `orders/create`.
  public var topic: String
  /// The shop's host.
  public var shop: String
  /// The delivery's id, the same when it is tried again.
  public var id: String
  /// The version of the payload.
  public var version: String?
  /// When it happened, as Shopify writes it.
  public var triggeredAt: String?
  /// Whether it is a test that somebody sent from the admin.
  public var isTest: Bool
}

/// Checks deliveries.
public enum ShopifyWebhooks {
  /// Whether the signature of the raw body is right by one of the secrets; compared in constant time.
  ///
  /// - Parameters:
  ///   - signature: the field as it came; a line break behind it is passed over.
  ///   - body: the bytes as they came, before anything reads them.
  ///   - secrets: the app's secret; while it is being changed, both.
  public static func isSigned(_ body: [UInt8], signature: String, secrets: [Secret]) -> Bool {
    guard let code = Base64.decode(signature), !code.isEmpty else { return false }
    var isRight = false
    for secret in secrets {
      let key = SymmetricKey(data: Array(secret.revealed.utf8))
      if HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key) { isRight = true }
    }
    return isRight
  }

  /// What a delivery is about; `nil` when its signature is missing or wrong.
  ///
  /// Fields are found with and without the leading `X-`, in any case.
  public static func delivery(_ fields: HTTPFields, body: [UInt8], secrets: [Secret]) -> ShopifyDelivery? {
    guard let signature = field("Hmac-Sha256", fields), isSigned(body, signature: signature, secrets: secrets) else {
      return nil
    }
    return ShopifyDelivery(
      topic: field("Topic", fields) ?? "", shop: field("Shop-Domain", fields) ?? "",
      id: field("Webhook-Id", fields) ?? "", version: field("API-Version", fields),
      triggeredAt: field("Triggered-At", fields), isTest: field("Test", fields) == "true")
  }

  private static func field(_ name: String, _ fields: HTTPFields) -> String? {
    for prefix in ["X-Shopify-", "Shopify-"] {
      if let value = fields[HTTPField.Name.named(prefix + name)] { return value }
    }
    return nil
  }
}

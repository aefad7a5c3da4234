/// Checks deliveries of Shopify's webhooks for one shop, and says what each is about.
import Commerce
import Formats
import HTTPTypes
public import Platforms

struct ShopifyWebhookReader: WebhookReader {
  /// The host of the shop.
  let host: String
  /// The app's secret; while it is being changed, both.
  let secrets: [Secret]

  private static let required = ["Hmac-Sha256", "Topic", "Shop-Domain", "Webhook-Id"]

  func event(_ delivery: WebhookDelivery) throws(WebhookFault) -> WebhookEvent {
    for name in Self.required where delivery.shopify(name) == nil { throw .missingField("X-Shopify-\(name)") }
    var fields = HTTPFields()
    for field in delivery.fields {
      guard let name = HTTPField.Name(field.name), fields[name] == nil else { continue }
      fields[name] = field.value
    }
    guard let read = ShopifyWebhooks.delivery(fields, body: delivery.body, secrets: secrets) else {
      throw .wrongSignature
    }
    guard ShopifyRequests.host(read.shop) == host else { throw .otherShop(String(read.shop.prefix(100))) }
    let happenedAt = read.triggeredAt.flatMap { text -> Int64? in
      guard case .value(let moment) = DateGrammar.auto.parse(text), moment.offset != nil else { return nil }
      return moment.instant().seconds
    }
    return WebhookEvent(
      topic: read.topic, id: read.id, happenedAt: happenedAt, subject: try subject(read.topic, delivery.body))
  }

  private func subject(_ topic: String, _ body: [UInt8]) throws(WebhookFault) -> WebhookEvent.Subject {
    if let kind = ShopifyTopic.personalData[topic] { return .personalData(Self.request(kind, body)) }
    guard let known = ShopifyTopic.named(topic) else { return .other }
    guard let payload = try? JSONPayload(body), payload.kind(payload.root) == .object else {
      throw .unreadable("its body is no JSON object")
    }
    // An edit of an order is told as an object of its own.
    let object = topic == "orders/edited" ? payload["order_edit", in: payload.root] ?? payload.root : payload.root
    let member = topic == "orders/edited" ? "order_id" : known.member
    let id = payload.string(payload[member, in: object])
    guard Int64(id) != nil else { throw .unreadable("its body has no \"\(member)\"") }
    return .record(known.streams, id: id)
  }
}

extension ShopifyWebhookReader {
  /// Whom a request is about; what its body does not say stays open.
  private static func request(_ kind: PersonalDataRequest.Kind, _ body: [UInt8]) -> PersonalDataRequest {
    var request = PersonalDataRequest(kind)
    guard kind != .shopErasure, let payload = try? JSONPayload(body), payload.kind(payload.root) == .object,
      let customer = payload["customer", in: payload.root], payload.kind(customer) == .object
    else { return request }
    func text(_ name: String) -> String? {
      guard let node = payload[name, in: customer], payload.kind(node) != .null else { return nil }
      let text = payload.string(node)
      return text.isEmpty ? nil : text
    }
    request.customerID = text("id")
    request.email = text("email")
    request.phone = text("phone")
    return request
  }
}

extension WebhookDelivery {
  /// One of Shopify's own fields, with or without the leading `X-`.
  fileprivate func shopify(_ name: String) -> String? { field("X-Shopify-\(name)") ?? field("Shopify-\(name)") }
}

extension ShopifyAdapter {
  /// What checks deliveries: by `client_secret`, and by `client_secret_previous` too while the secret is being changed.
  public func webhooks() throws(PlatformFailure) -> any WebhookReader {
    let secret = try shop.access.secret(
      "client_secret",
      remedy: "add it to the credentials of the store: the secret of the app that made the webhooks signs them")
    let previous = shop.access.secrets["client_secret_previous"].map { [$0] } ?? []
    return ShopifyWebhookReader(
      host: shop.requests.host, secrets: [secret] + previous.filter { !$0.revealed.isEmpty })
  }
}

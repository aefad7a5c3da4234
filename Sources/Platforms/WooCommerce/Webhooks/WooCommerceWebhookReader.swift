public import Platforms

/// Checks deliveries of a shop's webhooks, and says what each is about.
struct WooCommerceWebhookReader: WebhookReader {
  /// The shop's address.
  let shop: String
  /// The webhook's secret as WooCommerce shows it.
  let secret: Secret

  func event(_ delivery: WebhookDelivery) throws(WebhookFault) -> WebhookEvent {
    let topic = delivery.field("X-WC-Webhook-Topic") ?? ""
    if !topic.isEmpty {
      for name in ["X-WC-Webhook-Signature", "X-WC-Webhook-Source", "X-WC-Webhook-Delivery-ID"]
      where delivery.field(name) == nil {
        throw .missingField(name)
      }
    }
    let webhook: WooCommerceWebhook
    do throws(WooCommerceWebhook.Refusal) {
      webhook = try WooCommerceWebhook(
        headers: delivery.fields.map { ($0.name, delivery.field($0.name) ?? "") }, body: delivery.body,
        secret: secret.revealed, shop: shop)
    } catch {
      switch error {
      case .wrongSignature: throw .wrongSignature
      case .otherShop(let address): throw .otherShop(String(address.prefix(100)))
      case .unreadable(let reason):
        // Without a topic it is no ping and no delivery, whatever else it may be.
        if topic.isEmpty { throw .missingField("X-WC-Webhook-Topic") }
        throw .unreadable(reason)
      }
    }
    // The shop's delivery id is made of the webhook and the second: two events of one second share it. The body tells
    // them apart; and the id tells two equal bodies apart, such as those of two refunds of one order.
    let delivered = delivery.field("X-WC-Webhook-Delivery-ID") ?? ""
    return WebhookEvent(
      topic: topic.isEmpty ? "ping" : topic, id: "\(delivered) \(webhook.digest)", subject: subject(webhook.meaning))
  }

  private func subject(_ meaning: WooCommerceWebhook.Meaning) -> WebhookEvent.Subject {
    switch meaning {
    case .ping: .ping
    case .record(let resource, _, let id):
      Self.streams(resource).map { .record($0, id: String(id)) } ?? .other
    case .missingRecord(let resource, _): Self.streams(resource).map { .lostRecord($0) } ?? .other
    }
  }

  private static func streams(_ resource: String) -> Set<PlatformStream>? {
    switch resource {
    case "order": [.orders]
    case "product": [.products, .inventory]
    case "customer": [.customers]
    default: nil
    }
  }
}

extension WooCommerceAdapter {
  /// What checks deliveries: by `webhook_secret`.
  public func webhooks() throws(PlatformFailure) -> any WebhookReader {
    let secret = try client.access.secret(
      "webhook_secret",
      remedy: "add it to the credentials of the store: WooCommerce shows it under Advanced, Webhooks")
    return WooCommerceWebhookReader(shop: client.access.shop, secret: secret)
  }
}

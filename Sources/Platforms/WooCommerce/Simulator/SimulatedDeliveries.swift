/// Deliveries of a simulated shop's webhooks, signed as WordPress does it.
import Crypto
import Formats
public import Platforms
import Simulation
import Synchronization

extension WooCommerceSimulator {
  /// What the webhooks deliver about the orders that changed last and about a product, and the ping before them.
  public func deliveries(latest count: Int) -> [WebhookDelivery] {
    let data = state.read { $0 }
    let events = data.events(latest: count)
    let (orders, product) = bodies(data, Set(events.map(\.order.id)))
    var deliveries: [WebhookDelivery] = []
    for event in events {
      guard let body = orders[event.order.id] else { continue }
      deliveries.append(delivery(event.isNew ? "order.created" : "order.updated", body, webhook: 2, at: event.at))
    }
    if let last = deliveries.last { deliveries.append(last) }
    if let product { deliveries.append(delivery("product.updated", product, webhook: 3, at: state.now)) }
    let first = events.first?.at ?? state.now
    return [
      WebhookDelivery(
        fields: Self.common + [.init("Content-Type", "application/x-www-form-urlencoded")],
        body: Array("webhook_id=2".utf8), receivedAt: first - 60)
    ] + deliveries
  }

  /// The records that deliveries tell, as they are now: orders by the data's numbers, and a product.
  private func bodies(_ data: ShopData, _ numbers: Set<Int64>) -> (orders: [Int64: [UInt8]], product: [UInt8]?) {
    shop.withLock { shop in
      shop.adopt(data)
      var orders: [Int64: [UInt8]] = [:]
      for number in numbers {
        guard let record = shop.orderID[number].flatMap({ shop.orders[$0] }) else { continue }
        orders[number] = Wire.object(shop.order(record)).bytes
      }
      let product = shop.products.values.min { $0.id < $1.id }
      return (orders, product.map { Wire.object(shop.worded($0, .products)).bytes })
    }
  }

  private static let common = [
    WebhookDelivery.Field("User-Agent", "WooCommerce/11.0.1 Hookshot (WordPress/6.9.4)"),
    WebhookDelivery.Field("Accept", "*/*"),
  ]

  private func delivery(_ topic: String, _ body: [UInt8], webhook: Int, at instant: Int64) -> WebhookDelivery {
    let parts = topic.split(separator: ".", maxSplits: 1).map(String.init)
    // The shop makes the id of the webhook and the second.
    let id = DeliveryIDs.hexadecimal("\(options.site) \(webhook) \(instant)")
    let key = SymmetricKey(data: Array(HTMLText.decoded(options.webhookSecret).utf8))
    let code = HMAC<SHA256>.authenticationCode(for: body, using: key)
    let own = [
      ("Content-Type", "application/json"), ("X-WC-Webhook-Source", "\(options.site)/"), ("X-WC-Webhook-Topic", topic),
      ("X-WC-Webhook-Resource", parts[0]), ("X-WC-Webhook-Event", parts[1]),
      ("X-WC-Webhook-Signature", Base64.encode(code)), ("X-WC-Webhook-ID", String(webhook)),
      ("X-WC-Webhook-Delivery-ID", id),
    ]
    return WebhookDelivery(
      fields: Self.common + own.map { .init($0, $1) }, body: body, receivedAt: instant + 2)
  }
}

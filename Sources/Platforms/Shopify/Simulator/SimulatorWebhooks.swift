/// Webhook subscriptions of a simulated Shopify, and its signed deliveries.
import Commerce
import Crypto
import Formats
public import HTTPTypes
public import Platforms
import Simulation
import Synchronization

/// A subscription.
struct SimulatedWebhook: Sendable {
  var id: Int64
  var topic: String
  var address: String
  var createdAt: Int64
  var updatedAt: Int64
  var version: String
}

extension ShopifySimulator {
  /// Answers below `webhooks`.
  func webhooks(_ parts: [String], _ call: SimulatorCall) -> PlatformResponse {
    let all = inner.withLock { $0.webhooks }
    let wording = state.read { ShopifyWording($0) }
    func word(_ hook: SimulatedWebhook) -> WireValue {
      [
        "id": .int(hook.id), "address": .text(hook.address), "topic": .text(hook.topic),
        "created_at": wording.stamp(hook.createdAt), "updated_at": wording.stamp(hook.updatedAt), "format": "json",
        "fields": [], "metafield_namespaces": [], "api_version": .text(hook.version),
        "private_metafield_namespaces": [],
      ]
    }
    let kept = all.filter { hook in
      (call["topic"].map { $0 == hook.topic } ?? true)
        && (call["since_id"].flatMap { Int64($0) }.map { hook.id > $0 } ?? true)
    }
    switch (call.method, parts.count) {
    case (.get, 1): return json(200, ["webhooks": .list(kept.map(word))], served: call.served)
    case (.post, 1): return createWebhook(call, word)
    case (.get, 2) where parts[1] == "count":
      return json(200, ["count": .int(Int64(kept.count))], served: call.served)
    default: break
    }
    guard parts.count == 2, var hook = all.first(where: { String($0.id) == parts[1] }) else { return notFound(call) }
    if call.method == .delete {
      inner.withLock { memory in memory.webhooks.removeAll { $0.id == hook.id } }
      return json(200, [:], served: call.served)
    }
    if call.method == .put {
      hook.address = call.document?["webhook"]?["address"]?.string ?? hook.address
      hook.updatedAt = state.now
      let changed = hook
      inner.withLock { memory in
        if let index = memory.webhooks.firstIndex(where: { $0.id == changed.id }) { memory.webhooks[index] = changed }
      }
    }
    return json(200, ["webhook": word(hook)], served: call.served)
  }

  private func createWebhook(_ call: SimulatorCall, _ word: (SimulatedWebhook) -> WireValue) -> PlatformResponse {
    guard let sent = call.document?["webhook"] else {
      return error(400, ["webhook": "Required parameter missing or invalid"], served: call.served)
    }
    guard let topic = sent["topic"]?.string, let address = sent["address"]?.string, address.hasPrefix("https://") else {
      return error(422, ["address": ["is invalid"]], served: call.served)
    }
    let now = state.now
    let made = inner.withLock { memory -> SimulatedWebhook? in
      if memory.webhooks.contains(where: { $0.topic == topic && $0.address == address }) { return nil }
      memory.nextWebhook += 1
      let hook = SimulatedWebhook(
        id: memory.nextWebhook, topic: topic, address: address, createdAt: now, updatedAt: now, version: call.served)
      memory.webhooks.append(hook)
      return hook
    }
    guard let made else {
      return error(422, ["address": ["for this topic has already been taken"]], served: call.served)
    }
    return json(201, ["webhook": word(made)], served: call.served)
  }

  /// A delivery as Shopify would send it about an order, with its signature.
  ///
  /// - Parameter id: the delivery's id; the same again for one that is tried again.
  public func delivery(_ topic: String, order number: Int64, id: String) -> (fields: HTTPFields, body: [UInt8])? {
    let wording = state.read { ShopifyWording($0) }
    guard let order = wording.data.orders.first(where: { $0.id == number }) else { return nil }
    let extras = inner.withLock { $0.orders[number] ?? OrderExtras() }
    let delivery = delivery(topic, wording.order(order, extras).bytes, id: id, at: state.now, wording.zone)
    var fields = HTTPFields()
    for field in delivery.fields { fields[.named(field.name)] = field.value }
    return (fields, delivery.body)
  }

  /// What the webhooks deliver about the orders that changed last, about a product, and about a person.
  public func deliveries(latest count: Int) -> [WebhookDelivery] {
    let wording = state.read { ShopifyWording($0) }
    let extras = inner.withLock { $0.orders }
    var deliveries = wording.data.events(latest: count).map { event in
      delivery(
        event.isNew ? "orders/create" : "orders/updated",
        wording.order(event.order, extras[event.order.id] ?? OrderExtras()).bytes,
        id: DeliveryIDs.uuid("\(host) \(event.order.id) \(event.at) \(event.isNew)"), at: event.at, wording.zone)
    }
    // What is not answered in time is sent again.
    if let last = deliveries.last { deliveries.append(last) }
    let now = state.now
    if let product = wording.data.products.first {
      deliveries.append(
        delivery(
          "products/update", wording.product(product).bytes,
          id: DeliveryIDs.uuid("\(host) product \(product.id)"), at: now, wording.zone))
    }
    let request: WireValue = ["shop_domain": .text(host), "customer": ["id": .int(191_167)], "orders_to_redact": []]
    deliveries.append(
      delivery("customers/redact", request.bytes, id: DeliveryIDs.uuid("\(host) redact"), at: now, wording.zone))
    return deliveries
  }

  private func delivery(
    _ topic: String, _ body: [UInt8], id: String, at instant: Int64, _ zone: ShopZone
  ) -> WebhookDelivery {
    let key = SymmetricKey(data: Array(options.clientSecret.utf8))
    let code = Array(HMAC<SHA256>.authenticationCode(for: body, using: key))
    let own = [
      ("Topic", topic), ("Hmac-Sha256", Base64.encode(code)), ("Shop-Domain", host), ("Webhook-Id", id),
      ("API-Version", options.versions.first ?? ShopifyRequests.defaultVersion), ("Triggered-At", zone.text(instant)),
    ]
    return WebhookDelivery(
      fields: [.init("Content-Type", "application/json")] + own.map { .init("X-Shopify-\($0)", $1) }, body: body,
      receivedAt: instant + 2)
  }
}

/// Webhook subscriptions of a simulated Shopify, and its signed deliveries.
import Crypto
import Formats
public import HTTPTypes
import Platforms
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
    let body = wording.order(order, extras).bytes
    var fields = HTTPFields()
    let key = SymmetricKey(data: Array(options.clientSecret.utf8))
    let code = Array(HMAC<SHA256>.authenticationCode(for: body, using: key))
    for (name, value) in [
      ("Topic", topic), ("Hmac-Sha256", Base64.encode(code)), ("Shop-Domain", host), ("Webhook-Id", id),
      ("API-Version", options.versions.first ?? ShopifyRequests.defaultVersion),
      ("Triggered-At", wording.zone.text(state.now)),
    ] { fields[.named("X-Shopify-\(name)")] = value }
    fields[.contentType] = "application/json"
    return (fields, body)
  }
}

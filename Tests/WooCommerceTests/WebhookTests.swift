/// Deliveries of webhooks: who sent them and what to ask for.
import Formats
import Testing
import WooCommerce

@Suite("Webhooks of WooCommerce")
struct WebhookTests {
  /// Header fields and body of a captured delivery.
  private func delivery(_ name: String) throws -> (headers: [(name: String, value: String)], body: [UInt8]) {
    let text = String(decoding: try Captured.bytes("webhooks/\(name).headers.txt"), as: UTF8.self)
    let headers = text.split(whereSeparator: \.isNewline).dropFirst().compactMap {
      line -> (name: String, value: String)? in
      let parts = line.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1].drop { $0 == " " })) : nil
    }
    return (headers, try Captured.bytes("webhooks/\(name).body"))
  }

  /// The same, signed with a secret of ours; its signature was made by another program.
  private func signed(_ name: String, _ signature: String) throws -> (
    headers: [(name: String, value: String)], body: [UInt8]
  ) {
    var (headers, body) = try delivery(name)
    headers.removeAll { $0.name == "X-WC-Webhook-Signature" }
    headers.append(("x-wc-webhook-signature", signature))
    return (headers, body)
  }

  private let secret = "9zT&<\"x"

  @Test("a signature is the Base64 of the HMAC over the raw bytes, under the secret as WordPress resolves it")
  func signature() throws {
    let (headers, body) = try signed("03-order-updated", "FCKO1QGV0OGmYD/BylE8b8HdmiFsDQXjm0xtMVgBd1M=")
    for secret in [secret, "9zT&amp;&lt;&quot;x"] {
      let webhook = try WooCommerceWebhook(headers: headers, body: body, secret: secret, shop: "http://127.0.0.1:8911")
      #expect(webhook.meaning == .record(resource: "order", event: "updated", id: 79))
    }
    #expect(throws: WooCommerceWebhook.Refusal.wrongSignature) {
      try WooCommerceWebhook(headers: headers, body: body, secret: "another")
    }
    for change in [body + [0x0A], Array(body.dropLast())] {
      #expect(throws: WooCommerceWebhook.Refusal.wrongSignature) {
        try WooCommerceWebhook(headers: headers, body: change, secret: secret)
      }
    }
    #expect(throws: WooCommerceWebhook.Refusal.otherShop("127.0.0.1:8911")) {
      try WooCommerceWebhook(headers: headers, body: body, secret: secret, shop: "https://shop.example")
    }
    for wrong in ["", "=", "AAAA", "not base64"] {
      #expect(!WooCommerceWebhook.isSigned(body, by: wrong, secret: secret))
    }
  }

  @Test("20 · every captured delivery is either a ping, or has a signature that is checked before anything is believed")
  func captured() throws {
    let names = try Captured.names("webhooks", "", ".body").map { $0.split(separator: "/")[1].dropLast(5) }
    #expect(names.count == 35)
    for name in names {
      let (headers, body) = try delivery(String(name))
      if name.hasSuffix("ping") {
        let webhook = try WooCommerceWebhook(headers: headers, body: body, secret: secret)
        guard case .ping = webhook.meaning else { Issue.record("\(name)"); continue }
      } else {
        #expect(throws: WooCommerceWebhook.Refusal.wrongSignature) {
          try WooCommerceWebhook(headers: headers, body: body, secret: secret)
        }
      }
    }
  }

  @Test("a deleted record has an id, one that was gone before the delivery has none")
  func meanings() throws {
    let (headers, body) = try signed("15-order-deleted", "kzHxxQLSHF2FRfr4wYUOostN4BZrtpPx09ipoZR4cz8=")
    let deleted = try WooCommerceWebhook(headers: headers, body: body, secret: secret)
    #expect(deleted.meaning == .record(resource: "order", event: "deleted", id: 55))
    #expect(deleted.source == "http://127.0.0.1:8911/")
  }

  @Test("repeats have the same digest, though the shop's own delivery ids are not to be trusted")
  func repeats() throws {
    let ids = try ["03-order-updated", "04-order-updated", "06-order-updated"].map { name in
      try delivery(name).headers.first { $0.name == "X-WC-Webhook-Delivery-ID" }?.value
    }
    #expect(ids.allSatisfy { $0 != nil })
    let (headers, body) = try signed("03-order-updated", "FCKO1QGV0OGmYD/BylE8b8HdmiFsDQXjm0xtMVgBd1M=")
    let (again, same) = try signed("04-order-updated", "FCKO1QGV0OGmYD/BylE8b8HdmiFsDQXjm0xtMVgBd1M=")
    let first = try WooCommerceWebhook(headers: headers, body: body, secret: secret)
    if same == body {
      #expect(try WooCommerceWebhook(headers: again, body: same, secret: secret).digest == first.digest)
    }
    #expect(first.digest.count == 64)
  }
}

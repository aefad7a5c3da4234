/// What deliveries are about, and single records as they are asked for then.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Deliveries and single records of WooCommerce")
struct RecordsByIDTests {
  private func pull(_ shop: TestShop, _ stream: PlatformStream, _ ids: [String]) async throws -> Pulled {
    let columns = WooCommerceAdapter.columns(of: stream)
    var pulled = Pulled()
    var pull = try await shop.adapter().pull(stream, ids: ids, columns: columns)
    try await pulled.read(&pull, columns)
    return pulled
  }

  @Test("single orders are those of a whole pull with their refunds, and what is not there is counted")
  func orders() async throws {
    let shop = try TestShop(orders: 90)
    let whole = try await Pulled(try shop.adapter())
    let refunded = Set(whole.documents.filter { $0.kind == "refund" }.map { $0["order_id"] })
    #expect(!refunded.isEmpty && !refunded.contains(""))
    let plain = whole.documents.filter { $0.kind == "sale" && !refunded.contains($0["id"]) }.map { $0["id"] }
    let ids = Array(refunded.sorted().prefix(4) + plain.prefix(5))
    let wanted = whole.documents.filter { ids.contains($0["id"]) || ids.contains($0["order_id"]) }
    let single = try await pull(shop, .orders, ids + ["999999", "no number"])
    #expect(wanted.count > 9 && Set(single.documents.map(\.key)) == Set(wanted.map(\.key)))
    for document in wanted { #expect(single.byKey[document.key] == document) }
    #expect(single.leftOut == [PlatformLimits.gone: 2])
    #expect(try await pull(shop, .orders, ["999999"]).leftOut == [PlatformLimits.gone: 1])
  }

  @Test("an order in the trash is listed nowhere and comes all the same; one that was deleted for good does not")
  func trash() async throws {
    let shop = try TestShop(orders: 6)
    let ids = try await Pulled(try shop.adapter()).documents.filter { $0.kind == "sale" }.map { $0["id"] }
    #expect(shop.call(.delete, "orders/\(ids[0])").0 == 200)
    #expect(shop.call(.delete, "orders/\(ids[1])?force=true").0 == 200)
    let single = try await pull(shop, .orders, Array(ids.prefix(3)))
    #expect(Set(single.documents.filter { $0.kind == "sale" }.map { $0["id"] }) == [ids[0], ids[2]])
    #expect(single.byKey["sale \(ids[0])"]?["status"] == "trash")
    #expect(single.leftOut == [PlatformLimits.gone: 1])
  }

  @Test(
    "single products, stock and customers are those of a whole pull",
    arguments: [(PlatformStream.products, "product_id"), (.inventory, "product_id"), (.customers, "id")])
  func others(stream: PlatformStream, column: String) async throws {
    let shop = try TestShop(orders: 20)
    let whole = try await Pulled(try shop.adapter(), stream)
    let ids = Array(Set(whole.documents.map { $0[column] }).sorted().prefix(3))
    let wanted = whole.documents.filter { ids.contains($0[column]) }
    let single = try await pull(shop, stream, ids + ["999999"])
    #expect(!wanted.isEmpty && single.documents.count == wanted.count)
    for document in wanted { #expect(single.documents.contains(document)) }
    #expect(single.leftOut == [PlatformLimits.gone: 1])
  }

  // MARK: Deliveries

  private let shop: TestShop

  init() throws { shop = try TestShop(orders: 30) }

  private func event(_ delivery: WebhookDelivery) throws -> WebhookEvent {
    try shop.adapter().webhooks().event(delivery)
  }

  private func delivery(_ name: String = "", _ changes: [String: String] = [:]) throws -> WebhookDelivery {
    var delivery = try #require(shop.simulator.deliveries(latest: 1).first { $0.field("X-WC-Webhook-Topic") != nil })
    delivery.fields.removeAll { $0.name == name || changes[$0.name] != nil }
    for (name, value) in changes { delivery.fields.append(.init(name, value)) }
    return delivery
  }

  @Test("the shop's own deliveries are believed, whatever the case of their fields")
  func events() throws {
    let deliveries = shop.simulator.deliveries(latest: 4)
    #expect(try event(deliveries[0]).subject == .ping)
    let events = try deliveries.dropFirst().map { delivery in
      var delivery = delivery
      delivery.fields = delivery.fields.map { .init($0.name.uppercased(), " \($0.value) ") }
      return try event(delivery)
    }
    #expect(Set(events.map(\.topic)) == ["order.created", "order.updated", "product.updated"])
    #expect(Set(events.map(\.id)).count == events.count - 1, "one is delivered twice")
    guard case .record(let streams, _) = try #require(events.last).subject else { throw Unexpected() }
    #expect(streams == [.products, .inventory])
  }

  @Test("two events of one second have one delivery id and are two events all the same")
  func sharedID() throws {
    let first = try event(delivery())
    let other = try #require(
      shop.simulator.deliveries(latest: 2).last { $0.field("X-WC-Webhook-Topic") == "order.created" })
    var second = other
    second.fields.removeAll { $0.name == "X-WC-Webhook-Delivery-ID" }
    second.fields.append(.init("X-WC-Webhook-Delivery-ID", try delivery().field("X-WC-Webhook-Delivery-ID") ?? ""))
    #expect(try event(second).id != first.id || other.body == delivery().body)
    // Two refunds of one order tell the same, at two times.
    let again = try event(delivery("", ["X-WC-Webhook-Delivery-ID": "0123456789abcdef0123456789abcdef"]))
    #expect(again.id != first.id && again.subject == first.subject)
  }

  @Test("what is not signed by the shop's secret, lacks a field or comes from another shop is refused")
  func refused() throws {
    for name in ["Signature", "Source", "Delivery-ID", "Topic"] {
      #expect(throws: WebhookFault.missingField("X-WC-Webhook-\(name)")) {
        try event(delivery("X-WC-Webhook-\(name)"))
      }
    }
    var changed = try delivery()
    changed.body[changed.body.count / 2] ^= 1
    #expect(throws: WebhookFault.wrongSignature) { try event(changed) }
    changed.body = []
    #expect(throws: WebhookFault.wrongSignature) { try event(changed) }
    #expect(throws: WebhookFault.otherShop("anderswo.example")) {
      try event(delivery("", ["X-WC-Webhook-Source": "https://anderswo.example/"]))
    }
    #expect(throws: WebhookFault.missingField("X-WC-Webhook-Topic")) { try event(WebhookDelivery(body: [])) }
  }

  private struct Unexpected: Error {}
}

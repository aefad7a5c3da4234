/// What notifications are about, and single records as they are asked for then.
import Amazon
import Commerce
import Platforms
import Simulation
import Testing

@Suite("Notifications and single records of Amazon")
struct RecordsByIDTests {
  @Test(
    "single orders are those of a whole pull with their refunds, from either interface",
    arguments: ["v0", "2026-01-01"])
  func orders(api: String) async throws {
    let market = try Market("DE", orders: 80)
    let settings = ["orders_api": api]
    let whole = try await market.pull(.orders, settings)
    let refunded = Set(whole.documents("refund").map { $0["document.refunds"] })
    let ids =
      Array(whole.documents("sale").map { $0[.documentID] }.filter(refunded.contains).prefix(3))
      + whole.documents("sale").map { $0[.documentID] }.filter { !refunded.contains($0) }.prefix(4)
    let wanted = whole.documents.filter { ids.contains($0[.documentID]) || ids.contains($0["document.refunds"]) }
    let single = try await market.pull(.orders, ids: ids + ["305-0000000-0000000"], settings)
    #expect(ids.count == 7 && wanted.count > 7)
    #expect(single.documents.count == wanted.count && single.unknown == [])
    for document in wanted {
      #expect(single.documents.contains(document), "\(document[.documentKind]) \(document[.documentID])")
    }
    #expect(single.pages.count == 1 && single.pages[0].leftOut == [PlatformLimits.gone: 1])
  }

  @Test("an order without amounts is left out here too, and counted")
  func unpaid() async throws {
    let market = try Market("DE", orders: 80)
    let open = market.simulator.state.read { $0.orders.filter { $0.state == .pending }.map(\.id) }
    let ids = market.simulator.deliveries(latest: 80).compactMap { delivery -> String? in
      guard let event = try? market.adapter().webhooks().event(delivery),
        case .record([.orders], let id) = event.subject,
        open.contains(where: { id.hasSuffix("-" + String(10_000_000 + $0).dropFirst()) })
      else { return nil }
      return id
    }
    let asked = Array(Set(ids)).sorted()
    #expect(asked.count == open.count && !open.isEmpty)
    let single = try await market.pull(.orders, ids: asked)
    #expect(single.documents.isEmpty && single.postponed == open.count)
  }

  @Test("single listings and stock are those of a whole pull", arguments: [PlatformStream.products, .inventory])
  func articles(stream: PlatformStream) async throws {
    let market = try Market("US")
    let whole = try await market.pull(stream)
    let wanted = Array(whole.documents.prefix(25))
    let skus = wanted.map { $0["sku"] }
    let single = try await market.pull(stream, ids: skus)
    #expect(single.documents.count == skus.count)
    for document in wanted { #expect(single.documents.contains(document)) }
  }

  @Test("a notification is an event of the store's own marketplace and seller, or refused")
  func events() throws {
    let market = try Market("DE")
    let deliveries = market.simulator.deliveries(latest: 5)
    let reader = try market.adapter().webhooks()
    let events = try deliveries.map { try reader.event($0) }
    #expect(events.filter { $0.topic == "ORDER_CHANGE" }.count == events.count - 1)
    #expect(Set(events.map(\.id)).count == events.count - 1)
    guard case .record([.products], let sku) = try #require(events.last).subject else { throw Unexpected() }
    #expect(market.simulator.state.read { $0.products.flatMap(\.variants).map(\.sku).contains(sku) })
    for other in [try Market("US").adapter(), try market.adapter(["seller_id": "SOMEBODY"])] {
      #expect(throws: WebhookFault.otherShop("another seller or marketplace")) {
        try other.webhooks().event(deliveries[0])
      }
    }
    #expect(throws: WebhookFault.unreadable("it is no envelope of a notification")) {
      try reader.event(WebhookDelivery(body: Array(deliveries[0].body.dropLast())))
    }
    #expect(throws: WebhookFault.unreadable("it is no envelope of a notification")) {
      try reader.event(WebhookDelivery(body: []))
    }
  }

  private struct Unexpected: Error {}
}

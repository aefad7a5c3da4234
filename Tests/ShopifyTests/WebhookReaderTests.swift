/// What deliveries are about, who is believed, and single records as they are asked for then.
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Deliveries and single records of Shopify")
struct WebhookReaderTests {
  private let shop: TestShop

  init() throws { shop = try TestShop(orders: 40) }

  /// A delivery about the order that changed last, with changed header fields; `nil` takes one away.
  private func delivery(_ changes: [String: String?] = [:]) throws -> WebhookDelivery {
    var delivery = try #require(shop.simulator.deliveries(latest: 1).first)
    for (name, value) in changes {
      delivery.fields.removeAll { $0.name == "X-Shopify-\(name)" }
      if let value { delivery.fields.append(.init("X-Shopify-\(name)", value)) }
    }
    return delivery
  }

  private func event(_ delivery: WebhookDelivery) throws -> WebhookEvent {
    try shop.adapter().webhooks().event(delivery)
  }

  @Test(
    "a topic says which streams have the record, and the body which record",
    arguments: [
      ("orders/create", PlatformStream.orders), ("orders/updated", .orders), ("orders/paid", .orders),
      ("products/update", .products), ("customers/update", .customers),
    ])
  func topics(topic: String, stream: PlatformStream) throws {
    let delivery = try delivery(["Topic": topic])
    let order = try #require(shop.simulator.state.read { $0.events(latest: 1).first?.order.id })
    let read = try event(delivery)
    guard case .record(let found, let id) = read.subject else { throw Unexpected() }
    #expect(found == [stream] && id.hasSuffix("\(order)") && read.topic == topic)
    #expect(read.id == delivery.field("x-shopify-webhook-id") && read.id.count == 36)
  }

  @Test("the time of the event is that of the shop's clock with its offset")
  func time() throws {
    let delivery = try delivery(["Triggered-At": "2024-06-01T10:00:00+02:00"])
    #expect(try event(delivery).happenedAt == 1_717_228_800)
  }

  @Test("requests about people and topics that no stream has are known as such")
  func others() throws {
    let kinds: [(String, PersonalDataRequest.Kind)] = [
      ("customers/data_request", .access), ("customers/redact", .erasure), ("shop/redact", .shopErasure),
    ]
    for (topic, kind) in kinds {
      guard case .personalData(let request) = try event(delivery(["Topic": topic])).subject else { throw Unexpected() }
      #expect(request.kind == kind)
    }
    for topic in ["app/uninstalled", "orders", "themes/publish"] {
      #expect(try event(delivery(["Topic": topic])).subject == .other)
    }
    #expect(throws: WebhookFault.unreadable(#"its body has no "inventory_item_id""#)) {
      try event(delivery(["Topic": "inventory_levels/update"]))
    }
  }

  @Test("a delivery without one of its fields is refused by the name of the field")
  func missingFields() throws {
    for name in ["Hmac-Sha256", "Topic", "Shop-Domain", "Webhook-Id"] {
      for value in [nil, "", "  "] as [String?] {
        #expect(throws: WebhookFault.missingField("X-Shopify-\(name)")) { try event(delivery([name: value])) }
      }
    }
  }

  @Test("another shop is refused by its name, in whatever case this one's is written")
  func otherShop() throws {
    #expect(throws: WebhookFault.otherShop("anderswo.myshopify.com")) {
      try event(delivery(["Shop-Domain": "anderswo.myshopify.com"]))
    }
    _ = try event(delivery(["Shop-Domain": "BeispielWaren.myshopify.com"]))
  }

  @Test("any byte that is changed, taken or added is a wrong signature, and so is an empty body")
  func tampered() throws {
    let sound = try delivery()
    for change in [
      { $0[$0.count / 2] ^= 1 }, { $0.removeLast() }, { $0.append(0x0A) }, { $0.removeAll() },
    ] as [@Sendable (inout [UInt8]) -> Void] {
      var delivery = sound
      change(&delivery.body)
      #expect(throws: WebhookFault.wrongSignature) { try event(delivery) }
    }
  }

  @Test("without the app's secret no delivery is read, and the remedy names it")
  func noSecret() throws {
    let adapter = try ShopifyAdapter(
      StoreAccess(
        store: "shopify-de", shop: "beispielwaren", secrets: ["access_token": Secret("t")], transport: shop.simulator,
        clock: shop.clock))
    let failure = #expect(throws: PlatformFailure.self) { try adapter.webhooks() }
    #expect(failure?.kind == .missingSecret && failure?.message.contains("\"client_secret\"") == true)
  }

  @Test("while the secret is being changed, deliveries signed by the one before are taken")
  func changedSecret() throws {
    let adapter = try ShopifyAdapter(
      StoreAccess(
        store: "shopify-de", shop: shop.simulator.access.shop,
        secrets: [
          "access_token": Secret("t"), "client_secret": Secret("new"),
          "client_secret_previous": Secret(shop.simulator.access.secrets["client_secret"] ?? ""),
        ], transport: shop.simulator, clock: shop.clock))
    _ = try adapter.webhooks().event(delivery())
  }

  @Test(
    "single records are those of a whole pull, and those that are not there are counted",
    arguments: [PlatformStream.orders, .products, .customers])
  func byID(stream: PlatformStream) async throws {
    let adapter = try shop.adapter()
    let whole = try await Pulled(adapter, stream)
    let ids = Array(
      Set(whole.documents.map { $0.lines[0]["order_id"] ?? $0["id"] }.filter { !$0.isEmpty }).sorted().prefix(7))
    let wanted = whole.documents.filter { document in
      ids.contains(document["id"]) || ids.contains(document["refunds"])
    }
    let single = try await Pulled(adapter, stream, ids: ids + ["999999999"])
    #expect(wanted.count >= 7 || stream != .orders)
    #expect(Set(single.documents.map(\.key)) == Set(wanted.map(\.key)))
    for document in wanted { #expect(single.byKey[document.key] == document) }
    #expect(single.leftOut == [PlatformLimits.gone: 1])
    let none = try await Pulled(adapter, stream, ids: ["999999999"])
    #expect(none.documents.isEmpty && none.leftOut == [PlatformLimits.gone: 1])
  }

  @Test("stock is asked for by article, at every place")
  func stock() async throws {
    let adapter = try shop.adapter()
    let whole = try await Pulled(adapter, .inventory)
    let article = try #require(whole.documents.first?["inventory_item_id"])
    let wanted = whole.documents.filter { $0["inventory_item_id"] == article }
    let single = try await Pulled(adapter, .inventory, ids: [article])
    #expect(!wanted.isEmpty && single.documents.count == wanted.count)
    #expect(single.documents.allSatisfy { wanted.contains($0) })
  }

  private struct Unexpected: Error {}
}

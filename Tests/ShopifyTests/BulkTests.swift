/// A bulk operation gives the orders that pages give.
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Pulling orders in bulk")
struct BulkTests {
  /// What only one way tells, or tells in another form.
  private static let own: Set<String> = [
    "app_id", "source_name", "line.grams", "line.fulfillment_status", "line.tax_lines", "line.current_quantity",
    "line.tax_1.channel_liable", "line.tax_2.channel_liable", "line.tax_3.channel_liable", "total_price",
    "current_total_price", "subtotal_price", "total_discounts", "total_tax", "total_outstanding", "total_tip_received",
    "line.tax_1.amount", "line.tax_2.amount", "line.tax_3.amount",
  ]

  private func comparable(_ document: Pulled.Document) -> [[String: String]] {
    document.lines.map { $0.filter { !Self.own.contains($0.key) } }.sorted {
      "\($0["line.id"] ?? "")\($0["line.kind"] ?? "")" < "\($1["line.id"] ?? "")\($1["line.kind"] ?? "")"
    }
  }

  @Test("every order and refund of the pages, with the same lines, taxes and days", arguments: [true, false])
  func same(included: Bool) async throws {
    let shop = try TestShop(included: included)
    let pages = try await Pulled(try shop.adapter())
    let bulk = try await Pulled(try shop.adapter(settings: ["orders": "bulk"]))
    #expect(bulk.unknown == [] && bulk.documents.count == pages.documents.count)
    #expect(Set(bulk.byKey.keys) == Set(pages.byKey.keys))
    #expect(bulk.documents.filter { $0.sum != $0.total }.map(\.key) == [])
    for (key, document) in pages.byKey {
      let other = try #require(bulk.byKey[key])
      #expect(comparable(other) == comparable(document), "\(key)")
    }
  }

  @Test("a window holds, and a pull goes on within the file")
  func resumes() async throws {
    let shop = try TestShop()
    let adapter = try shop.adapter(settings: ["orders": "bulk"])
    let changes = shop.simulator.state.read { $0.orders.map(\.updatedAt) }.sorted()
    let window = PullWindow(since: changes[100], until: changes[500])
    let pages = try await Pulled(try shop.adapter(), .orders, window)
    let bulk = try await Pulled(adapter, .orders, window)
    #expect(Set(bulk.byKey.keys) == Set(pages.byKey.keys))
    let rest = try await Pulled(adapter, .orders, window, from: bulk.cursors.first)
    #expect(rest.documents.map(\.key) == bulk.documents[bulk.sizes[0]...].map(\.key))
  }

  @Test("faults on the way change nothing", arguments: [FaultProfile.flaky, .hostile])
  func faults(profile: FaultProfile) async throws {
    let shop = try TestShop()
    let expected = try await Pulled(try shop.adapter(settings: ["orders": "bulk"])).byKey
    let faulty = FaultyTransport(shop.simulator, profile, seed: 5)
    #expect(try await Pulled(try shop.adapter(through: faulty, settings: ["orders": "bulk"])).byKey == expected)
  }

  @Test("nothing found is no failure")
  func empty() async throws {
    let shop = try TestShop(orders: 3)
    let future = PullWindow(since: shop.clock.now() / 1_000 + 5)
    #expect(try await Pulled(try shop.adapter(settings: ["orders": "bulk"]), .orders, future).documents == [])
  }

  @Test("the file's host never sees the token")
  func host() async throws {
    let shop = try TestShop(orders: 3)
    let simulator = shop.simulator
    let watching = PickyTransport(base: simulator) { request in
      if request.head.authority?.hasSuffix(".myshopify.com") != true {
        #expect(!"\(request.head.headerFields)".contains("shpat_"))
        #expect(request.head.path?.hasPrefix("/bulk/") == true)
      }
      return nil
    }
    #expect(try await Pulled(try shop.adapter(through: watching, settings: ["orders": "bulk"])).documents.count >= 3)
  }
}

/// Stock and products that the connector writes are in the shop, once.
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Writing to Shopify")
struct WriteTests {
  @Test("stock is set at a place and read back")
  func stock() async throws {
    let shop = try TestShop(orders: 1)
    let before = try #require(try await Pulled(try shop.adapter(), .inventory).documents.first)
    let change = StockChange(
      article: before["inventory_item_id"], place: before["location_id"], quantity: 4_711)
    #expect(try await shop.adapter().setStock(change) == 4_711)
    let after = try await Pulled(try shop.adapter(), .inventory).documents
    let changed = after.filter { $0["available"] == "4711" }
    #expect(changed.map { $0["inventory_item_id"] } == [change.article] && changed[0]["location_id"] == change.place)
  }

  /// Sells two of an article whenever something is written to the shop, just before.
  private struct Selling: Transport {
    let simulator: ShopifySimulator
    let article: Int64

    func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
      if request.head.method == .post {
        simulator.state.write { data in
          for product in data.products.indices {
            for variant in data.products[product].variants.indices
            where data.products[product].variants[variant].id == article {
              data.products[product].variants[variant].stock[1]? -= 2
            }
          }
        }
      }
      return try await simulator.send(request)
    }
  }

  @Test(
    "Shopify compares: what was sold between the look and the change is not overwritten, in any version",
    arguments: [("2024-01", ["2024-01", "2024-07"]), ("2024-01", ["2026-01"]), ("2026-04", ["2026-04"])])
  func compareAndSet(asked: String, served: [String]) async throws {
    var options = ShopifySimulator.Options()
    options.versions = served
    let shop = try TestShop(orders: 1, options: options)
    let settings = ["api_version": asked]
    let level = try #require(
      try await Pulled(try shop.adapter(settings: settings), .inventory).documents.first { $0["available"].count > 1 })
    let seen = try #require(Int64(level["available"]))
    let change = StockChange(
      article: level["inventory_item_id"], place: level["location_id"], quantity: seen + 40, seen: seen)
    let article = try #require(
      shop.simulator.state.read { data in
        data.products.flatMap(\.variants).first { $0.sku == level["item.sku"] }?.id
      })
    let selling = Selling(simulator: shop.simulator, article: article)
    let moved = try await shop.adapter(through: selling, settings: settings).setStock(change)
    let now = shop.simulator.state.read { data in
      data.products.flatMap(\.variants).first { $0.id == article }?.stock[1] ?? 0
    }
    #expect(moved == now && now < seen)
    var again = change
    again.seen = now
    #expect(try await shop.adapter(settings: settings).setStock(again) == seen + 40)
  }

  @Test("a change whose answer got lost is found to be done, and is not taken for another's")
  func lostComparison() async throws {
    let shop = try TestShop(orders: 1)
    let level = try #require(try await Pulled(try shop.adapter(), .inventory).documents.first)
    let seen = try #require(Int64(level["available"]))
    let profile = FaultProfile("losses", perMille: [.lostAnswer: 600])
    for seed in 1...8 {
      let faulty = FaultyTransport(shop.simulator, profile, seed: UInt64(seed))
      let (from, to) = (seen + Int64(seed) - 1, seen + Int64(seed))
      let change = StockChange(
        article: level["inventory_item_id"], place: level["location_id"], quantity: to, seen: from)
      #expect(try await shop.adapter(through: faulty).setStock(change) == to)
    }
  }

  @Test("stock of what is not there, or at no place, is refused with a remedy")
  func wrongStock() async throws {
    let shop = try TestShop(orders: 1)
    await #expect(throws: PlatformFailure.self) {
      try await shop.adapter().setStock(StockChange(article: "1", place: "2", quantity: 3))
    }
    await #expect(throws: PlatformFailure.self) {
      try await shop.adapter().setStock(StockChange(article: "SKU", place: "2", quantity: 3))
    }
  }

  @Test("a product is made and changed; variants that are not named stay")
  func product() async throws {
    let shop = try TestShop(orders: 1)
    let adapter = try shop.adapter()
    let draft = ProductDraft(
      title: "Becher \"Nord\"", text: "Steingut", status: "draft", category: "Küche",
      variants: [.init(sku: "B-1", price: "12.50", barcode: "4006381333931"), .init(sku: "B-2", price: "14.00")])
    let id = try await adapter.createProduct(draft)
    func read() async throws -> Pulled.Document {
      try #require(try await Pulled(adapter, .products).documents.first { $0["id"] == id })
    }
    let made = try await read()
    #expect(made["title"] == "Becher \"Nord\"" && made["status"] == "draft" && made["body_html"] == "Steingut")
    #expect(made["product_type"] == "Küche")
    #expect(made.lines.map { $0["variant.price"] } == ["12.50", "14.00"])
    let first = made.lines[0]["variant.id"]
    try await adapter.updateProduct(
      id,
      ProductDraft(
        title: "Becher", variants: [.init(id: first, price: "13.00"), .init(sku: "B-3", price: "9.00", option: "Blau")])
    )
    let changed = try await read()
    #expect(changed["title"] == "Becher" && changed["status"] == "draft")
    #expect(changed.lines.map { $0["variant.price"] } == ["13.00", "14.00", "9.00"])
    #expect(changed.lines.map { $0["variant.sku"] } == ["B-1", "B-2", "B-3"])
    #expect(changed.lines.map { $0["variant.option1"] } == ["B-1", "B-2", "Blau"])
  }

  @Test("a product is made once, though answers are lost on the way", arguments: 1...12)
  func once(seed: Int) async throws {
    let shop = try TestShop(orders: 1)
    let before = shop.simulator.state.read { $0.products.count }
    let profile = FaultProfile("losses", perMille: [.lostAnswer: 400, .platformFault: 100, .throttled: 100])
    let faulty = FaultyTransport(shop.simulator, profile, seed: UInt64(seed))
    let id = try await shop.adapter(through: faulty).createProduct(
      ProductDraft(title: "Once", variants: [.init(sku: "ONCE-1", price: "1.00")]))
    let made = shop.simulator.state.read { data in data.products.filter { $0.title == "Once" } }
    let count = shop.simulator.state.read { $0.products.count }
    #expect(made.count == 1 && count == before + 1)
    let products = try await Pulled(try shop.adapter(), .products)
    #expect(products.documents.contains { $0["id"] == id })
  }

  @Test("what Shopify refuses is told with its own words, by field")
  func refused() async throws {
    let shop = try TestShop(orders: 1)
    do {
      _ = try await shop.adapter().createProduct(ProductDraft(title: ""))
      Issue.record("an empty title was taken")
    } catch let error as PlatformFailure {
      #expect(error.kind == .refusedRequest && error.message.contains("title can't be blank") && !error.mayRetry)
    }
  }
}

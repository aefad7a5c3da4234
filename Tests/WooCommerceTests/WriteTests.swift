/// What is written is read back, from the shop and from its data.
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Writing to WooCommerce")
struct WriteTests {
  @Test("stock of a product and of a variation")
  func stock() async throws {
    let shop = try TestShop(orders: 10)
    let adapter = try shop.adapter()
    let lines = try await Pulled(adapter, .inventory).documents.flatMap(\.lines)
    let simple = try #require(lines.first { $0["variation_id"] == nil }?["article"])
    let variation = try #require(lines.first { $0["variation_id"] != nil })
    for (article, quantity) in [(simple, Int64(7)), (try #require(variation["article"]), 0)] {
      #expect(try await adapter.setStock(StockChange(article: article, place: "", quantity: quantity)) == quantity)
      let now = try await Pulled(adapter, .inventory).documents.flatMap(\.lines)
      #expect(now.first { $0["article"] == article }?["quantity"] == String(quantity))
    }
    let sku = try #require(variation["sku"])
    #expect(shop.simulator.state.read { $0.variant(sku: sku)?.variant.stock.values.reduce(0, +) } == 0)
    // What is sold elsewhere is seen here.
    shop.simulator.state.write { data in
      if let variant = data.variant(sku: sku)?.variant {
        data.setStock(variant: variant.id, place: data.places[0].id, to: 23, at: 1_767_312_100)
      }
    }
    let later = try await Pulled(adapter, .inventory).documents.flatMap(\.lines)
    #expect(later.first { $0["sku"] == sku }?["quantity"] == "23")
    await #expect(throws: PlatformFailure.self) {
      try await adapter.setStock(StockChange(article: "no/such/article", place: "", quantity: 1))
    }
    let missing = await #expect(throws: PlatformFailure.self) {
      try await adapter.setStock(StockChange(article: "999999", place: "", quantity: 1))
    }
    #expect(missing?.kind == .refusedRequest)
  }

  @Test("stock that has moved since it was looked at is told, and not overwritten")
  func movedStock() async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter()
    let line = try #require(
      try await Pulled(adapter, .inventory).documents.flatMap(\.lines).first { Int64($0["quantity"] ?? "") ?? 0 > 5 })
    let (article, sku) = (try #require(line["article"]), try #require(line["sku"]))
    let seen = try #require(line["quantity"].flatMap { Int64($0) })
    shop.simulator.state.write { data in
      guard let variant = data.variant(sku: sku)?.variant else { return }
      for place in data.places { data.setStock(variant: variant.id, place: place.id, to: place.id == 1 ? 2 : 0, at: 1) }
    }
    let change = StockChange(article: article, place: "", quantity: seen + 10, seen: seen)
    #expect(try await adapter.setStock(change) == 2)
    #expect(shop.simulator.state.read { $0.variant(sku: sku)?.variant.stock.values.reduce(0, +) } == 2)
    #expect(try await adapter.setStock(StockChange(article: article, place: "", quantity: 9, seen: 2)) == 9)
  }

  @Test("a product without choices is created and changed", arguments: [FaultProfile.none, .flaky])
  func simple(profile: FaultProfile) async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter(through: FaultyTransport(shop.simulator, profile, seed: 2))
    let draft = ProductDraft(
      title: "Becher & Löffel", text: "aus Holz", status: "active",
      variants: [.init(sku: "CUP-1", price: "12.50", barcode: "4006381333931")])
    let id = try await adapter.createProduct(draft)
    #expect(shop.call(.get, "products?sku=CUP-1").1.elements.count == 1)
    try await adapter.updateProduct(id, ProductDraft(title: "Becher", variants: [.init(price: "13.00")]))
    let product = try #require(
      try await Pulled(try shop.adapter(), .products).documents.first { $0["product_id"] == id })
    #expect(
      [product["name"], product["sku"], product["price"], product["gtin"], product["status"]] == [
        "Becher", "CUP-1", "13.00", "4006381333931", "publish",
      ])
  }

  @Test("a product with variants is shown only when all of it is there, and its variations are changed by their ids")
  func variable() async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter()
    let id = try await adapter.createProduct(
      ProductDraft(
        title: "Hemd", variants: [.init(sku: "SHIRT-S", price: "20.00"), .init(sku: "SHIRT-M", price: "21.00")]))
    func lines() async throws -> [[String: String]] {
      try await Pulled(adapter, .products).documents.first { $0["product_id"] == id }?.lines ?? []
    }
    var found = try await lines()
    #expect(found.map { $0["sku"] ?? "" } == ["", "SHIRT-S", "SHIRT-M"] && found[0]["status"] == "publish")
    let variation = try #require(found[2]["variation_id"])
    try await adapter.updateProduct(id, ProductDraft(variants: [.init(id: variation, price: "25.00")]))
    found = try await lines()
    #expect(found.map { $0["price"] ?? "" }.suffix(2) == ["20.00", "25.00"])
  }

  @Test("an SKU that is taken is refused with the shop's words, and so is a key that may only read")
  func refused() async throws {
    let reader = WooCommerceSimulatorKey(key: Secret("ck_reader"), secret: Secret("cs_reader"), permission: .read)
    let shop = try TestShop(orders: 5, options: .init(keys: [.invented, reader]))
    let sku = shop.simulator.state.read { $0.products[0].variants[0].sku }
    let taken = await #expect(throws: PlatformFailure.self) {
      try await shop.adapter().createProduct(ProductDraft(title: "X", variants: [.init(sku: sku, price: "1")]))
    }
    #expect(taken?.kind == .refusedRequest && taken?.message.contains("Invalid or duplicated SKU.") == true)
    let readOnly = await #expect(throws: PlatformFailure.self) {
      try await shop.adapter(key: "ck_reader", secret: "cs_reader")
        .setStock(StockChange(article: "11", place: "", quantity: 1))
    }
    #expect(readOnly?.kind == .missingPermission && readOnly?.remedy.contains("Read/Write") == true)
  }
}

/// Variations that are added to products, and categories that products are in.
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Variations and categories of WooCommerce")
struct VariationTests {
  private func lines(_ adapter: WooCommerceAdapter, of product: String) async throws -> [[String: String]] {
    try await Pulled(adapter, .products).documents.first { $0["product_id"] == product }?.lines ?? []
  }

  @Test(
    "a new variation has its option among those of its product, and is made once",
    arguments: [FaultProfile.none, .flaky])
  func added(profile: FaultProfile) async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter(through: FaultyTransport(shop.simulator, profile, seed: 4))
    let before = try #require(
      try await Pulled(try shop.adapter(), .products).documents.first {
        $0.lines.contains { $0["variation_id"] != nil }
      })
    let product = before["product_id"]
    try await adapter.updateProduct(
      product, ProductDraft(variants: [.init(sku: "NEW-1", price: "9.00", option: "Violet / XS")]))
    let found = try await lines(try shop.adapter(), of: product)
    #expect(found.count == before.lines.count + 1)
    let made = try #require(found.first { $0["sku"] == "NEW-1" })
    #expect(made["option"] == "Option: Violet / XS" && made["price"] == "9.00")
    let attributes = shop.call(.get, "products/\(product)").1["attributes"]?.elements ?? []
    #expect(attributes.first?["options"]?.elements.map(\.text).contains("Violet / XS") == true)
  }

  @Test("of several attributes a variation says which option of each it is, or it is refused with what to do")
  func severalAttributes() async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter()
    let product = try await adapter.createProduct(
      ProductDraft(
        title: "Hemd",
        variants: [
          .init(sku: "H-1", price: "20.00", option: "Size: M, Colour: Red"),
          .init(sku: "H-2", price: "20.00", option: "Size: L, Colour: Red"),
        ]))
    try await adapter.updateProduct(
      product, ProductDraft(variants: [.init(sku: "H-3", price: "21.00", option: "Colour: Blue, Size: M")]))
    try await adapter.updateProduct(
      product, ProductDraft(variants: [.init(sku: "H-4", price: "21.00", option: "XL / Green")]))
    let options = try await lines(adapter, of: product).compactMap { $0["option"] }
    #expect(
      options == [
        "Size: M, Colour: Red", "Size: L, Colour: Red", "Size: M, Colour: Blue", "Size: XL, Colour: Green",
      ])
    let unfit = await #expect(throws: PlatformFailure.self) {
      try await adapter.updateProduct(
        product, ProductDraft(variants: [.init(sku: "H-5", price: "1.00", option: "Huge")]))
    }
    #expect(unfit?.kind == .refusedRequest && unfit?.message.contains("Huge") == true)
  }

  @Test(
    "a product without variations becomes one with variations, and its price, code and stock are those of the first",
    arguments: [FaultProfile.none, .flaky])
  func first(profile: FaultProfile) async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter(through: FaultyTransport(shop.simulator, profile, seed: 9))
    let simple = try #require(
      try await Pulled(try shop.adapter(), .products).documents.first { $0.lines.count == 1 }?.lines.first)
    let (product, sku) = (try #require(simple["product_id"]), try #require(simple["sku"]))
    let stock = try #require(simple["stock_quantity"])
    try await adapter.updateProduct(
      product,
      ProductDraft(variants: [
        .init(sku: sku, price: simple["regular_price"], barcode: simple["gtin"], option: "Standard"),
        .init(sku: "NEW-1", price: "9.00", option: "Large"),
      ]))
    let found = try await lines(try shop.adapter(), of: product)
    #expect(found.map { $0["type"] } == ["variable", "variation", "variation"])
    #expect(found.map { $0["sku"] } == [nil, sku, "NEW-1"] && found.map { $0["regular_price"] }.first == .some(nil))
    #expect(found[1]["gtin"] == simple["gtin"] && found[1]["price"] == simple["price"])
    #expect(found.compactMap { $0["option"] } == ["Option: Standard", "Option: Large"])
    let counted = try await Pulled(try shop.adapter(), .inventory).documents.flatMap(\.lines)
      .filter { $0["product_id"] == product }
    #expect(counted.map { $0["sku"] } == [sku] && counted.first?["quantity"] == stock)
    // What the merchant calls it afterwards is seen, with the variations that it has.
    shop.simulator.state.write { data in
      guard let known = data.variant(sku: sku)?.product.id else { return }
      data.editProduct(known, at: 1_767_400_000) { $0.title = "Umbenannt" }
    }
    let renamed = try await lines(try shop.adapter(), of: product)
    #expect(renamed.count == 3 && renamed.first?["name"] == "Umbenannt")
  }

  @Test("what is broken off before the first variations are made is made up for by the next attempt")
  func brokenOff() async throws {
    let shop = try TestShop(orders: 5)
    let simulator = shop.simulator
    let product = try await shop.adapter().createProduct(
      ProductDraft(title: "Becher", variants: [.init(sku: "CUP-1", price: "12.50")]))
    let draft = ProductDraft(variants: [
      .init(sku: "CUP-1", price: "12.50", option: "Standard"), .init(sku: "CUP-2", price: "13.00", option: "Large"),
    ])
    let broken = CannedTransport { request async throws(TransportFault) in
      if request.operation == "variations.batch" { throw .connection("the line is dead") }
      return try await simulator.send(request)
    }
    await #expect(throws: PlatformFailure.self) {
      try await (try shop.adapter(through: broken)).updateProduct(product, draft)
    }
    #expect(try await lines(try shop.adapter(), of: product).map { $0["sku"] } == [nil])
    try await (try shop.adapter()).updateProduct(product, draft)
    #expect(try await lines(try shop.adapter(), of: product).compactMap { $0["sku"] } == ["CUP-1", "CUP-2"])
  }

  @Test("a product is given no variations where its own article would be lost")
  func ownArticle() async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter()
    let product = try await adapter.createProduct(
      ProductDraft(title: "Becher", variants: [.init(sku: "CUP-1", price: "12.50")]))
    let refused = await #expect(throws: PlatformFailure.self) {
      try await adapter.updateProduct(
        product, ProductDraft(variants: [.init(sku: "CUP-2", price: "1.00", option: "Red")]))
    }
    #expect(refused?.message.contains("cannot be given variations") == true)
    #expect(try await lines(adapter, of: product).compactMap { $0["sku"] } == ["CUP-1"])
  }

  @Test("categories are told by their names, and those that the shop lacks are made once")
  func categories() async throws {
    let shop = try TestShop(orders: 5)
    let adapter = try shop.adapter()
    let kinds = Set(shop.simulator.state.read { $0.products.map(\.kind) })
    #expect(Set(try await Pulled(adapter, .products).documents.compactMap { $0["categories"] }) == kinds)
    let draft = ProductDraft(
      title: "Becher", category: "Kitchen, Töpfe & Pfannen", variants: [.init(sku: "CUP-1", price: "12.50")])
    let product = try await adapter.createProduct(draft)
    #expect(try await lines(adapter, of: product).first?["categories"] == "Kitchen, Töpfe & Pfannen")
    try await (try shop.adapter()).updateProduct(product, ProductDraft(category: "Töpfe & Pfannen"))
    #expect(try await lines(adapter, of: product).first?["categories"] == "Töpfe & Pfannen")
    let list = shop.call(.get, "products/categories?per_page=100").1
    let all = list.elements.compactMap { $0["name"]?.text }
    #expect(all.count { $0.contains("Pfannen") } == 1 && all.count { $0 == "Kitchen" } == 1)
    let bare = try await adapter.createProduct(ProductDraft(title: "X", variants: [.init(sku: "X-1", price: "1.00")]))
    #expect(try await lines(adapter, of: bare).first?["categories"] == nil)
  }
}

/// Families of listings: parents, and the listings that are their variants.
import Amazon
import HTTPTypes
import Platforms
import Simulation
import Testing

@Suite("Families of listings")
struct FamilyTests {
  private let settings = ["product_type": "SHIRT"]
  private let family = ProductDraft.Family(parent: "TEE-FAMILY", title: "Tee", theme: "SIZE/COLOR")

  private func tee(_ sku: String, _ option: String?, in family: ProductDraft.Family? = nil) -> ProductDraft {
    ProductDraft(
      title: "Tee", variants: [.init(sku: sku, price: "12.90", option: option)], family: family ?? self.family)
  }

  @Test("variants are made under a parent that is made once, and are read back as its own; the parent is no article")
  func made() async throws {
    let market = try Market("DE", orders: 1)
    let requests = Count()
    let transport = Between(next: market.simulator) { request throws(TransportFault) in
      if request.operation == "listings.put" { _ = requests.next() }
      return nil
    }
    let adapter = try market.adapter(settings, through: transport)
    let before = try await market.pull(.products, settings).documents.count
    for (sku, option) in [("TEE-1", "M / Red"), ("TEE-2", "Size: L, Colour: Blue")] {
      #expect(try await adapter.createProduct(tee(sku, option)) == sku)
    }
    #expect(requests.current == 3)
    let pulled = try await market.pull(.products, settings)
    let own = pulled.documents.filter { $0["parent_sku"] == "TEE-FAMILY" }
    #expect(own.map { $0["sku"] } == ["TEE-1", "TEE-2"] && own.allSatisfy { $0["parent_asin"].isEmpty })
    #expect(pulled.documents.count == before + 2 && pulled.unknown == [])
    #expect(pulled.pages.compactMap { $0.leftOut.values.first }.reduce(0, +) == 1)
    let single = try await market.pull(.products, ids: ["TEE-1", "TEE-FAMILY"], settings).documents
    #expect(single.map { $0["sku"] } == ["TEE-1"])
    // Another connector finds the parent there.
    #expect(try await market.adapter(settings).createProduct(tee("TEE-3", "S / Red")) == "TEE-3")
    #expect(try await market.pull(.products, settings).documents.count { $0["parent_sku"] == "TEE-FAMILY" } == 3)
  }

  @Test("a listing that is there becomes a variant, with its price and stock as they were")
  func joined() async throws {
    let market = try Market("DE", orders: 1)
    let adapter = try market.adapter(settings)
    _ = try await adapter.createProduct(
      ProductDraft(title: "Tee M Red", variants: [.init(sku: "TEE-1", price: "12.90")]))
    _ = try await adapter.setStock(StockChange(article: "TEE-1", place: "DEFAULT", quantity: 7))
    try await adapter.updateProduct("TEE-1", ProductDraft(variants: [.init(option: "M / Red")], family: family))
    let listing = try #require(try await market.pull(.products, ids: ["TEE-1"], settings).documents.first)
    #expect(listing["parent_sku"] == "TEE-FAMILY" && listing["title"] == "Tee M Red")
    #expect(listing["price"] == "12.90" && listing["quantity"] == "7")
  }

  @Test(
    "what does not fit is refused with the reason, and nothing is half done",
    arguments: [
      ("PRODUCT", "M / Red", "TEE-FAMILY", "SIZE/COLOR", "variation_theme"),
      ("SHIRT", "M", "TEE-FAMILY", "SIZE/COLOR", "does not say size and color"),
      ("SHIRT", "M / Red", "LONELY", "SIZE/COLOR", "is no parent of others"),
    ])
  func refused(type: String, option: String, parent: String, theme: String, words: String) async throws {
    let market = try Market("DE", orders: 1)
    let adapter = try market.adapter(["product_type": type])
    _ = try await adapter.createProduct(ProductDraft(title: "Lone", variants: [.init(sku: "LONELY", price: "1.00")]))
    let family = ProductDraft.Family(parent: parent, title: "Tee", theme: theme)
    let refused = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.createProduct(tee("TEE-1", option, in: family))
    }
    #expect(refused?.kind == .refusedRequest && refused?.message.contains(words) == true, "\(refused?.message ?? "")")
    #expect(try await market.pull(.products, ids: ["TEE-1"]).documents.isEmpty)
  }

  @Test(
    "the marketplace takes no family that does not hold together",
    arguments: [
      (#""parentage_level":[{"value":"parent"}]"#, "'variation_theme' is required"),
      (
        #""parentage_level":[{"value":"parent"}],"variation_theme":[{"name":"SIZE"}],"fulfillment_availability":[{"quantity":1}]"#,
        "cannot have 'fulfillment_availability'"
      ),
      (
        #""parentage_level":[{"value":"child"}],"child_parent_sku_relationship":[{"parent_sku":"NOBODY"}]"#,
        "'NOBODY' is no parent"
      ),
      (
        #""parentage_level":[{"value":"child"}],"child_parent_sku_relationship":[{"parent_sku":"P"}],"variation_theme":[{"name":"SIZE"}]"#,
        "'size' is required"
      ),
      (
        #""parentage_level":[{"value":"child"}],"child_parent_sku_relationship":[{"parent_sku":"P"}],"variation_theme":[{"name":"COLOR"}],"color":[{"value":"Red"}]"#,
        "that of the parent is 'SIZE'"
      ),
      (#""shade":[{"value":"Red"}]"#, "The attributes are invalid: shade"),
    ])
  func incoherent(attributes: String, words: String) async throws {
    let market = try Market("DE", orders: 1)
    func put(_ sku: String, _ attributes: String) -> String {
      let seller = market.simulator.options.seller
      let body = #"{"productType":"SHIRT","attributes":{"item_name":[{"value":"Tee"}],\#(attributes)}}"#
      let path = "/listings/2021-08-01/items/\(seller)/\(sku)?marketplaceIds=\(market.simulator.marketplace.id)"
      var head = HTTPRequest(method: .put, scheme: "https", authority: "x", path: path)
      head.headerFields[HTTPField.Name("x-amz-access-token") ?? .accept] = "Atza|simulated-demonstration"
      let answer = market.simulator.answer(PlatformRequest("listings.put", head, body: Array(body.utf8)))
      return String(decoding: answer.body, as: UTF8.self)
    }
    let parent = put("P", #""parentage_level":[{"value":"parent"}],"variation_theme":[{"name":"SIZE"}]"#)
    #expect(parent.contains("ACCEPTED"))
    let answer = put("X", attributes)
    #expect(answer.contains("INVALID") && answer.contains(words), "\(answer)")
  }
}

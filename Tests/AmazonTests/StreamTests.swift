/// Stock, listings and payouts, and what is written.
import Amazon
import Commerce
import Platforms
import Simulation
import Testing

@Suite("Stock, listings, payouts and writing")
struct StreamTests {
  @Test("Stock in Amazon's warehouses comes once for each SKU, page after page")
  func inventory() async throws {
    let market = try Market("DE")
    let variants = market.simulator.state.read { $0.products.flatMap(\.variants) }
    let place = market.simulator.state.read { $0.places.count > 1 ? $0.places[1].id : $0.places[0].id }
    let pulled = try await market.pull(.inventory)
    #expect(pulled.unknown == [])
    #expect(pulled.documents.count == variants.count)
    for variant in variants {
      let stock = try #require(pulled.documents.first { $0["sku"] == variant.sku })
      #expect(stock["quantity.fulfillable"] == "\(variant.stock[place] ?? 0)")
      #expect(stock["asin"].count == 10)
    }
  }

  @Test("A token of stock ends after 30 seconds; the pull begins again and still gives each SKU once")
  func inventoryToken() async throws {
    var options = AmazonSimulator.Options()
    options.countsRequests = false
    let market = try Market("DE", options: options) { data in
      data.products = (1...120).map { id in
        ShopProduct(
          id: id, title: "Thing \(id)", text: "", vendor: "", kind: "", status: .active, createdAt: 1_700_000_000,
          updatedAt: 1_700_000_000,
          variants: [
            ShopVariant(
              id: id, sku: "S-\(id)", option: "", price: 100, barcode: "", grams: 1, rate: 0, stock: [1: id],
              stockUpdatedAt: 1_700_000_000)
          ])
      }
    }
    let slow = Count()
    let clock = market.clock
    let transport = Between(next: market.simulator) { request throws(TransportFault) in
      if request.operation == "inventory.summaries", slow.next() == 1 { clock.advance(milliseconds: 40_000) }
      return nil
    }
    let pulled = try await market.pull(.inventory, through: transport)
    #expect(pulled.documents.count == 120)
    #expect(Set(pulled.documents.map { $0["sku"] }).count == 120)
    #expect(slow.current == 5)
  }

  @Test("Listings come with price, stock, title and the code on the goods")
  func listings() async throws {
    let market = try Market("US")
    let products = market.simulator.state.read(\.products)
    let pulled = try await market.pull(.products)
    #expect(pulled.unknown == [])
    #expect(pulled.documents.count == products.reduce(0) { $0 + $1.variants.count })
    let variant = try #require(products.first?.variants.first)
    let listing = try #require(pulled.documents.first { $0["sku"] == variant.sku })
    #expect(Exact(listing["price"]) == Exact(MinorUnits(variant.price), exponent: 2))
    #expect(listing["currency"] == "USD")
    #expect(listing["barcode"] == variant.barcode)
    #expect(listing["status"] == "BUYABLE,DISCOVERABLE")
    #expect(listing["description"] == products.first?.text)
  }

  @Test("Listings need the seller's id, and say so")
  func sellerID() async throws {
    let market = try Market("US")
    var access = market.access()
    access.settings["seller_id"] = nil
    var pull = try await AmazonAdapter(access).pull(.products, window: PullWindow(), columns: [], from: nil)
    let failure = await #expect(throws: PlatformFailure.self) { _ = try await pull.next() }
    #expect(failure?.remedy.contains("seller_id") == true)
  }

  @Test("Amazon has no list of customers")
  func customers() async throws {
    let adapter = try Market("US").adapter()
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.pull(.customers, window: PullWindow(), columns: [], from: nil)
    }
    #expect(failure?.message == "Amazon gives no list of customers")
    #expect(!AmazonAdapter.streams.contains(.customers))
  }

  @Test("The amounts of a payout add up to what Amazon says that it comes to", arguments: ["US", "DE"])
  func payouts(country: String) async throws {
    let pulled = try await Market(country, orders: 150).pull(.payouts)
    #expect(pulled.unknown == [])
    let closed = pulled.documents.filter { $0["payout.status"] == "Closed" }
    #expect(closed.count > 10)
    for payout in pulled.documents {
      let sum = payout.lines.reduce(Exact.zero) { $0.adding($1["amount"].flatMap { Exact($0) } ?? .zero) ?? $0 }
      #expect(sum == Exact(payout["payout.total"]), "\(payout["payout.id"])")
    }
    let lines = pulled.documents.flatMap(\.lines)
    #expect(lines.contains { $0["amount.type"] == "Commission" && $0["amount.group"] == "ItemFeeList" })
    #expect(lines.contains { $0["event.list"] == "RefundEventList" })
    if country == "US" {
      let withheld = lines.filter { $0["amount.type"]?.hasPrefix("MarketplaceFacilitatorTax") == true }
      let taxed = lines.filter { ["Tax", "ShippingTax", "GiftWrapTax", "GiftwrapTax"].contains($0["amount.type"]) }
      func sum(_ lines: [[String: String]]) -> Exact {
        lines.reduce(.zero) { $0.adding($1["amount"].flatMap { Exact($0) } ?? .zero) ?? $0 }
      }
      // The tax that Amazon credits it keeps again, but for the tax of promotions, which it never credits.
      #expect(!withheld.isEmpty && sum(withheld) < .zero && sum(taxed) > .zero)
    }
  }

  @Test("13: fees without a date or a marketplace are dated by their group and belong to the account")
  func undatedFees() async throws {
    let group = #"""
      {"payload":{"FinancialEventGroupList":[{"FinancialEventGroupId":"G1","ProcessingStatus":"Closed",
      "OriginalTotal":{"CurrencyCode":"USD","CurrencyAmount":-39.99},
      "ConvertedTotal":{"CurrencyCode":"EUR","CurrencyAmount":-36.1},
      "FinancialEventGroupStart":"2025-10-01T00:00:00Z","FinancialEventGroupEnd":"2025-10-15T00:00:00Z"}]}}
      """#
    let events = #"""
      {"payload":{"FinancialEvents":{"ServiceFeeEventList":[{"FeeReason":"Subscription","FeeList":[
      {"FeeType":"Subscription","FeeAmount":{"CurrencyCode":"USD","CurrencyAmount":-39.99}}]}],
      "NoveltyEventList":[]}}}
      """#
    let adapter = try AmazonAdapter(
      .recorded(Recorded { request, _ in .json(request.operation == "finances.groups" ? group : events) }))
    var pull = try await adapter.pull(.payouts, window: PullWindow(), columns: PayoutColumn.names, from: nil)
    let page = try #require(try await pull.next())
    var pulled = Pulled()
    pulled.take(page, columns: PayoutColumn.names)
    let fee = try #require(pulled.documents.first?.lines.first)
    #expect(fee["event.posted"] == "2025-10-15T00:00:00Z")
    #expect(fee["event.marketplace"] == nil)
    #expect(fee["amount.type"] == "Subscription")
    #expect(fee["payout.converted_currency"] == "EUR")
    #expect(pulled.unknown == ["FinancialEvents.NoveltyEventList"])
  }

  // MARK: Writing

  @Test("A stock that is set can be read back, and by others")
  func setStock() async throws {
    let market = try Market("US", listDelay: 600_000)
    let sku = try #require(market.simulator.state.read { $0.products.first?.variants.first?.sku })
    let adapter = try market.adapter()
    #expect(try await adapter.setStock(StockChange(article: sku, place: "", quantity: 37)) == 37)
    market.clock.advance(milliseconds: 600_001)
    let listing = try await market.pull(.products).documents.first { $0["sku"] == sku }
    #expect(listing?["quantity"] == "37")
    #expect(listing?["fulfillment_channel"] == "DEFAULT")
  }

  @Test("The body of a change is what Amazon's model asks for")
  func patchBody() async throws {
    let transport = Recorded { request, _ in
      .json(
        request.operation == "listings.patch"
          ? #"{"sku":"A B","status":"ACCEPTED","submissionId":"1"}"#
          : #"{"sku":"A B","fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":4}]}"#)
    }
    let adapter = try AmazonAdapter(.recorded(transport, ["seller_id": "A1", "product_type": "LUGGAGE"]))
    #expect(try await adapter.setStock(StockChange(article: "A B", place: "DEFAULT", quantity: 4)) == 4)
    #expect(transport.log[0].address == "/listings/2021-08-01/items/A1/A%20B?marketplaceIds=ATVPDKIKX0DER")
    #expect(
      String(decoding: transport.log[0].body, as: UTF8.self)
        == #"{"productType":"LUGGAGE","patches":[{"op":"replace","path":"/attributes/fulfillment_availability","value":[{"fulfillment_channel_code":"DEFAULT","quantity":4}]}]}"#
    )
  }

  @Test("What Amazon does not accept is told with its reasons; its own stock cannot be set")
  func refusedWrites() async throws {
    let transport = Recorded { _, _ in
      .json(
        #"{"sku":"A","status":"INVALID","submissionId":"1","issues":[{"code":"90220","message":"'size' is required","severity":"ERROR"}]}"#
      )
    }
    let adapter = try AmazonAdapter(.recorded(transport, ["seller_id": "A1"]))
    let invalid = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.setStock(StockChange(article: "A", place: "", quantity: 1))
    }
    #expect(invalid?.message.contains("90220: 'size' is required") == true)
    let theirs = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.setStock(StockChange(article: "A", place: "AMAZON_NA", quantity: 1))
    }
    #expect(theirs?.message.contains("itself") == true)
    let market = try Market("US", orders: 1)
    let missing = await #expect(throws: PlatformFailure.self) {
      _ = try await market.adapter().setStock(StockChange(article: "NO-SUCH", place: "", quantity: 1))
    }
    #expect(missing?.kind == .refusedRequest)
  }

  @Test("Stock that has moved since it was looked at is told, and not overwritten")
  func movedStock() async throws {
    let market = try Market("DE", orders: 1)
    let adapter = try market.adapter()
    _ = try await adapter.createProduct(ProductDraft(title: "Tasse", variants: [.init(sku: "NEU-2", price: "12.90")]))
    #expect(try await adapter.setStock(StockChange(article: "NEU-2", place: "DEFAULT", quantity: 8, seen: 0)) == 8)
    // Two were sold, and the ledger does not know it yet.
    #expect(try await adapter.setStock(StockChange(article: "NEU-2", place: "DEFAULT", quantity: 6)) == 6)
    #expect(try await adapter.setStock(StockChange(article: "NEU-2", place: "DEFAULT", quantity: 20, seen: 8)) == 6)
    #expect(try await adapter.setStock(StockChange(article: "NEU-2", place: "DEFAULT", quantity: 20, seen: 6)) == 20)
  }

  @Test("A listing that is created can be found, changed and priced")
  func createAndUpdate() async throws {
    let market = try Market("DE", orders: 1)
    let adapter = try market.adapter()
    let draft = ProductDraft(
      title: "Große Tasse", text: "Fasst \"viel\".",
      variants: [.init(sku: "NEU-1", price: "12.90", barcode: "4006381333931")])
    #expect(try await adapter.createProduct(draft) == "NEU-1")
    try await adapter.updateProduct("NEU-1", ProductDraft(title: "Tasse", variants: [.init(price: "11.5")]))
    let listing = try await market.pull(.products).documents.first { $0["sku"] == "NEU-1" }
    #expect(listing?["title"] == "Tasse")
    #expect(listing?["description"] == "Fasst \"viel\".")
    #expect(listing?["price"] == "11.50")
    #expect(listing?["barcode"] == "4006381333931")
    for price in ["12,90", "x", "1e3"] {
      let failure = await #expect(throws: PlatformFailure.self) {
        try await adapter.updateProduct("NEU-1", ProductDraft(variants: [.init(price: price)]))
      }
      #expect(failure?.message.contains(price) == true)
    }
  }
}

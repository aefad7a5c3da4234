/// Amazon's own sandbox answers: every member is read or known, and documents come to the totals that Amazon states.
import Amazon
import Columns
import Commerce
import Formats
import Platforms
import Testing

@Suite("Answers of Amazon's sandbox")
struct ModelPairTests {
  private static let itemsPath = "/orders/v0/orders/{orderId}/orderItems"

  /// Pulls what a transport answers.
  private func pull(
    _ transport: Recorded, shop: String, _ settings: [String: String] = [:]
  ) async throws -> Pulled {
    let adapter = try AmazonAdapter(.recorded(transport, shop: shop, ["refunds": "none"].merging(settings) { $1 }))
    var pulled = Pulled()
    var pull = try await adapter.pull(
      .orders, window: PullWindow(), columns: AmazonAdapter.columns(of: .orders), from: nil)
    while let page = try await pull.next() { pulled.take(page) }
    return pulled
  }

  @Test("Orders v0: an order and its item become lines that come to its total, and no member is unknown")
  func ordersV0() async throws {
    let model = try Model("ordersV0")
    let orders = try #require(model.pairs("GET", "/orders/v0/orders").first).response.text
    let items = try #require(model.pairs("GET", Self.itemsPath).first).response.text
    let pulled = try await pull(
      Recorded { request, _ in .json(request.operation == "orders.items" ? items : orders) }, shop: "US",
      ["personal_data": "none"])
    #expect(pulled.unknown == [])
    let order = try #require(pulled["902-1845936-5435065"])
    #expect(order.lines.count == 1)
    #expect(order[.statedTotal] == "11.01")
    // The item says that Amazon collects its tax under the import scheme.
    #expect(order[.sellerTotal] == "10")
    #expect(order[.marketplaceTax] == "1.01")
    #expect(order.comesTo == Exact("10"))
    #expect(order["line.deemed_reseller"] == "IOSS")
    #expect(order[.email] == "")
    #expect(order[.fulfillment] == "MFN")
  }

  @Test("Orders v0: the second page's pending order waits for its amounts")
  func pendingV0() async throws {
    let pairs = try Model("ordersV0").pairs("GET", "/orders/v0/orders").map(\.response.text)
    let pulled = try await pull(Recorded { _, before in .json(pairs[min(before + 1, 2)]) }, shop: "US")
    #expect(pulled.unknown == [])
    #expect(pulled.documents == [])
    // Both pages hold the same order as it is; it counts once.
    #expect(pulled.postponed == 1)
  }

  @Test("Orders v0: every single order of the sandbox is understood", arguments: [0, 1])
  func singleOrders(number: Int) async throws {
    let model = try Model("ordersV0")
    let order = try #require(model.pairs("GET", "/orders/v0/orders/{orderId}")[number].response["payload"])
    let items = try #require(model.pairs("GET", Self.itemsPath).first).response.text
    let page = #"{"payload":{"Orders":[\#(order.text)]}}"#
    let pulled = try await pull(
      Recorded { request, _ in .json(request.operation == "orders.items" ? items : page) }, shop: "DE")
    #expect(pulled.unknown == [])
    let document = try #require(pulled.documents.first)
    #expect(document.comesTo == document.amount(.sellerTotal))
    #expect(document["line.kind"] == "goods")
    if number == 1 { #expect(document[.isSoldByAmazon] == "true") }
  }

  @Test("Orders 2026-01-01: every page of the sandbox comes to its totals, and no member is unknown", arguments: 0..<3)
  func pages2026(number: Int) async throws {
    let pairs = try Model("orders_2026-01-01").pairs("GET", "/orders/2026-01-01/orders").map(\.response.text)
    let last = pairs[1]
    let pulled = try await pull(
      Recorded { _, before in .json(before == 0 ? pairs[number] : last) }, shop: number == 0 ? "JP" : "GB",
      ["orders_api": "2026-01-01", "personal_data": "buyers"])
    #expect(pulled.unknown == [])
    for document in pulled.documents {
      #expect(document.comesTo == document.amount(.sellerTotal), "\(document[.documentID])")
      #expect(document.lines("rounding") == [])
    }
    let first = try #require(pulled.documents.first)
    switch number {
    case 0:
      #expect(first[.statedTotal] == "19940")
      #expect(first.lines.map { $0["line.unit_price"] } == ["5980", "6980"])
      #expect(first[.title].hasPrefix("Echo Dot (第4世代)"))
    case 1: #expect(first[.shipFromCountry] == "GB")
    default:
      #expect(first[.buyerTaxID] == "1234567890")
      #expect(first[.buyerTaxIDType] == "VAT")
      #expect(first[.isBusiness] == "true")
      #expect(first[.paymentMethod] == "CreditCard")
    }
  }

  @Test("Orders 2026-01-01: every single order of the sandbox comes to its total", arguments: 0..<3)
  func single2026(number: Int) async throws {
    let pairs = try Model("orders_2026-01-01").pairs("GET", "/orders/2026-01-01/orders/{orderId}")
    let page = #"{"orders":[\#(try #require(pairs[number].response["order"]).text)]}"#
    let pulled = try await pull(
      Recorded { _, _ in .json(page) }, shop: ["BR", "TR", "US"][number], ["orders_api": "2026-01-01"])
    #expect(pulled.unknown == [])
    let document = try #require(pulled.documents.first)
    #expect(document.comesTo == document.amount(.sellerTotal))
    #expect(document.lines("rounding") == [])
    if number == 2 {
      #expect(document[.pricesIncludeTax] == "false")
      #expect(document[.sellerTax] == "10")
    }
  }

  @Test("A member that no model has is named with its path, once")
  func unknownMembers() async throws {
    let page = #"""
      {"payload":{"Orders":[
        {"AmazonOrderId":"1-1-1","OrderStatus":"Shipped","LastUpdateDate":"2025-01-01T00:00:00Z","Novelty":{"a":1},
         "ShippingAddress":{"CountryCode":"US","Planet":"Earth"}}]}}
      """#
    let items = #"{"payload":{"OrderItems":[{"OrderItemId":"1","QuantityOrdered":1,"Colour":"red"}]}}"#
    let pulled = try await pull(
      Recorded { request, _ in .json(request.operation == "orders.items" ? items : page) }, shop: "US")
    #expect(
      pulled.unknown == ["Orders.Novelty", "Orders.ShippingAddress.Planet", "Orders.OrderItems.Colour"])
  }

  @Test("Finances v0: all lists of events that the sandbox has become lines of a payout", arguments: 0..<3)
  func finances(number: Int) async throws {
    let model = try Model("financesV0")
    let groups = try #require(model.pairs("GET", "/finances/v0/financialEventGroups").first).response
    let paths = [
      "/finances/v0/financialEventGroups/{eventGroupId}/financialEvents",
      "/finances/v0/orders/{orderId}/financialEvents", "/finances/v0/financialEvents",
    ]
    let events = try #require(model.pairs("GET", paths[number]).first).response.text
    let list = groups.text.replacing(#""NextToken":"3493805734095308457308475","#, with: "")
    let page = events.replacing(#""NextToken":"Next token value","#, with: "")
    let adapter = try AmazonAdapter(
      .recorded(Recorded { request, _ in .json(request.operation == "finances.groups" ? list : page) }))
    var pulled = Pulled()
    var pull = try await adapter.pull(
      .payouts, window: PullWindow(), columns: AmazonAdapter.columns(of: .payouts), from: nil)
    while let page = try await pull.next() { pulled.take(page, columns: PayoutColumn.names) }
    let payout = try #require(pulled.documents.first)
    #expect(pulled.unknown == [])
    #expect(payout["payout.total"] == "10.34")
    #expect(payout["payout.converted_total"] == "39.43")
    #expect(payout.lines.count > 3)
    #expect(payout.lines.allSatisfy { $0["amount"] == "25.37" && $0["amount.type"] != nil })
    // Events without a date are dated by their group.
    #expect(payout.lines.allSatisfy { $0["event.posted"] != nil })
  }

  @Test("Listings and catalogue: the sandbox's items are read")
  func listings() async throws {
    let listings = try #require(
      Model("listingsItems_2021-08-01").pairs("GET", "/listings/2021-08-01/items/{sellerId}").first
    ).response.text.replacing("xsdflkj324lkjsdlkj3423klkjsdfkljlk2j34klj2l3k4jlksdjl234", with: "")
    let catalog = try #require(
      Model("catalogItems_2022-04-01").pairs("GET", "/catalog/2022-04-01/items").first
    ).response.text.replacing("B07N4M94X4", with: "B071VG5N9D")
    let adapter = try AmazonAdapter(
      .recorded(
        Recorded { request, _ in .json(request.operation == "catalog.search" ? catalog : listings) },
        ["seller_id": "A1"]))
    var pull = try await adapter.pull(
      .products, window: PullWindow(), columns: AmazonAdapter.columns(of: .products), from: nil)
    var pulled = Pulled()
    while let page = try await pull.next() { pulled.take(page, columns: ProductColumn.names) }
    #expect(pulled.unknown == [])
    let listing = try #require(pulled.documents.first)
    #expect(listing["sku"] == "GM-ZDPI-9B4E")
    #expect(listing["price"] == "100.00")
    #expect(listing["currency"] == "USD")
    #expect(listing["quantity"] == "100")
    #expect(listing["title"] == "Hardside Carry-On Spinner Suitcase Luggage")
    #expect(listing["brand"] == "SAMSUNG")
    #expect(listing["problems"].contains("ERROR 90220: 'size' is required but not supplied."))
  }
}

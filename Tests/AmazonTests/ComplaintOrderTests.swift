/// What users of Amazon's interface have complained about, as far as orders go: each given, each with what is expected.
import Amazon
import Columns
import Commerce
import Platforms
import Simulation
import Testing

@Suite("Complaints about orders")
struct ComplaintOrderTests {
  /// Pulls one page of orders v0 with one order and one item.
  private func pull(
    order: String, item: String, shop: String = "US", _ settings: [String: String] = [:]
  ) async throws -> Pulled {
    let orders = #"""
      {"payload":{"Orders":[{"AmazonOrderId":"113-1234567-7654321","PurchaseDate":"2025-10-01T10:00:00Z",
      "LastUpdateDate":"2025-10-02T10:00:00Z",\#(order)}],"LastUpdatedBefore":"1.569521782042E9"}}
      """#
    let items = #"{"payload":{"AmazonOrderId":"113-1234567-7654321","OrderItems":[\#(item)]}}"#
    let transport = Recorded { request, _ in
      .json(request.operation == "orders.items" ? items : orders)
    }
    let adapter = try AmazonAdapter(.recorded(transport, shop: shop, ["refunds": "none"].merging(settings) { $1 }))
    var pulled = Pulled()
    var pull = try await adapter.pull(
      .orders, window: PullWindow(), columns: AmazonAdapter.columns(of: .orders), from: nil)
    while let page = try await pull.next() { pulled.take(page) }
    return pulled
  }

  private func item(_ more: String) -> String {
    #"{"ASIN":"B000000001","OrderItemId":"1","SellerSKU":"A","Title":"Thing","QuantityOrdered":1\#(more)}"#
  }

  private func money(_ name: String, _ amount: String, _ currency: String = "USD") -> String {
    #","\#(name)":{"CurrencyCode":"\#(currency)","Amount":"\#(amount)"}"#
  }

  @Test("1: a pending order has no amount, not an amount of nothing, and comes again when it is paid")
  func pending() async throws {
    let market = try Market("DE", orders: 120)
    let first = try await market.pull()
    #expect(first.postponed > 0)
    let id = try #require(market.simulator.state.read { $0.orders.first { $0.state == .pending }?.id })
    let changed = market.clock.now() / 1_000
    market.simulator.state.write { data in
      for index in data.orders.indices where data.orders[index].id == id {
        data.orders[index].state = .paid
        data.orders[index].updatedAt = changed
      }
    }
    market.clock.advance(milliseconds: 600_000)
    let second = try await market.pull(window: PullWindow(since: changed - 60))
    #expect(second.documents("sale").count == 1)
    #expect(second.documents("sale").first?[.status] == "Unshipped")
    #expect(first[second.documents[0][.documentID]] == nil)
  }

  @Test("2: an order that is called off before it is paid closes with nothing on it, and is the same twice")
  func pendingThenCancelled() async throws {
    let order = #""OrderStatus":"Canceled","FulfillmentChannel":"AFN""#
    let cancelled = #"{"ASIN":"B000000001","OrderItemId":"1","SellerSKU":"A","QuantityOrdered":0,"QuantityShipped":0}"#
    let pulled = try await pull(order: order, item: cancelled)
    let document = try #require(pulled.documents.first)
    #expect(document[.sellerTotal] == "0")
    #expect(document[.currency] == "USD")
    #expect(document.lines.map { $0["line.quantity"] } == ["0"])
    #expect(try await pull(order: order, item: cancelled).documents == pulled.documents)
  }

  @Test(
    "3: any scheme by which Amazon is the seller leaves the tax to Amazon; only one nobody has met is pointed out",
    arguments: ["IOSS", "UOSS", "GB_VOEC", "JE_VOEC", "MY_VOEC", "CA_MPF", "CH_SUPPLIER_IMPORT", "XX_VOEC"])
  func openSchemes(scheme: String) async throws {
    let pulled = try await pull(
      order: #""OrderStatus":"Shipped""# + money("OrderTotal", "27.50", "EUR"),
      item: item(
        money("ItemPrice", "27.50", "EUR") + money("ItemTax", "4.39", "EUR")
          + #","DeemedResellerCategory":"\#(scheme)""#),
      shop: "DE")
    let document = try #require(pulled.documents.first)
    #expect(document[.sellerTax] == "0")
    #expect(document[.marketplaceTax] == "4.39")
    #expect(document[.sellerTotal] == "23.11")
    #expect(document.lines.map { $0["line.amount"] } == ["23.11"])
    #expect(document["line.taxable"] == "false")
    #expect(
      pulled.unknown == (scheme == "XX_VOEC" ? ["Orders.OrderItems.DeemedResellerCategory=XX_VOEC"] : []))
  }

  @Test(
    "4: tax that Amazon collects as a marketplace is nothing that the seller owes, and takes nothing from the revenue")
  func facilitator() async throws {
    let pulled = try await pull(
      order: #""OrderStatus":"Shipped""# + money("OrderTotal", "11.01"),
      item: item(
        money("ItemPrice", "10.00") + money("ItemTax", "1.01")
          + #","TaxCollection":{"Model":"MarketplaceFacilitator","ResponsibleParty":"Amazon Services, Inc."}"#))
    let document = try #require(pulled.documents.first)
    #expect(document[.sellerTotal] == "10")
    #expect(document[.sellerTax] == "0")
    #expect(document[.tax] == "1.01")
    #expect(document["line.amount"] == "10")
    #expect(document["line.marketplace_tax"] == "1.01")
  }

  @Test("4: of an order of which Amazon collects the tax of one item, the seller owes that of the other")
  func shared() async throws {
    let theirs =
      money("ItemPrice", "40.00") + money("ItemTax", "3.80") + #","TaxCollection":{"Model":"MarketplaceFacilitator"}"#
    let own = money("ItemPrice", "10.00") + money("ItemTax", "0.80")
    let pulled = try await pull(
      order: #""OrderStatus":"Shipped""# + money("OrderTotal", "54.60"), item: item(own) + "," + item(theirs))
    let document = try #require(pulled.documents.first)
    #expect([document[.sellerTotal], document[.sellerTax], document[.marketplaceTax]] == ["50.8", "0.8", "3.8"])
    #expect(document[.isCollectedByMarketplace] == "false")
    #expect([document[.tax1Title], document[.tax1Amount]] == ["Tax 8%", "0.8"])
    #expect([document[.tax2Title], document[.tax2Amount]] == ["Marketplace facilitator tax", "3.8"])
    #expect(document.lines.map { $0["line.tax_collected_by_marketplace"] ?? "" } == ["", "true"])
    #expect(document.lines.map { $0["line.tax"] } == ["0.8", "0"])
  }

  @Test("4: a refund of such a sale takes the tax from nobody but Amazon")
  func facilitatorRefund() async throws {
    let market = try Market("US", orders: 150)
    let pulled = try await market.pull()
    let refunds = pulled.documents("refund")
    #expect(!refunds.isEmpty)
    #expect(refunds.allSatisfy { $0[.sellerTax] == "0" && $0.comesTo == $0.amount(.sellerTotal) })
    #expect(refunds.contains { $0.amount(.marketplaceTax) < .zero })
  }

  @Test("5: German prices contain the tax whether Amazon states it or not, and the document says which")
  func europeanTax() async throws {
    let order = #""OrderStatus":"Shipped""# + money("OrderTotal", "27.50", "EUR")
    let absent = try await pull(
      order: order, item: item(money("ItemPrice", "27.50", "EUR") + money("ItemTax", "0.00", "EUR")), shop: "DE")
    #expect(absent.documents.first?[.taxSource] == "absent")
    #expect(absent.documents.first?[.pricesIncludeTax] == "true")
    #expect(absent.documents.first?["line.taxable"] == "")
    let stated = try await pull(
      order: order, item: item(money("ItemPrice", "27.50", "EUR") + money("ItemTax", "4.39", "EUR")), shop: "DE")
    let document = try #require(stated.documents.first)
    #expect(document[.taxSource] == "amazon")
    #expect(document[.sellerTax] == "4.39")
    #expect(document["line.tax_rate"] == "19")
    #expect(document[.tax1Title] == "Tax 19%")
    #expect(document.amount(.sellerTotal).subtracting(document.amount(.sellerTax)) == Exact("23.11"))
  }

  @Test("6: a page that comes a second time under a new token loads nothing twice", arguments: ["v0", "2026-01-01"])
  func repeatedPage(api: String) async throws {
    var options = AmazonSimulator.Options()
    options.repeatsFirstPage = true
    let repeated = try await Market("DE", options: options)
      .pull(.orders, ["page_size": "20", "orders_api": api])
    let plain = try await Market("DE").pull(.orders, ["page_size": "20", "orders_api": api])
    #expect(repeated.documents.count == plain.documents.count)
    #expect(repeated.byID == plain.byID)
    #expect(repeated.pages.count == plain.pages.count + 1)
  }

  @Test("6: a platform that gives the same page for ever is left, and says so")
  func endlessPage() async throws {
    let page = #"""
      {"payload":{"NextToken":"more","Orders":[{"AmazonOrderId":"1-1-1","OrderStatus":"Canceled",
      "LastUpdateDate":"2025-10-02T10:00:00Z"}]}}
      """#
    let transport = Recorded { request, _ in
      .json(request.operation == "orders.items" ? #"{"payload":{"OrderItems":[]}}"# : page)
    }
    var pull = try await AmazonAdapter(.recorded(transport))
      .pull(.orders, window: PullWindow(), columns: [], from: nil)
    let failure = await #expect(throws: PlatformFailure.self) { while try await pull.next() != nil {} }
    #expect(failure?.kind == .unexpectedAnswer)
    #expect(failure?.mayRetry == true)
    #expect(transport.log.count < 12)
  }

  @Test("6: each store asks for one marketplace, so that none is lost among many")
  func oneMarketplace() async throws {
    let transport = Recorded { _, _ in .json(#"{"payload":{"Orders":[]}}"#) }
    var pull = try await AmazonAdapter(.recorded(transport, shop: "A1F83G8C2ARO7P", ["refunds": "none"]))
      .pull(.orders, window: PullWindow(), columns: [], from: nil)
    _ = try await pull.next()
    #expect(transport.log[0].address.contains("MarketplaceIds=A1F83G8C2ARO7P&"))
  }

  @Test("10: an order without restricted data is told apart by the address that Amazon made up, never by an empty name")
  func redacted() async throws {
    let order = #"""
      "OrderStatus":"Shipped","ShippingAddress":{"Name":"","City":"Berlin","PostalCode":"10115","CountryCode":"DE"},
      "BuyerInfo":{"BuyerEmail":"abc@marketplace.amazon.de"}
      """#
    let pulled = try await pull(
      order: order + money("OrderTotal", "5.00", "EUR"), item: item(money("ItemPrice", "5.00", "EUR")), shop: "DE",
      ["personal_data": "none"])
    let document = try #require(pulled.documents.first)
    #expect(document[.email] == "abc@marketplace.amazon.de")
    #expect(document[.shipName] == "" && document[.shipAddress1] == "")
    #expect(document[.shipPostcode] == "10115")
  }

  @Test("14: an amount in another currency than the order's is never added; what it leaves over is told")
  func otherCurrency() async throws {
    let pulled = try await pull(
      order: #""OrderStatus":"Shipped""# + money("OrderTotal", "12.00", "CAD"),
      item: item(
        money("ItemPrice", "10.00", "CAD") + #","BuyerInfo":{"GiftWrapPrice":{"CurrencyCode":"JPY","Amount":"199"}}"#),
      shop: "CA")
    let document = try #require(pulled.documents.first)
    #expect(document[.currency] == "CAD")
    #expect(document.comesTo == Exact("12"))
    #expect(document.lines("rounding").first?["line.reason"]?.contains("an amount in JPY") == true)
  }

  @Test("Amounts that no number here can hold refuse their order, with what it said")
  func tooLarge() async throws {
    let pulled = try await pull(
      order: #""OrderStatus":"Shipped""# + money("OrderTotal", "9000000000000.00"),
      item: item(money("ItemPrice", "9000000000000.00") + money("ShippingPrice", "9000000000000.00")))
    let batch = try #require(pulled.pages.first?.batch)
    #expect(batch.refusals.map(\.code) == ["R2105"])
    #expect(batch.text.string(batch.records.raw[0]).contains("113-1234567-7654321"))
  }

  @Test("17: the time of an order is kept with its zone, and the marketplace's zone is known beside it")
  func dayBoundary() async throws {
    let pulled = try await pull(
      order: #""OrderStatus":"Shipped""# + money("OrderTotal", "1.00"), item: item(money("ItemPrice", "1.00")))
    #expect(pulled.documents.first?[.date] == "2025-10-01T10:00:00Z")
    #expect(AmazonMarketplace.named("US")?.timeZone == "America/Los_Angeles")
    #expect(try await Market("US").adapter().connect().timeZone == "America/Los_Angeles")
  }

  @Test("19: a partial refund is a credit note of its amount, for the goods that it is about")
  func partialRefund() async throws {
    let market = try Market("DE", orders: 0) { data in
      data.orders = [Self.order]
    }
    let pulled = try await market.pull()
    let refund = try #require(pulled.documents("refund").first)
    #expect(refund[.sellerTotal] == "-5")
    #expect(refund[.sellerTax] == "-0.8")
    #expect(refund.lines.map { $0["line.quantity"] } == ["-1"])
    #expect(refund.lines.map { $0["line.amount"] } == ["-5"])
    #expect(refund[.tax1Title] == "Tax 19%")
  }

  /// An order of 27.50 with 5.00 given back.
  private static var order: ShopOrder {
    let at: Int64 = 1_763_000_000
    let address = ShopAddress(
      firstName: "Erika", lastName: "Beispiel", company: "", street: "Weg 1", city: "Berlin", postcode: "10115",
      region: "", country: Country("DE") ?? .init(stored: 0))
    let tax = { ShopTax(title: "MwSt", rate: 19_000, amount: $0) }
    var order = ShopOrder(
      id: 1, address: address, createdAt: at, updatedAt: at + 90_000, state: .completed,
      lines: [
        ShopLine(
          id: 1, product: 1, variant: 1, sku: "A", title: "Thing", quantity: 1, price: 2_750, discount: 0,
          taxes: [tax(439)])
      ], discountCode: "", payment: "card", refunds: [], isSentByPlatform: true)
    order.refunds = [
      ShopRefund(
        id: 1, createdAt: at + 200_000, lines: [.init(line: 1, quantity: 0, amount: 500, taxes: [tax(80)])],
        reason: "damaged")
    ]
    return order
  }

  @Test("18: a charge that nobody has met is kept as a line under its own name")
  func unknownCharge() async throws {
    let events = #"""
      {"payload":{"FinancialEvents":{"RefundEventList":[{"AmazonOrderId":"113-1-1","MarketplaceName":"Amazon.com",
      "PostedDate":"2025-10-05T00:00:00Z","ShipmentItemAdjustmentList":[{"SellerSKU":"A","QuantityShipped":1,
      "OrderAdjustmentItemId":"x1","ItemChargeAdjustmentList":[
      {"ChargeType":"Principal","ChargeAmount":{"CurrencyCode":"USD","CurrencyAmount":-10.0}},
      {"ChargeType":"LowInventoryLevelThing","ChargeAmount":{"CurrencyCode":"USD","CurrencyAmount":-1.5E0}}]}]}]}}}
      """#
    let transport = Recorded { request, _ in
      switch request.operation {
      case "finances.events": .json(events)
      case "orders.get": .error(404, "NotFound", "not found")
      default: .json(#"{"payload":{"Orders":[]}}"#)
      }
    }
    var pull = try await AmazonAdapter(.recorded(transport))
      .pull(
        .orders, window: PullWindow(since: 1_759_000_000), columns: AmazonAdapter.columns(of: .orders), from: nil)
    var pulled = Pulled()
    while let page = try await pull.next() { pulled.take(page) }
    let refund = try #require(pulled.documents.first)
    #expect(refund[.sellerTotal] == "-11.5")
    #expect(refund.lines.map { $0["line.title"] } == [nil, "LowInventoryLevelThing"])
    #expect(pulled.unknown == ["FinancialEvents.ChargeType=LowInventoryLevelThing"])
  }

  @Test("money that is given back without goods takes off the sale: it is no carriage")
  func goodwill() async throws {
    let events = #"""
      {"payload":{"FinancialEvents":{"RefundEventList":[{"AmazonOrderId":"113-1-1","MarketplaceName":"Amazon.com",
      "PostedDate":"2025-10-05T00:00:00Z","ShipmentItemAdjustmentList":[{"SellerSKU":"A","QuantityShipped":1,
      "OrderAdjustmentItemId":"x1","ItemChargeAdjustmentList":[
      {"ChargeType":"ShippingCharge","ChargeAmount":{"CurrencyCode":"USD","CurrencyAmount":-3.0}},
      {"ChargeType":"Goodwill","ChargeAmount":{"CurrencyCode":"USD","CurrencyAmount":-5.0}}]}]}]}}}
      """#
    let transport = Recorded { request, _ in
      switch request.operation {
      case "finances.events": .json(events)
      case "orders.get": .error(404, "NotFound", "not found")
      default: .json(#"{"payload":{"Orders":[]}}"#)
      }
    }
    var pull = try await AmazonAdapter(.recorded(transport))
      .pull(
        .orders, window: PullWindow(since: 1_759_000_000), columns: AmazonAdapter.columns(of: .orders), from: nil)
    var pulled = Pulled()
    while let page = try await pull.next() { pulled.take(page) }
    let refund = try #require(pulled.documents.first)
    #expect(refund.lines.map { $0["line.kind"] } == ["shipping", "discount"])
    #expect(refund.lines.map { $0["line.title"] } == ["Shipping", "Goodwill"])
    #expect(refund.lines.map { $0["line.amount"] } == ["-3", "-5"])
    #expect(pulled.unknown == [])
  }

  @Test("22: an order whose notification was lost is found by the next pull")
  func lostNotification() async throws {
    let market = try Market("DE", orders: 30)
    let before = try await market.pull()
    let last = try #require(before.pages.compactMap(\.latestChange).max())
    let now = market.clock.now() / 1_000
    market.simulator.state.write { data in
      guard var order = data.orders.first(where: { $0.state == .completed }) else { return }
      order.id = Int64(data.orders.count) + 1
      (order.createdAt, order.updatedAt, order.refunds) = (now, now, [])
      data.orders.append(order)
    }
    market.clock.advance(milliseconds: 300_000)
    let after = try await market.pull(window: PullWindow(since: last))
    #expect(after.documents("sale").contains { $0[.date] == "2025-11-24T\(time(now))Z" })
  }

  private func time(_ seconds: Int64) -> String {
    String(Instant(seconds: seconds).description.dropFirst(11).dropLast())
  }
}

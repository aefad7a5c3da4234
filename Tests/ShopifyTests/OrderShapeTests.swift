/// Shapes of orders that made other connectors stumble: what is absent, of another type, or about to be deleted.
import Platforms
import Shopify
import Testing

@Suite("Odd orders")
struct OrderShapeTests {
  @Test("properties may be an empty object, payment terms are one, and a customer may be absent")
  func absentAndOdd() async throws {
    var order = OrderText(total: "10.00", lines: [LineText(price: "10.00", more: ["properties": "{}"])])
    order.more = [
      "payment_terms":
        #"{"id":1,"amount":1,"currency":"EUR","payment_terms_name":"Net 30","payment_terms_type":"net","due_in_days":30,"payment_schedules":[]}"#
    ]
    let pulled = try await Pulled.orders(order)
    let sale = try pulled.first("sale")
    #expect(pulled.unknown == [])
    #expect(sale["payment_terms.name"] == "Net 30" && sale["payment_terms.due_in_days"] == "30")
    #expect(sale["customer.id"] == "" && sale.lines[0]["line.properties"] == nil)
  }

  @Test("a line whose product was deleted is as good as any, wherever it stands")
  func deletedProducts() async throws {
    let gone = ["product_exists": "false", "product_id": "null", "sku": "null"]
    let order = OrderText(
      total: "60.00",
      lines: [
        LineText(id: 1, price: "10.00", more: gone), LineText(id: 2, price: "20.00"),
        LineText(id: 3, price: "30.00", more: gone),
      ])
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale.summary == ["goods 1 10", "goods 1 20", "goods 1 30"])
  }

  @Test("a gift card, a tip, duty and fees are no goods; a tip that is a line too counts once")
  func kinds() async throws {
    let card = LineText(id: 1, price: "50.00", more: ["gift_card": "true", "taxable": "false"])
    var order = OrderText(total: "68.00", lines: [card])
    order.more = [
      "total_tip_received": "\"5.00\"", "original_total_duties_set": OrderText.set("9.00", "EUR", "9.00", "EUR"),
      "original_total_additional_fees_set": OrderText.set("4.00", "EUR", "4.00", "EUR"),
    ]
    let told = ["gift_card 1 50", "tip 1 5", "duty 1 9", "fee 1 4"]
    #expect(try await Pulled.orders(order).first("sale").summary == told)
    order.lines.append(
      LineText(
        id: 2, price: "5.00", more: ["product_id": "null", "taxable": "false", "requires_shipping": "false"]))
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale.summary == told && sale["residue"] == "")
  }

  @Test("removed carriage is left out, and a reduced price of carriage is a discount")
  func carriage() async throws {
    let order = OrderText(
      total: "13.00", lines: [LineText(price: "10.00")],
      shipping: [
        ShippingText(price: "5.00", more: ["discounted_price": "\"3.00\""]),
        ShippingText(price: "8.00", more: ["is_removed": "true"]),
      ])
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale.summary == ["goods 1 10", "shipping 1 5", "discount -1 2"])
  }

  @Test("the discount is what was allocated; total_discount tells of discounts by hand only")
  func allocations() async throws {
    let order = OrderText(
      total: "27.00",
      lines: [LineText(price: "10.00", quantity: 3, discounts: ["3.00"], more: ["total_discount": "\"0.00\""])])
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale.summary == ["goods 3 10", "discount -1 3"])
    let discount = try #require(sale.lines("discount").first)
    #expect(discount["line.title"] == "TEN" && discount["line.reason"] == "discount_code")
    #expect(discount["line.id"] == "1" && discount["line.sku"] == "S1")
  }

  @Test("taxes stand on the line with title, rate and who pays them, and on the document with the rate in the title")
  func taxes() async throws {
    let line = LineText(
      price: "100.00",
      more: [
        "tax_lines":
          #"[{"title":"CA State Tax","rate":0.0725,"price":"7.25","channel_liable":true},{"title":"County","rate":0.0225,"price":"2.25","channel_liable":null}]"#
      ])
    var order = OrderText(total: "109.50", tax: "9.50", lines: [line])
    order.more = ["tax_lines": "[]"]
    let sale = try await Pulled.orders(order).first("sale")
    let cells = sale.lines[0]
    #expect(cells["line.tax"] == "9.5" && cells["line.tax_1.rate"] == "7250" && cells["line.tax_2.rate"] == "2250")
    #expect(cells["line.tax_1.channel_liable"] == "true" && cells["line.tax_2.channel_liable"] == nil)
    #expect(cells["line.tax_rate"] == "9.5")
    #expect(sale["tax_1.title"] == "CA State Tax 7.25%" && sale["tax_2.amount"] == "2.25")
  }

  @Test("a discount has the rate of the line that it reduces; a line without tax has the rate zero")
  func lineRates() async throws {
    let tax = TaxText(title: "MwSt", rate: "0.19", price: "1.59")
    let order = OrderText(
      total: "16.54", tax: "1.59",
      lines: [
        LineText(price: "11.95", taxes: [tax], discounts: ["2.00"]), LineText(id: 2, price: "5.00"),
      ])
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale.lines.map { $0["line.kind"] } == ["goods", "discount", "goods"])
    #expect(sale.lines.map { $0["line.tax_rate"] } == ["19", "19", "0"])
  }

  @Test("seven taxes fit five slots: the fifth holds all that are left, with their rates together")
  func manyTaxes() async throws {
    let taxes = (1...7).map { TaxText(title: "T\($0)", rate: "0.01", price: "1.00") }
    let sale = try await Pulled.orders(
      OrderText(total: "107.00", tax: "7.00", lines: [LineText(price: "100.00", taxes: taxes)])
    ).first("sale")
    #expect(sale["tax_4.title"] == "T4 1%" && sale["tax_5.title"] == "T5 + T6 + T7 3%" && sale["tax_5.amount"] == "3")
    #expect(sale.lines[0]["line.tax_lines"]?.contains("T7") == true)
  }

  @Test("orders of tests are left out and counted, unless they are asked for")
  func testOrders() async throws {
    var order = OrderText(total: "10.00", lines: [LineText(price: "10.00")])
    order.more = ["test": "true"]
    let left = try await Pulled.orders(order)
    #expect(left.documents.isEmpty && left.leftOut == ["test orders": 1])
    #expect(try await Pulled.orders(order, settings: ["test_orders": "include"]).documents.count == 1)
  }

  @Test("a VAT number among the cart's details is found, a company and its place are kept")
  func company() async throws {
    var order = OrderText(total: "10.00", lines: [LineText(price: "10.00")])
    order.more = [
      "note_attributes": #"[{"name":"gift","value":"no"},{"name":"vat_id","value":"DE811569869"}]"#,
      "company": #"{"id":7,"location_id":8}"#,
    ]
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale["note_attributes"] == "gift: no\nvat_id: DE811569869")
    #expect(sale["company.id"] == "7" && sale["company.location_id"] == "8")
  }

  @Test("fields that nobody knows are told by their path, each once")
  func unknown() async throws {
    var order = OrderText(total: "10.00", lines: [LineText(price: "10.00", more: ["colour_of_money": "1"])])
    order.more = ["mood": "\"good\""]
    #expect(try await Pulled.orders(order, order).unknown == ["mood", "line_items.colour_of_money"])
  }
}

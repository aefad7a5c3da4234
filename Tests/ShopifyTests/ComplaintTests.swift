/// What users of other connectors complained of: orders and refunds whose figures went wrong, each with its figures.
import Columns
import Commerce
import Platforms
import Shopify
import Testing

@Suite("Complaints about money")
struct ComplaintTests {
  @Test("all tax stands on the first line of an order with prices that include it: every line bears its share")
  func taxOnFirstLine() async throws {
    let igst = TaxText(title: "IGST", rate: "0.05", price: "53.62")
    let books = try await Books(
      OrderText(
        total: "1126.00", tax: "53.62", included: true,
        lines: [
          LineText(id: 1, price: "395.00", taxes: [igst], discounts: ["19.66"]),
          LineText(id: 2, price: "395.00", discounts: ["19.67"]),
          LineText(id: 3, price: "395.00", discounts: ["19.67"]),
        ]))
    let sale = try #require(books.documents.first)
    #expect(sale.net == 107_238 && sale.tax == 5_362)
    // A line and its discount follow each other.
    let nets = stride(from: 0, to: 6, by: 2).map { sale.lines[$0].net + sale.lines[$0 + 1].net }
    #expect(nets.allSatisfy { abs($0 - 35_746) <= 2 })
  }

  @Test("a discount reduces the amount that tax is on, not the amount with tax")
  func discountBeforeTax() async throws {
    let books = try await Books(
      OrderText(
        total: "88.00", tax: "8.00",
        lines: [LineText(price: "100.00", taxes: [TaxText(rate: "0.1", price: "8.00")], discounts: ["20.00"])]))
    let sale = try #require(books.documents.first)
    #expect(sale.net == 8_000 && sale.tax == 800)
  }

  @Test("a sale in the buyer's currency is kept in both, and can be booked in either")
  func twoCurrencies() async throws {
    var order = OrderText(
      total: "85.00", tax: "13.57", included: true,
      lines: [LineText(price: "85.00", taxes: [TaxText(title: "DE MwSt", rate: "0.19", price: "13.57")])],
      currency: "GBP")
    order.more = [
      "presentment_currency": "\"EUR\"", "total_price_set": OrderText.set("85.00", "GBP", "100.00", "EUR"),
      "total_tax_set": OrderText.set("13.57", "GBP", "15.97", "EUR"),
    ]
    order.lines[0].more = ["price_set": OrderText.set("85.00", "GBP", "100.00", "EUR")]
    order.more["tax_lines"] =
      #"[{"title":"DE MwSt","rate":0.19,"price":"13.57","price_set":\#(OrderText.set("13.57", "GBP", "15.97", "EUR"))}]"#
    let shop = try #require(try await Books(order).documents.first)
    #expect(shop.currency == "GBP" && shop.net == 7_143 && shop.tax == 1_357)
    let buyer = try #require(try await Books(order, preset: "shopify.orders_presentment").documents.first)
    #expect(buyer.currency == "EUR" && buyer.net == 8_403 && buyer.tax == 1_597)
    let sale = try await Pulled.orders(order).first("sale")
    #expect(sale["total"] == "85" && sale["presentment.total"] == "100" && sale["presentment_currency"] == "EUR")
    #expect(sale["residue"] == "")
  }

  @Test("carriage is taxed as the shop's prices are, and the tax of an order is one amount")
  func shippingTax() async throws {
    let net = try await Books(
      OrderText(
        total: "39.69", tax: "2.60", lines: [LineText(price: "32.10", taxes: [TaxText(rate: "0.07", price: "2.25")])],
        shipping: [ShippingText(price: "4.99", taxes: [TaxText(rate: "0.07", price: "0.35")])]))
    #expect(net.documents.first?.net == 3_709 && net.documents.first?.tax == 260)
    let gross = try await Books(
      OrderText(
        total: "130.00", tax: "16.96", included: true,
        lines: [LineText(price: "115.00", taxes: [TaxText(rate: "0.15", price: "15.00")])],
        shipping: [ShippingText(price: "15.00", taxes: [TaxText(rate: "0.15", price: "1.96")])]))
    let shipping = try #require(gross.documents.first?.lines.first { $0.kind == "shipping" })
    #expect(shipping.net == 1_304 && shipping.tax == 196)
  }

  @Test("a refund of carriage in another currency mixes none: the set decides, not the number beside it")
  func refundInTwoCurrencies() async throws {
    let amounts = OrderText.set("-25.00", "GBP", "-4400", "ISK")
    let none = OrderText.set("0.00", "GBP", "0", "ISK")
    let adjustment =
      #"{"id":6,"kind":"shipping_refund","amount":"-4400","amount_set":\#(amounts),"tax_amount":"0","#
      + #""tax_amount_set":\#(none),"reason":"Shipping refund"}"#
    var order = OrderText(
      total: "125.00", lines: [LineText(price: "100.00")], shipping: [ShippingText(price: "25.00")],
      refunds: [RefundText(adjustmentJSON: [adjustment], paid: ["4400"], currency: "ISK")], currency: "GBP")
    order.more = [
      "presentment_currency": "\"ISK\"", "total_price_set": OrderText.set("125.00", "GBP", "22000", "ISK"),
    ]
    order.lines[0].more = ["price_set": OrderText.set("100.00", "GBP", "17600", "ISK")]
    order.shipping[0].more = [
      "price_set": OrderText.set("25.00", "GBP", "4400", "ISK"),
      "discounted_price_set": OrderText.set("25.00", "GBP", "4400", "ISK"),
    ]
    let pulled = try await Pulled.orders(order)
    let (sale, refund) = (try pulled.first("sale"), try pulled.first("refund"))
    #expect(sale["residue"] == "" && sale["total"] == "125" && sale["presentment.total"] == "22000")
    #expect(refund["total"] == "-25" && refund["presentment.total"] == "-4400" && refund["residue"] == "")
    #expect(refund["refund.type"] == "shipping" && refund.summary == ["shipping -1 25"])
    #expect(refund["refund.paid"] == "4400" && refund["refund.paid_currency"] == "ISK")
  }

  @Test("an exchange leaves the buyer owing nothing")
  func exchange() async throws {
    let (gone, instead) = (LineText(id: 1, price: "365.00"), LineText(id: 2, price: "365.00"))
    var order = OrderText(
      total: "365.00", lines: [gone, instead],
      refunds: [RefundText(goods: [(line: gone, quantity: 1, subtotal: "365.0", tax: "0.0")])])
    order.more = ["current_total_price": "\"365.00\"", "current_total_tax": "\"0.00\""]
    let pulled = try await Pulled.orders(order)
    let sale = try pulled.first("sale")
    #expect(sale["total"] == "730" && sale["edited"] == "true" && sale["residue"] == "")
    // 730 sold, 365 taken back, 365 paid when the order was placed.
    #expect(try pulled.first("refund")["total"] == "-365")
    #expect(pulled.documents.allSatisfy { $0.sum == $0.total })
  }

  @Test("what an edit takes off an order takes its share of the discount with it")
  func editedOrder() async throws {
    let line = LineText(price: "48.00", quantity: 2, discounts: ["19.20"], more: ["current_quantity": "1"])
    var order = OrderText(
      total: "76.80", lines: [line],
      refunds: [RefundText(goods: [(line: line, quantity: 1, subtotal: "38.4", tax: "0")])])
    order.more = ["current_total_price": "\"38.40\"", "current_total_tax": "\"0.00\""]
    let pulled = try await Pulled.orders(order)
    let (sale, refund) = (try pulled.first("sale"), try pulled.first("refund"))
    #expect(sale["total"] == "76.8" && sale.summary == ["goods 2 48", "discount -1 19.2"])
    #expect(refund["total"] == "-38.4" && refund["refund.type"] == "removal")
    #expect(refund.summary == ["goods -1 48", "discount 1 9.6"])
  }

  @Test("the rounding of cash and cents that nobody explains have lines of their own, with the reason")
  func rounding() async throws {
    var cash = OrderText(total: "9.98", lines: [LineText(price: "9.98")])
    cash.more = ["total_cash_rounding_payment_adjustment_set": OrderText.set("0.02", "EUR", "0.02", "EUR")]
    let rounded = try await Pulled.orders(cash).first("sale")
    #expect(rounded["total"] == "10" && rounded.summary == ["goods 1 9.98", "rounding 1 0.02"])
    #expect(rounded.lines("rounding").first?["line.reason"] == "cash rounding")
    let odd = try await Pulled.orders(OrderText(total: "10.03", lines: [LineText(price: "10.00")])).first("sale")
    #expect(odd["residue"] == "0.03" && odd.summary == ["goods 1 10", "rounding 1 0.03"])
    #expect(odd.lines("rounding").first?["line.reason"]?.hasPrefix("unexplained") == true)
  }

  @Test("tax that no tax line explains stays the order's tax, and is reported")
  func unattributedTax() async throws {
    let books = try await Books(
      OrderText(
        total: "119.00", tax: "19.00",
        lines: [LineText(price: "100.00", taxes: [TaxText(title: "MwSt", rate: "0.19", price: "18.60")])]))
    #expect(books.documents.first?.tax == 1_900)
    #expect(books.findings.contains { $0.code == "F3003" && $0.detail.hasPrefix("40 minor units") })
  }

  @Test("an order of New Year's Eve belongs to the shop's year, not to Greenwich's")
  func shopDay() async throws {
    var order = OrderText(total: "10.00", lines: [LineText(price: "10.00")])
    order.more = ["processed_at": "\"2025-12-31T23:30:00-05:00\""]
    #expect(try await Books(order).documents.first?.taxDate == "2025-12-31")
  }

  @Test("money without goods, carriage alone, and goods without money are told apart")
  func kindsOfRefund() async throws {
    let line = LineText(price: "50.00", quantity: 2)
    func type(_ refund: RefundText) async throws -> [String] {
      let order = OrderText(
        total: "105.00", lines: [line], shipping: [ShippingText(price: "5.00")], refunds: [refund])
      let document = try await Pulled.orders(order).first("refund")
      return [document["refund.type"], document["total"]] + document.summary
    }
    #expect(
      try await type(RefundText(adjustments: [(kind: "shipping_refund", amount: "-5.00", tax: "0.00")], paid: ["5.00"]))
        == ["shipping", "-5", "shipping -1 5"])
    #expect(
      try await type(
        RefundText(adjustments: [(kind: "refund_discrepancy", amount: "-7.50", tax: "0.00")], paid: ["7.50"]))
        == ["goodwill", "-7.5", "discount -1 7.5"])
    #expect(
      try await type(
        RefundText(
          goods: [(line: line, quantity: 1, subtotal: "50.0", tax: "0")],
          adjustments: [(kind: "refund_discrepancy", amount: "50.00", tax: "0.00")]))
        == ["restock", "0", "goods -1 50", "discount 1 50"])
    #expect(
      try await type(RefundText(goods: [(line: line, quantity: 2, subtotal: "100.0", tax: "0")], paid: ["100.00"]))
        == ["return", "-100", "goods -2 50"])
    #expect(try await type(RefundText(paid: ["4.00"])) == ["goodwill", "-4", "discount -1 4"])
  }

  @Test("a refund of an order with prices that include tax takes the tax out of the amounts, not off them")
  func refundWithTax() async throws {
    let line = LineText(price: "119.00", taxes: [TaxText(title: "MwSt", rate: "0.19", price: "19.00")])
    let order = OrderText(
      total: "124.95", tax: "19.95", included: true, lines: [line],
      shipping: [ShippingText(price: "5.95", taxes: [TaxText(title: "MwSt", rate: "0.19", price: "0.95")])],
      refunds: [
        RefundText(
          goods: [(line: line, quantity: 1, subtotal: "119.0", tax: "19.0")],
          adjustments: [(kind: "shipping_refund", amount: "-5.00", tax: "-0.95")], paid: ["124.95"])
      ])
    let refund = try await Pulled.orders(order).first("refund")
    #expect(refund["total"] == "-124.95" && refund["tax_total"] == "-19.95" && refund["residue"] == "")
    #expect(refund["tax_1.title"] == "MwSt 19%" && refund["tax_1.amount"] == "-19.95")
    let books = try await Books(order)
    #expect(books.documents.map(\.net) == [10_500, -10_500] && books.documents.map(\.tax) == [1_995, -1_995])
  }
}

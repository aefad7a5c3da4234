/// What users of connectors complain about, number by number, with the figures that a real shop gave.
import Commerce
import Formats
import Platforms
import Testing
import WooCommerce

@Suite("Complaints about figures")
struct ComplaintTests {
  private func sale(_ name: String) async throws -> Pulled.Document {
    try #require(try await CapturedShop.pulled(name).first { $0.kind == "sale" })
  }

  private func amounts(_ document: Pulled.Document, _ kind: String) -> [[String]] {
    document.lines.filter { $0["line.kind"] == kind }.map { [$0["line.amount"] ?? "", $0["line.tax"] ?? ""] }
  }

  @Test("1 · a shop that rounds once per rate: the header counts, and the lines' cent is told")
  func roundAtSubtotal() async throws {
    let sale = try await sale("repro-25720_subtotal_round_ship")
    #expect(
      [sale["total"], sale["total_tax"], sale["tax_residue"], sale["residue"]] == ["43.50", "4.66", "-0.01", ""])
    #expect(amounts(sale, "goods") == [["35.71", "4.29"]] && amounts(sale, "shipping") == [["3.13", "0.38"]])
    #expect(amounts(sale, "rounding") == [["0.00", "-0.01"]])
    let byLine = try await self.sale("repro-25720_line_round_ship")
    #expect([byLine["total"], byLine["total_tax"], byLine["tax_residue"]] == ["43.51", "4.67", ""])
  }

  @Test("2 · prices with tax, six pieces: what lines and tax are too much is a line of its own")
  func sixPieces() async throws {
    let sale = try await sale("repro-26582_subtotal_round")
    #expect([sale["total"], sale["total_tax"], sale["residue"]] == ["1248.96", "162.91", "-0.01"])
    #expect(amounts(sale, "goods") == [["519.03", "77.85"], ["567.03", "85.05"]])
    #expect(amounts(sale, "rounding") == [["-0.01", "0.01"]])
    #expect(sale.lines.last?["line.reason"]?.contains("rounds") == true)
    let pulled = try await CapturedShop([try Captured.node("wc11.0.1/repro-26582_subtotal_round.json")]).pulled()
    #expect(pulled.findings == ["F3002"])
    #expect(try await self.sale("repro-26582_6x9948_6x10868")["residue"] == "")
  }

  @Test("3 · a line is its own amount and never price times quantity")
  func unitPrice() async throws {
    let line = try #require(try await sale("repro-54525_3x354_BE21").lines.first)
    #expect([line["line.quantity"], line["line.amount"], line["line.unit_price"]] == ["3", "8.78", "2.926667"])
  }

  @Test("4 · 15.50 three and five times in Germany")
  func threeAndFive() async throws {
    let sale = try await sale("repro-25347_3x1550_5x1550")
    #expect(amounts(sale, "goods") == [["39.08", "7.42"], ["65.13", "12.37"]])
    #expect([sale["total"], sale["total_tax"], sale["residue"]] == ["124.00", "19.79", ""])
  }

  @Test("5 · tax rounded half down: the line's tax counts, not what its rates are shown with")
  func halfDown() async throws {
    let sale = try await sale("repro-10121_half_down_2875")
    #expect(amounts(sale, "goods") == [["14.38", "2.87"]])
    #expect(
      [sale["total"], sale["total_tax"], sale["tax_1_amount"], sale["tax_residue"]] == ["17.25", "2.87", "2.87", ""])
  }

  @Test("6 · two rates on one fee, rounded or with all their digits as in version 7")
  func unroundedTaxes() async throws {
    let text = String(decoding: try Captured.bytes("wc11.0.1/repro-58351_fee_two_rates.json"), as: UTF8.self)
    let old = text.replacing(#""0.74""#, with: #""0.735""#).replacing(#""0.59""#, with: #""0.588""#)
    for text in [text, old] {
      let pulled = try await CapturedShop([try JSONText.parse(Array(text.utf8))]).pulled()
      let sale = try #require(pulled.documents.first)
      #expect(amounts(sale, "fee") == [["14.70", "1.33"]] && sale["total_tax"] == "2.23")
      #expect(sale.lines.last?["line.tax_rate"] == "9")
      #expect([sale["tax_1_title"], sale["tax_1_amount"]] == ["T5 5%", "1.24"])
    }
  }

  /// Two cents less.
  private func less(_ amount: String) throws -> String {
    let exact = try #require(Exact(amount))
    return Exact(millionths: exact.millionths - 20_000).description(decimals: 2)
  }

  @Test("7 · taxes of lines that do not sum to the order's tax are no reason to refuse it")
  func sumOfTaxes() async throws {
    let text = String(decoding: try Captured.bytes("wc11.0.1/order-excl_de.json"), as: UTF8.self)
    let order = try JSONText.parse(Array(text.utf8))
    let tax = try #require(order["total_tax"]?.text)
    let total = try #require(order["total"]?.text)
    let lessTax = try less(tax), lessTotal = try less(total)
    let changed = text.replacing("\"total_tax\": \"\(tax)\"", with: "\"total_tax\": \"\(lessTax)\"", maxReplacements: 1)
      .replacing("\"total\": \"\(total)\"", with: "\"total\": \"\(lessTotal)\"", maxReplacements: 1)
    let sale = try #require(try await CapturedShop([try JSONText.parse(Array(changed.utf8))]).pulled().documents.first)
    #expect(sale.tied == sale.total && sale["tax_residue"] == "-0.02")
  }

  @Test(
    "8 · a negative fee beside goods of two rates is split by them, even one that is not taxable",
    arguments: ["negfee_mixed_rates", "negfee_not_taxable"])
  func negativeFee(name: String) async throws {
    let sale = try await sale("order-x-\(name)")
    #expect(amounts(sale, "discount") == [["-4.19", "-0.80"], ["-5.81", "-0.41"]])
    #expect(sale.lines.filter { $0["line.kind"] == "discount" }.map { $0["line.tax_rate"] } == ["19", "7"])
    #expect([sale["total"], sale["total_tax"]] == ["33.68", "3.61"])
  }

  @Test("9 · fees are part of the total, for and against the buyer")
  func fees() async throws {
    let sale = try await sale("order-neg_fee")
    #expect(amounts(sale, "discount") == [["-5.00", "-0.95"]] && amounts(sale, "fee") == [["2.50", "0.47"]])
    #expect(sale["total"] == "42.83" && sale.tied == sale.total)
  }

  @Test("10 · each line keeps its own rate, carriage too")
  func mixedRates() async throws {
    let sale = try await sale("order-de_mixed")
    #expect(sale.lines.map { $0["line.tax_rate"] } == ["19", "7", "19"])
    #expect(sale.lines.map { $0["line.tax"] } == ["6.38", "1.63", "0.93"])
    #expect([sale["tax_1_title"], sale["tax_1_amount"]] == ["VAT 19% DE 19%", "7.31"])
    #expect([sale["tax_2_title"], sale["tax_2_amount"]] == ["Reduced VAT 7% DE 7%", "1.63"])
  }

  @Test("11 · a refund of a mere sum gives back its share of the tax, and says so")
  func amountOnlyRefund() async throws {
    let whole = try #require(try await CapturedShop.pulled("order-gb").first { $0.kind == "refund" })
    #expect([whole["total"], whole["total_tax"], whole["refund.is_apportioned"]] == ["-38.16", "-6.36", "1"])
    #expect(whole.tied == whole.total && whole.lines.allSatisfy { $0["line.quantity"] == "0" })
    #expect([whole["tax_1_amount"], whole["tax_1_title"]] == ["-6.36", "VAT 20% GB 20%"])
    let part = try #require(try await CapturedShop.pulled("order-fr_oss").first { $0.kind == "refund" })
    #expect([part["total"], part["total_tax"]] == ["-10.00", "-1.67"])
    #expect(part.tied == part.total && part.sum("line.tax") == Exact("-1.67"))
  }

  @Test("14 · a line whose product was deleted keeps name, amount and rate")
  func deletedProduct() async throws {
    let sale = try await sale("order-deleted_product")
    let line = try #require(sale.lines.first { $0["line.product_id"] == nil })
    #expect(line["line.sku"] == nil && line["line.title"]?.isEmpty == false && line["line.tax_rate"] == "19")
    #expect([line["line.amount"], line["line.tax"]] == ["41.18", "7.82"])
  }

  @Test("15 · guests have no customer id, so that they are told apart by what they are")
  func guests() async throws {
    let pulled = try await CapturedShop(try Captured.node("wc11.0.1/orders.json").elements).pulled()
    let anna = pulled.documents.filter { $0["email"] == "anna.schmidt@example.test" && $0.kind == "sale" }
    #expect(Set(anna.map { $0["customer_id"] }) == ["", "2"])
    #expect(anna.count { $0["customer_id"].isEmpty } >= 10)
  }

  @Test("17 · times are in UTC with a Z, and the wall clock of the shop beside them")
  func timeZones() async throws {
    let text = String(decoding: try Captured.bytes("wc11.0.1/order-excl_de.json"), as: UTF8.self)
      .replacing(/"date_created": "[^"]*"/, with: #""date_created": "2026-01-01T00:30:00""#)
      .replacing(/"date_created_gmt": "[^"]*"/, with: #""date_created_gmt": "2025-12-31T23:30:00""#)
    let sale = try #require(try await CapturedShop([try JSONText.parse(Array(text.utf8))]).pulled().documents.first)
    #expect([sale["placed_at"], sale["date_created"]] == ["2025-12-31T23:30:00Z", "2026-01-01T00:30:00"])
  }

  @Test("18 · an order without tax of a business has its number and says that the shop took it as exempt")
  func exempt() async throws {
    let sale = try await sale("order-it_b2b_rc")
    #expect([sale["total"], sale["total_tax"], sale["is_vat_exempt"]] == ["179.98", "0.00", "yes"])
    #expect(!sale["vat_id"].isEmpty && !sale["vat_id_key"].isEmpty && sale["tax_1_title"].isEmpty)
    let export = try await self.sale("order-ch_no_rate")
    #expect([export["total_tax"], export["is_vat_exempt"], export["destination.country"]] == ["0.00", "", "CH"])
  }

  @Test("18 · a number that only the buyer's account has is found there")
  func accountNumber() async throws {
    let text = String(decoding: try Captured.bytes("wc11.0.1/order-it_b2b_rc.json"), as: UTF8.self)
      .replacing(/"customer_id": \d+/, with: #""customer_id": 2"#)
      .replacing(/"_?(?:billing_)?vat_number"/, with: #""_something""#)
    let shop = try CapturedShop([try JSONText.parse(Array(text.utf8))], refunds: [])
    let account = try Captured.node("wc11.0.1/customers.json").elements[0].bytes
    let transport = CannedTransport { request throws(TransportFault) in
      if request.pathWithoutQuery.hasSuffix("/customers/2") {
        return .canned(200, String(decoding: account, as: UTF8.self))
      }
      return try await shop.send(request)
    }
    let pulled = try await Pulled(try TestShop(orders: 1).adapter(through: transport))
    let sale = try #require(pulled.documents.first)
    #expect([sale["vat_id"], sale["vat_id_key"]] == ["DE811907980", "vat_number"])
  }

  @Test("19 · variations are told apart by their id, as they may share their product's SKU")
  func variations() async throws {
    let line = try #require(try await sale("order-variation").lines.first)
    #expect([line["line.product_id"], line["line.variation_id"], line["line.sku"]] == ["17", "20", "TEE-XL-BLAU"])
  }

  @Test("21 · coupons are informational: lines have their discounts already")
  func coupons() async throws {
    let sale = try await sale("order-coupon_fixed")
    #expect([sale["discount_total"], sale["discount_tax"], sale["coupons"]] == ["4.17", "0.83", "minus5"])
    #expect(sale.tied == sale.total && !sale.lines.contains { $0["line.kind"] == "discount" })
  }

  @Test(
    "22 · one cent off is never off: every captured order ties",
    arguments: [
      "order-tiny_round", "order-excl_tiny", "order-excl_tiny_subtotal_round", "order-jpy", "order-ca_pe_compound",
    ])
  func oneCent(name: String) async throws {
    let sale = try await sale(name)
    #expect(sale.tied == sale.total)
  }
}

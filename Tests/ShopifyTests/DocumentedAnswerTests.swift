/// Every answer that Shopify's documentation shows is read without loss.
import Commerce
import Formats
import Platforms
import Shopify
import Testing

@Suite("Answers of Shopify's documentation")
struct DocumentedAnswerTests {
  @Test("no order of the documentation has a field that is not known, and every document ties")
  func orders() async throws {
    var count = 0
    for example in try Example.all("order") {
      guard let body = try example.list(one: "order", many: "orders"), !example.url.contains("fields=") else {
        continue
      }
      let pulled = try await Pulled.orders(body: body, settings: ["test_orders": "include"])
      #expect(pulled.unknown == [], "\(example.method) \(example.url)")
      #expect(pulled.documents.filter { $0.sum != $0.total }.map(\.key) == [], "\(example.url)")
      count += pulled.documents.count { $0["document_kind"] == "sale" }
    }
    #expect(count == 29)
  }

  @Test(
    "nor has any other record",
    arguments: [
      ("product", "products", PlatformStream.products), ("customer", "customers", .customers),
    ])
  func tables(one: String, many: String, stream: PlatformStream) async throws {
    var count = 0
    for example in try Example.all(one) {
      guard let body = try example.list(one: one, many: many) else { continue }
      let shop = try TestShop(orders: 1)
      let scripted = ScriptedShop(base: shop.simulator, bodies: ["/\(many).json": body])
      let pulled = try await Pulled(try shop.adapter(through: scripted), stream)
      #expect(pulled.unknown == [], "\(example.method) \(example.url)")
      count += pulled.documents.count
    }
    #expect(count > 20)
  }

  @Test("stock, payouts and their transactions are read whole")
  func others() async throws {
    let shop = try TestShop(orders: 1)
    func body(_ file: String, _ place: Int) throws -> [UInt8] { try Example.all(file)[place].body }
    let scripted = ScriptedShop(
      base: shop.simulator,
      bodies: [
        "/locations.json": try body("location", 0), "/inventory_levels.json": try body("inventory_level", 0),
        "/inventory_items.json": try body("inventory_item", 0), "/payouts.json": try body("payout", 0),
        "/balance/transactions.json": try body("payment_transaction", 0),
      ])
    let stock = try await Pulled(try shop.adapter(through: scripted), .inventory)
    #expect(stock.unknown == [] && stock.documents.count == 4)
    #expect(stock.documents.first?["location.name"] == "50 Rideau Street")
    let payouts = try await Pulled(try shop.adapter(through: scripted), .payouts)
    #expect(payouts.unknown == [] && payouts.documents.count == 8)
    #expect(payouts.documents.allSatisfy { $0.lines.count == 50 })
    let first = try #require(payouts.documents.first)
    #expect(first["summary.charges_gross_amount"] == "45.52" && first.lines[2]["transaction.type"] == "refund")
  }

  @Test("what the documentation's first refund gives back is there to the cent")
  func refund() async throws {
    let example = try #require(try Example.all("order").first)
    let refund = try await Pulled.orders(body: example.body).first("refund")
    #expect(refund["id"] == "509562969" && refund["refunds"] == "450789469")
    #expect(refund.summary.filter { $0.hasPrefix("goods") } == ["goods -1 199", "goods -1 199"])
    #expect(refund["tax_total"] == "-7.96" && refund["total"] == "-399.29" && refund["refund.paid"] == "209")
  }
}

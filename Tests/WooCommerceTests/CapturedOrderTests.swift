/// The orders of a real shop and of WooCommerce's documentation are read without loss, and their figures tie.
import Commerce
import Formats
import Platforms
import Testing
import WooCommerce

@Suite("Captured orders")
struct CapturedOrderTests {
  @Test("no field is unknown, and what is sold, sent, charged and taxed comes to the total")
  func lossless() async throws {
    let orders = try Captured.orders()
    #expect(orders.count > 60)
    for (name, order) in orders {
      let pulled = try await CapturedShop([order], refunds: order["version"]?.text == "11.0.1" ? nil : []).pulled()
      #expect(pulled.unknown == [], "\(name)")
      let sale = try #require(pulled.documents.first)
      #expect(sale.tied == sale.total, "\(name)")
      #expect(sale["id"] == order["id"]?.text && sale["total"] == order["total"]?.text, "\(name)")
      let rounding = sale.lines.count { $0["line.kind"] == "rounding" }
      let given = ["line_items", "shipping_lines", "fee_lines"].reduce(0) { $0 + (order[$1]?.elements.count ?? 0) }
      #expect(sale.lines.count - rounding >= given, "\(name)")
      // The tax of the lines is that of the header, once the residue has its line.
      #expect(sale.sum("line.tax") == Exact(sale["total_tax"]), "\(name)")
    }
  }

  @Test("captured refunds are documents of their own: negative, dated by themselves, and they tie")
  func refunds() async throws {
    let orders = try Captured.node("wc11.0.1/orders.json").elements
    let pulled = try await CapturedShop(orders).pulled()
    #expect(pulled.unknown == [])
    let refunds = pulled.documents.filter { $0.kind == "refund" }
    #expect(refunds.map { $0["id"] } == ["46", "49", "47", "48"].sorted { refunds.order($0) < refunds.order($1) })
    #expect(pulled.documents.count { $0.kind == "sale" } == 22)
    for refund in refunds {
      #expect(refund.tied == refund.total)
      #expect((refund.total ?? .zero) < .zero && refund["placed_at"] > "2026-11-23T21:26:2")
      #expect(refund.lines.allSatisfy { !($0["line.quantity"] ?? "").isEmpty })
    }
    let broken = try #require(pulled.byKey["refund 46"])
    #expect(broken["refunds"] == "24" && broken["order_id"] == "24" && broken["number"] == "24")
    #expect(
      broken["total"] == "-19.99" && broken["total_tax"] == "-3.19" && broken["refund.reason"] == "1 Becher zerbrochen")
    #expect(
      broken.lines.map { [$0["line.amount"], $0["line.quantity"], $0["line.refunds"]] } == [["-16.80", "-1", "1"]])
    // Only carriage was given back: 4.90 and its tax.
    let carriage = try #require(pulled.byKey["refund 49"])
    #expect(
      carriage.lines.map { [$0["line.kind"], $0["line.amount"], $0["line.tax"]] } == [["shipping", "-4.90", "-0.93"]])
  }

  @Test("refunds of the documentation are read without unknown fields")
  func documentedRefunds() async throws {
    let order = try Captured.node("rest-api-docs/orders-2.json")
    for name in try Captured.names("rest-api-docs", "order-refunds-") {
      let node = try Captured.node(name)
      var members: [JSONMember] = []
      if case .object(let given) = order.value { members = given }
      let summary = try JSONText.parse(Array(#"[{"id":1,"reason":"","total":"-1.00"}]"#.utf8))
      members.removeAll { $0.key == "refunds" }
      members.append(JSONMember("refunds", at: order.place, summary))
      let whole = JSONNode(.object(members), at: order.place)
      let refunds = node["id"] == nil ? node.elements : [node]
      let pulled = try await CapturedShop([whole], refunds: refunds).pulled()
      #expect(pulled.unknown == [], "\(name)")
      #expect(pulled.documents.count { $0.kind == "refund" } == refunds.count)
    }
  }

  @Test("a field that is new is told by its path, wherever it is")
  func unknown() async throws {
    let text = String(decoding: try Captured.bytes("wc11.0.1/order-de_mixed.json"), as: UTF8.self)
      .replacing(#""parent_id""#, with: #""gift_cards": [], "parent_id""#)
      .replacing(#""product_id""#, with: #""cost_of_goods": "1.00", "product_id""#)
    let pulled = try await CapturedShop([try JSONText.parse(Array(text.utf8))]).pulled()
    #expect(pulled.unknown == ["gift_cards", "line_items.cost_of_goods"])
  }

  @Test("names are without HTML's escapes, and nobody is lost to accents")
  func texts() async throws {
    let sale = try #require(try await CapturedShop.pulled("order-de_mixed").first)
    #expect(sale.lines.map { $0["line.title"] ?? "" }.contains("Buch: Über Käse & Wein"))
    #expect(sale["destination.city"] == "München" && sale["destination.name"] == "Anna Schmidt")
    #expect(sale["placed_at"] == "2026-11-23T21:26:16Z" && sale["date_created"] == "2026-11-23T22:26:16")
  }

  @Test("products, variations and customers are read without unknown fields")
  func catalogue() async throws {
    let products = try Captured.node("wc11.0.1/products.json").elements
    let variations = try Captured.node("wc11.0.1/variations.json").elements
    let customers = try Captured.node("wc11.0.1/customers.json").elements
    let shop = CannedTransport { request in
      let path = request.pathWithoutQuery
      var found = path.hasSuffix("customers") ? customers : path.hasSuffix("variations") ? variations : products
      found.sort { (Int($0["id"]?.text ?? "") ?? 0) < (Int($1["id"]?.text ?? "") ?? 0) }
      var writer = JSONWriter()
      writer.array { writer in for node in found { writer.node(node) } }
      return .canned(200, String(decoding: writer.takeBytes(), as: UTF8.self), ["X-WP-Total": String(found.count)])
    }
    let adapter = try TestShop(orders: 1).adapter(through: shop)
    let articles = try await Pulled(adapter, .products)
    #expect(articles.unknown == [])
    // Two variations have no SKU and show that of their product.
    let tee = try #require(articles.documents.first { $0["product_id"] == "17" })
    #expect(tee.lines.count == 5)
    #expect(tee.lines.count { $0["sku"] == "TEE" } == 3 && tee.lines.count { $0["sku_is_inherited"] == "1" } == 2)
    #expect(Set(tee.lines.compactMap { $0["article"] }).count == 5)
    let people = try await Pulled(adapter, .customers)
    #expect(people.unknown == [] && people.documents.first?["vat_id"] == "DE811907980")
    #expect(try await Pulled(adapter, .inventory).unknown == [])
  }
}

extension [Pulled.Document] {
  /// The place of a document by its id.
  fileprivate func order(_ id: String) -> Int { firstIndex { $0["id"] == id } ?? -1 }
}

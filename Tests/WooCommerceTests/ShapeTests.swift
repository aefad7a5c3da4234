/// The simulated shop's answers have the keys and types of the captured ones.
import Formats
import HTTPTypes
import Simulation
import Testing
import WooCommerce

@Suite("Shapes of answers")
struct ShapeTests {
  /// The kinds of value at each path; elements of arrays share a path.
  private func shape(_ nodes: [JSONNode]) -> [String: Set<String>] {
    var shape: [String: Set<String>] = [:]
    func visit(_ node: JSONNode, _ path: String) {
      switch node.value {
      case .null: shape[path, default: []].insert("null")
      case .bool: shape[path, default: []].insert("bool")
      case .number: shape[path, default: []].insert("number")
      case .string: shape[path, default: []].insert("string")
      case .array(let elements):
        shape[path, default: []].insert("array")
        for element in elements { visit(element, path + "[]") }
      case .object(let members):
        shape[path, default: []].insert("object")
        for member in members { visit(member.value, "\(path).\(member.key)") }
      }
    }
    for node in nodes { visit(node, "") }
    return shape
  }

  /// What is the platform's business and differs from shop to shop.
  private let free = [".meta_data[].value", "value", "options", "attributes[]", ".image", ".targetHints"]

  private func compare(_ captured: [JSONNode], _ simulated: [JSONNode], sometimes: Set<String> = []) {
    let real = shape(captured), own = shape(simulated)
    #expect(!simulated.isEmpty)
    for (path, kinds) in own where !free.contains(where: { path.contains($0) }) {
      guard let expected = real[path] else {
        if !sometimes.contains(path) { Issue.record("the real shop has no \(path)") }
        continue
      }
      if sometimes.contains(path) { continue }
      #expect(
        kinds.subtracting(expected).subtracting(["null"]) == [], "\(path) is \(kinds), \(expected) in the real shop")
      if kinds.contains("null") {
        #expect(expected.contains("null") || expected == ["null"] || sometimes.contains(path), "\(path) is never null")
      }
    }
    for path in real.keys where own[path] == nil && !free.contains(where: { path.contains($0) }) {
      if !sometimes.contains(path) { Issue.record("the simulated shop has no \(path)") }
    }
  }

  private func lists(_ shop: TestShop, _ path: String) -> [JSONNode] {
    shop.call(.get, path).1.elements
  }

  @Test("orders")
  func orders() throws {
    let captured =
      try Captured.names("wc11.0.1", "order-").map { try Captured.node($0) }
      + Captured.node("wc11.0.1/orders.json").elements
    var simulated: [JSONNode] = []
    for included in [true, false] {
      let shop = try TestShop(orders: 200, included: included)
      for page in 1...2 { simulated += lists(shop, "orders?per_page=100&page=\(page)") }
    }
    compare(captured, simulated)
  }

  @Test("an order that was created has the keys of one that was bought")
  func created() throws {
    let shop = try TestShop(orders: 50)
    let bought = lists(shop, "orders?per_page=50")
    let product = try #require(lists(shop, "products?type=simple&per_page=1").first)
    let body = #"""
      {"status":"completed","billing":{"email":"a@example.test","country":"DE"},"customer_id":2,
       "line_items":[{"product_id":\#(product["id"]?.text ?? ""),"quantity":2}],
       "shipping_lines":[{"method_id":"flat_rate","method_title":"P","total":"4.90"}],
       "fee_lines":[{"name":"Fee","total":"2.50"}],"meta_data":[{"key":"k","value":"v"}]}
      """#
    let (status, order) = shop.call(.post, "orders", body)
    #expect(status == 201)
    compare(
      bought, [order],
      sometimes: Set(
        shape(bought).keys.filter {
          $0.contains("coupon_lines[]") || $0.contains("refunds[]") || $0.contains("meta_data[]")
        }))
  }

  @Test("refunds, by order and all of them")
  func refunds() throws {
    let shop = try TestShop(orders: 300)
    let all = lists(shop, "refunds?per_page=100")
    // The captured refunds are of goods, carriage and sums; none is of a fee.
    let fees = Set(shape(all).keys.filter { $0.contains("fee_lines[]") })
    compare(
      try Captured.node("wc11.0.1/refunds_global.json").elements, all,
      sometimes: fees.union([".line_items[].parent_name"]))
    let parent = try #require(all.first?["parent_id"]?.text)
    let ofOrder = lists(shop, "orders/\(parent)/refunds")
    #expect(Set(shape(ofOrder).keys).isSubset(of: Set(shape(all).keys)) && shape(ofOrder)[".[].parent_id"] == nil)
  }

  @Test("products, variations, customers, coupons, taxes, classes, settings, reports, webhooks")
  func others() throws {
    let shop = try TestShop(orders: 60)
    compare(
      try Captured.node("wc11.0.1/products.json").elements, lists(shop, "products?per_page=100"))
    let variable = try #require(lists(shop, "products?type=variable&per_page=1").first?["id"]?.text)
    compare(try Captured.node("wc11.0.1/variations.json").elements, lists(shop, "products/\(variable)/variations"))
    compare(
      try Captured.node("wc11.0.1/customers.json").elements, lists(shop, "customers?per_page=100"),
      sometimes: ["._links.customer"])
    compare(try Captured.node("wc11.0.1/coupons.json").elements, lists(shop, "coupons"), sometimes: [".used_by[]"])
    compare(
      try Captured.node("wc11.0.1/taxes.json").elements, lists(shop, "taxes?per_page=100"),
      sometimes: [".postcodes[]", ".cities[]"])
    compare(try Captured.node("wc11.0.1/tax_classes.json").elements, lists(shop, "taxes/classes"))
    compare(try Captured.node("wc11.0.1/report_orders_totals.json").elements, lists(shop, "reports/orders/totals"))
    compare(try Captured.node("wc11.0.1/reports.json").elements, lists(shop, "reports"))
    compare(try Captured.node("wc11.0.1/settings_tax.json").elements, lists(shop, "settings/tax"))
    let hook = shop.call(.post, "webhooks", #"{"topic":"order.created","delivery_url":"http://127.0.0.1/hook"}"#).1
    compare([try Captured.node("wc11.0.1/webhook-create.json")], [hook])
  }
}

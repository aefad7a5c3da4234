/// The simulated shop answers with the names and types of the answers that Shopify's documentation shows.
import Formats
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Shapes of simulated answers")
struct SimulatedShapeTests {
  /// What kinds of values stand at each path.
  private struct Shape {
    var kinds: [String: Set<String>] = [:]

    init(_ bodies: [[UInt8]], at names: [String]) throws {
      for body in bodies {
        let payload = try JSONPayload(body)
        for name in names {
          guard let value = payload[name, in: payload.root] else { continue }
          if payload.kind(value) == .array {
            for element in payload.elements(of: value) { add(element, "", payload) }
          } else {
            add(value, "", payload)
          }
        }
      }
    }

    private mutating func add(_ element: JSONElement, _ path: String, _ payload: JSONPayload) {
      kinds[path, default: []].insert("\(payload.kind(element))")
      for member in payload.members(of: element) {
        add(member.value, "\(path).\(payload.string(member.key))", payload)
      }
      for item in payload.elements(of: element) { add(item, "\(path)[]", payload) }
    }

    /// The path of the object that a path is a member of.
    static func parent(_ path: String) -> String {
      String(path[..<(path.lastIndex { $0 == "." || $0 == "[" } ?? path.startIndex)])
    }
  }

  /// What differs: names that only one side has where both have the object, and types that the other side never has.
  /// Receipts are each gateway's own.
  private func differences(_ simulated: Shape, _ documented: Shape) -> [String] {
    var found: [String] = []
    for (path, kinds) in simulated.kinds {
      guard let known = documented.kinds[path] else {
        if documented.kinds[Shape.parent(path)] != nil, !path.hasSuffix("[]") {
          found.append("only simulated: \(path)")
        }
        continue
      }
      let strange = kinds.subtracting(known).subtracting(["null"])
      if !strange.isEmpty, known != ["null"] { found.append("\(path) is \(strange.sorted()), not \(known.sorted())") }
    }
    for path in documented.kinds.keys where simulated.kinds[path] == nil && !path.hasSuffix("[]") {
      let isObject = simulated.kinds[Shape.parent(path)]?.contains("object") ?? false
      if isObject, !path.contains(".receipt.") { found.append("not simulated: \(path)") }
    }
    return found.sorted()
  }

  private func get(_ shop: TestShop, _ path: String) async throws -> [UInt8] {
    try await shop.request(.get, path).body
  }

  /// Files of the documentation, the names of their records, and the paths that answer with them.
  private static let cases: [(file: String, names: [String], path: String)] = [
    ("order", ["orders", "order"], "orders.json?status=any&limit=250"),
    ("product", ["products", "product"], "products.json?limit=250"),
    ("customer", ["customers", "customer"], "customers.json?limit=250"),
    ("location", ["locations", "location"], "locations.json"),
    ("payout", ["payouts"], "shopify_payments/payouts.json"),
    ("payment_transaction", ["transactions"], "shopify_payments/balance/transactions.json"),
    ("shop", ["shop"], "shop.json"),
  ]

  @Test("lists have the names and types of the documentation's", arguments: cases.indices)
  func lists(_ index: Int) async throws {
    let (file, names, path) = Self.cases[index]
    let shop = try TestShop(orders: 200)
    let documented = try Example.all(file).filter { $0.method == "GET" && !$0.url.contains("fields=") }.map(\.body)
    let simulated = try Shape([try await get(shop, path)], at: names)
    let found = differences(simulated, try Shape(documented, at: names))
    #expect(found == [], "\(file)")
  }

  @Test("so have stock, articles, payments, refunds, variants and subscriptions")
  func records() async throws {
    let shop = try TestShop(orders: 200)
    let location = try #require(try await shop.ids("locations.json", "locations").first)
    let refunded = try #require(shop.simulator.state.read { $0.orders.first { !$0.refunds.isEmpty }?.id })
    let order = try await shop.orderID(refunded)
    let product = try #require(try await shop.ids("products.json", "products").first)
    let levels = try await get(shop, "inventory_levels.json?location_ids=\(location)")
    let payload = try JSONPayload(levels)
    let level = payload.elements(of: payload["inventory_levels", in: payload.root]).first { _ in true }
    let item = payload.string(payload["inventory_item_id", in: level])
    let hook = #"{"webhook":{"topic":"orders/create","address":"https://listener.example/","format":"json"}}"#
    _ = try await shop.request(.post, "webhooks.json", hook)
    let cases = [
      ("inventory_level", "inventory_levels", levels),
      ("inventory_item", "inventory_items", try await get(shop, "inventory_items.json?ids=\(item)")),
      ("transaction", "transactions", try await get(shop, "orders/\(order)/transactions.json")),
      ("refund", "refunds", try await get(shop, "orders/\(order)/refunds.json")),
      ("variant", "variants", try await get(shop, "products/\(product)/variants.json")),
      ("webhook", "webhooks", try await get(shop, "webhooks.json")),
    ]
    for (file, name, body) in cases {
      let documented = try Example.all(file).filter { $0.method == "GET" }.map(\.body)
      let found = differences(try Shape([body], at: [name]), try Shape(documented, at: [name]))
      // The documentation's articles have no SKU, its payments may lack how a card was used.
      #expect(found.filter { $0 != "only simulated: .sku" && $0 != "not simulated: .payment_details" } == [], "\(file)")
    }
  }
}

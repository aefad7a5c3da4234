/// The simulated shop is as strict as Shopify: filters, links, limits, scopes, versions and errors, word for word.
import Formats
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("The simulated Shopify on the wire")
struct SimulatedWireTests {
  @Test("errors have Shopify's status and words")
  func errors() async throws {
    let shop = try TestShop(orders: 5)
    let link = "page_info=abc&updated_at_min=2024-01-01"
    let cases: [(HTTPRequest.Method, String, String, Int, String)] = [
      (.get, "orders/1.json", "", 404, #"{"errors":"Not Found"}"#),
      (.get, "orders.json?limit=251", "", 400, #"{"errors":"Limit exceeds maximum limit of 250"}"#),
      (
        .get, "orders.json?\(link)", "", 400,
        #"{"errors":{"updated_at_min":"updated_at_min cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information."}}"#
      ),
      (.get, "orders.json?page_info=abcd", "", 400, #"{"errors":{"page_info":"Invalid value."}}"#),
      (.post, "orders.json", "{}", 400, #"{"errors":{"order":"Required parameter missing or invalid"}}"#),
      (
        .post, "orders.json", #"{"order":{}}"#, 422,
        #"{"errors":{"line_items":["must have at least one line item"]}}"#
      ),
      (.post, "products.json", #"{"product":{"title":""}}"#, 422, #"{"errors":{"title":["can't be blank"]}}"#),
      (.get, "nothing.json", "", 404, #"{"errors":"Not Found"}"#),
    ]
    for (method, path, body, status, words) in cases {
      let answer = try await shop.request(method, path, body)
      #expect(answer.head.status.code == status && answer.text == words, "\(path)")
    }
    var options = ShopifySimulator.Options()
    options.scopes = ["read_orders"]
    let answer = try await TestShop(orders: 1, options: options).request(.get, "products.json")
    #expect(answer.head.status.code == 403)
    #expect(answer.text == #"{"errors":"[API] This action requires merchant approval for read_products scope."}"#)
  }

  @Test("without a status only open orders are given and counted; with any, archived and cancelled ones too")
  func statuses() async throws {
    let shop = try TestShop(orders: 120)
    func count(_ query: String) async throws -> Int {
      let payload = try await shop.payload(.get, "orders/count.json\(query)")
      return Int(payload.string(payload["count", in: payload.root])) ?? -1
    }
    let all = try await count("?status=any")
    #expect(all == 120)
    let (plain, open) = (try await count(""), try await count("?status=open"))
    let (closed, cancelled) = (try await count("?status=closed"), try await count("?status=cancelled"))
    #expect(plain < all && open == plain && closed > 0 && cancelled > 0)
    let pulled = try await Pulled(try shop.adapter())
    #expect(pulled.documents.count { $0["document_kind"] == "sale" } == all)
    #expect(Set(pulled.documents.map { $0["cancelled_at"].isEmpty }) == [true, false])
  }

  @Test("links lead forth and back, hold the filters, and end")
  func links() async throws {
    let shop = try TestShop(orders: 90)
    func page(_ path: String) async throws -> (ids: [String], next: String?, previous: String?) {
      let answer = try await shop.request(.get, path)
      let payload = try JSONPayload(answer.body)
      let ids = payload.elements(of: payload["orders", in: payload.root]).map { payload.string(payload["id", in: $0]) }
      func link(_ relation: String) -> String? {
        answer.field("link")?.split(separator: ", ").first { $0.hasSuffix("rel=\"\(relation)\"") }
          .flatMap { $0.firstMatch(of: /2024-01\/([^>]+)>/) }.map { String($0.1) }
      }
      return (ids, link("next"), link("previous"))
    }
    let first = try await page("orders.json?status=any&limit=40&order=updated_at+asc")
    let second = try await page(try #require(first.next))
    let third = try await page(try #require(second.next))
    #expect([first, second, third].map(\.ids.count) == [40, 40, 10])
    #expect(third.next == nil && first.previous == nil)
    #expect(Set(first.ids + second.ids + third.ids).count == 90)
    #expect(try await page(try #require(third.previous)).ids == second.ids)
    #expect(try await page(try #require(second.previous)).ids == first.ids)
  }

  @Test("the bucket fills, overflows without its field, and leaks with time")
  func bucket() async throws {
    let shop = try TestShop(orders: 1)
    #expect(try await shop.request(.get, "shop.json").field("x-shopify-shop-api-call-limit") == "1/40")
    for _ in 0..<39 { _ = try await shop.request(.get, "shop.json") }
    let over = try await shop.request(.get, "shop.json")
    #expect(over.head.status.code == 429 && over.field("Retry-After") == "2.0")
    #expect(over.field("X-Shopify-Shop-Api-Call-Limit") == nil)
    #expect(over.text.contains("Exceeded 2 calls per second for api client."))
    shop.clock.advance(milliseconds: 2_000)
    #expect(try await shop.request(.get, "shop.json").field("X-Shopify-Shop-Api-Call-Limit") == "37/40")
  }

  @Test("a pull keeps below the rim by itself, and says so in time")
  func pace() async throws {
    let shop = try TestShop(orders: 400)
    let start = shop.clock.now()
    let counted = FaultyTransport(shop.simulator, .none)
    _ = try await Pulled(try shop.adapter(through: counted, settings: ["transactions": "true"]))
    // 400 requests for payments at two a second, less the forty that a bucket holds.
    #expect(counted.requestCount > 400 && shop.clock.now() - start >= 170_000)
    #expect(shop.clock.now() - start < 220_000)
  }

  @Test("a version that is not served is answered by the oldest, which the connector says")
  func versions() async throws {
    let shop = try TestShop(orders: 1)
    #expect(try await shop.request(.get, "shop.json", version: "2019-04").field("X-Shopify-API-Version") == "2024-01")
    let identity = try await shop.adapter(settings: ["api_version": "2019-04"]).connect()
    #expect(identity.version == "2024-01" && identity.limits.contains { $0.contains("2019-04") })
  }

  @Test("without read_all_orders an old order is as if it were not there")
  func sixtyDays() async throws {
    let whole = try TestShop(orders: 100)
    let id = try await whole.orderID(1)
    #expect(try await whole.request(.get, "orders/\(id).json").head.status.code == 200)
    var options = ShopifySimulator.Options()
    options.scopes.remove("read_all_orders")
    let part = try TestShop(orders: 100, options: options)
    #expect(try await part.request(.get, "orders/\(id).json").head.status.code == 404)
    let accepted = try part.adapter(settings: ["sixty_days": "accept"])
    let count = try await Pulled(accepted).documents.count { $0["document_kind"] == "sale" }
    #expect(count > 0 && count < 100)
  }

  @Test("what is written is read back: products, variants, stock, orders, refunds, subscriptions")
  func keeps() async throws {
    let shop = try TestShop(orders: 5)
    let made = try await shop.payload(
      .post, "products.json", #"{"product":{"title":"Cup","variants":[{"sku":"CUP-1","price":"12.50"}]}}"#)
    let product = made.string(made["id", in: made["product", in: made.root]])
    let read = try await shop.payload(.get, "products/\(product).json")
    let variant = read.elements(of: read["variants", in: read["product", in: read.root]]).first { _ in true }
    #expect(read.string(read["sku", in: variant]) == "CUP-1" && read.string(read["price", in: variant]) == "12.50")
    let id = read.string(read["id", in: variant])
    let order = try await shop.payload(
      .post, "orders.json", #"{"order":{"line_items":[{"variant_id":\#(id),"quantity":2}],"email":"kim@example.com"}}"#)
    let body = try #require(order["order", in: order.root])
    #expect(order.string(order["total_price", in: body]) == "25.00")
    let line = order.elements(of: order["line_items", in: body]).first { _ in true }
    let refund = try await shop.payload(
      .post, "orders/\(order.string(order["id", in: body]))/refunds.json",
      #"{"refund":{"refund_line_items":[{"line_item_id":\#(order.string(order["id", in: line])),"quantity":1}]}}"#)
    #expect(!refund.isNull(refund["refund", in: refund.root]))
    let again = try await shop.payload(.get, "orders/\(order.string(order["id", in: body])).json")
    let changed = again["order", in: again.root]
    #expect(again.string(again["financial_status", in: changed]) == "partially_refunded")
    #expect(again.string(again["current_total_price", in: changed]) == "12.50")
    #expect(try await shop.request(.delete, "products/\(product).json").head.status.code == 200)
    #expect(try await shop.request(.get, "products/\(product).json").head.status.code == 404)
  }

  @Test("a query that costs too much, or more than is left, is refused with HTTP 200")
  func costs() async throws {
    let shop = try TestShop(orders: 5)
    func query(_ text: String) async throws -> PlatformResponse {
      try await shop.request(.post, "graphql.json", #"{"query":"\#(text)"}"#)
    }
    let shopName = try await query("{ shop { name currencyCode } }")
    #expect(shopName.text.contains(#""currencyCode":"EUR""#) && shopName.text.contains("throttleStatus"))
    let large = try await query(
      "{ orders(first: 100) { edges { node { lineItems(first: 100) { edges { node { id } } } } } } }")
    #expect(large.head.status.code == 200 && large.text.contains("MAX_COST_EXCEEDED"))
    #expect(
      try await query("{ orders(first: 251) { edges { node { id } } } }").text.contains("first cannot exceed 250."))
    var last = ""
    for _ in 0..<40 { last = try await query("{ orders(first: 240) { edges { node { id } } } }").text }
    #expect(last.contains(#""code":"THROTTLED""#) && last.contains(#""actualQueryCost":null"#))
  }
}

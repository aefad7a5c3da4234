/// The simulated shop answers as the captured one did: lists, errors, paging, times and writes.
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("The simulated WooCommerce")
struct SimulatorTests {
  private func ids(_ shop: TestShop, _ query: String) -> [Int] {
    shop.call(.get, query).1.elements.compactMap { Int($0["id"]?.text ?? "") }
  }

  @Test("pages have totals and links as captured")
  func paging() throws {
    let shop = try TestShop(orders: 22)
    let first = shop.raw(.get, "orders")
    #expect(first.field("X-WP-Total") == "22" && first.field("X-WP-TotalPages") == "3")
    #expect(first.field("Allow") == "GET, POST" && first.field("Content-Type") == "application/json; charset=UTF-8")
    let second = shop.raw(.get, "orders?per_page=5&page=2")
    let link = try #require(second.field("Link"))
    #expect(link.contains(#"&page=1>; rel="prev", <"#) && link.hasSuffix(#"&page=3>; rel="next""#))
    #expect(
      shop.raw(.get, "orders?per_page=100").field("Link")
        == #"<https://shop.example/wp-json/>; rel="https://api.w.org/""#)
    let beyond = shop.raw(.get, "orders?per_page=5&page=99")
    #expect(String(decoding: beyond.body, as: UTF8.self) == "[]" && beyond.field("X-WP-Total") == "0")
    #expect(beyond.field("Link")?.contains(#"page=0>; rel="prev""#) == true)
    var options = WooCommerceSimulator.Options()
    options.storage = .posts
    #expect(
      try TestShop(orders: 22, options: options).raw(.get, "orders?per_page=5&page=99").field("X-WP-Total") == "22")
    #expect(ids(shop, "orders?offset=20&per_page=5").count == 2)
    let all = ids(shop, "orders?per_page=100")
    #expect(
      all == all.sorted(by: >) && ids(shop, "orders?orderby=id&order=asc&per_page=3") == Array(all.reversed().prefix(3))
    )
    #expect(ids(shop, "orders?include=\(all[0]),\(all[3])") == [all[0], all[3]])
  }

  @Test("fields can be chosen: a single record keeps its links, those of a list do not")
  func fields() throws {
    let shop = try TestShop(orders: 3)
    let list = String(decoding: shop.raw(.get, "orders?per_page=1&_fields=id").body, as: UTF8.self)
    #expect(list.wholeMatch(of: /\[\{"id":\d+\}\]/) != nil)
    let id = ids(shop, "orders")[0]
    let one = shop.call(.get, "orders/\(id)?_fields=total,billing.city").1
    #expect(one["total"] != nil && one["_links"] != nil && one["status"] == nil && one["billing"]?["city"] != nil)
  }

  private static let errors: [(String, Int, String)] = [
    ("orders?per_page=0", 400, #""params":{"per_page":"per_page must be between 1 (inclusive) and 100 (inclusive)"}"#),
    ("orders?per_page=101", 400, #""code":"rest_out_of_bounds""#),
    ("orders?per_page=abc", 400, #""message":"per_page is not of type integer.""#),
    ("orders?page=0", 400, #"page must be greater than or equal to 1"#),
    ("orders?orderby=total", 400, "orderby is not one of date, id, include, title, slug, and modified."),
    (
      "orders?status=shipped", 400,
      "status[0] is not one of any, trash, auto-draft, pending, processing, on-hold, completed, cancelled, refunded, failed, and checkout-draft."
    ),
    ("orders?after=2020-01-01", 400, #"{"code":"rest_invalid_date","message":"Invalid date.","data":null}"#),
    (
      "orders/999999", 404,
      #"{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}"#
    ),
    (
      "orders/abc", 404,
      #"{"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}"#
    ),
    ("nonsense", 404, "rest_no_route"), ("customers/99999", 404, "wc_user_invalid_id"),
  ]

  @Test("errors in WordPress's words", arguments: errors.indices)
  func error(index: Int) throws {
    let (path, status, text) = Self.errors[index]
    let answer = try TestShop(orders: 2).raw(.get, path)
    #expect(answer.head.status.code == status)
    #expect(String(decoding: answer.body, as: UTF8.self).contains(text))
  }

  @Test("a window by when orders changed: exclusive, in the site's time, in UTC, and shifted twice where both are said")
  func windows() throws {
    let shop = try TestShop(orders: 30)
    let newest = try #require(shop.call(.get, "orders?orderby=modified&per_page=1").1.elements.first)
    let local = newest["date_modified"]?.text ?? "", utc = newest["date_modified_gmt"]?.text ?? ""
    #expect(local != utc)
    #expect(ids(shop, "orders?modified_after=\(local)") == [])
    #expect(ids(shop, "orders?modified_after=\(utc)&dates_are_gmt=true") == [])
    #expect(ids(shop, "orders?modified_after=\(utc)Z") == [])
    let before = ids(shop, "orders?modified_before=\(utc)&dates_are_gmt=true&per_page=100")
    #expect(!before.contains(Int(newest["id"]?.text ?? "") ?? 0) && before.count <= 29)
    // An hour or two too late, as captured.
    let earlier = WooTimeText.minusMinutes(utc, 30)
    #expect(ids(shop, "orders?modified_after=\(earlier)&dates_are_gmt=true").count >= 1)
    #expect(ids(shop, "orders?modified_after=\(earlier)Z&dates_are_gmt=true") == [])
  }

  @Test("16 · lists drift while they are read, just as captured", arguments: [true, false])
  func drift(isNew: Bool) throws {
    let shop = try TestShop(orders: 20)
    let first = ids(shop, "orders?per_page=5&orderby=id&order=asc")
    if isNew { shop.call(.post, "orders", #"{"line_items":[]}"#) } else { shop.call(.delete, "orders/\(first[1])") }
    let second = ids(shop, "orders?per_page=5&page=2&orderby=id&order=asc")
    let all = ids(shop, "orders?per_page=100&orderby=id&order=asc")
    let skipped = all.filter { $0 > first[4] && $0 < second[0] }
    #expect(skipped.count == (isNew ? 0 : 1))
    shop.clock.advance(milliseconds: 5_000)
    let page = ids(shop, "orders?per_page=5&orderby=modified&order=asc")
    shop.call(.put, "orders/\(page[0])", "{}")
    let next = ids(shop, "orders?per_page=5&page=2&orderby=modified&order=asc")
    #expect(Set(page).isDisjoint(with: next))
    #expect(ids(shop, "orders?orderby=modified&per_page=1") == [page[0]])
  }

  @Test("deleting: into the trash with the status of before, then gone", arguments: [false, true])
  func deleting(isForced: Bool) throws {
    let shop = try TestShop(orders: 5)
    let id = ids(shop, "orders")[0]
    let status = shop.call(.get, "orders/\(id)").1["status"]?.text
    let (code, body) = shop.call(.delete, "orders/\(id)\(isForced ? "?force=true" : "")")
    #expect(code == 200 && body["status"]?.text == status)
    #expect(!ids(shop, "orders?per_page=100").contains(id))
    #expect(shop.call(.get, "orders/\(id)").0 == (isForced ? 404 : 200))
    guard !isForced else { return }
    #expect(shop.call(.get, "orders/\(id)").1["status"]?.text == "trash" && ids(shop, "orders?status=trash") == [id])
    #expect(shop.call(.delete, "orders/\(id)").1["code"]?.text == "woocommerce_rest_already_trashed")
    #expect(shop.call(.delete, "taxes/1").0 == 501)
  }

  @Test(
    "refunds are made, bound by what was paid, and change the order; what is wrong with them is odd as in the real one")
  func refunds() throws {
    let shop = try TestShop(orders: 60)
    let order = try #require(shop.call(.get, "orders?status=processing&per_page=1").1.elements.first)
    let id = order["id"]?.text ?? "", total = order["total"]?.text ?? ""
    shop.clock.advance(milliseconds: 5_000)
    let tooMuch = shop.call(.post, "orders/\(id)/refunds", #"{"amount":"99999","api_refund":false}"#)
    #expect(
      tooMuch.0 == 500 && tooMuch.1["data"]?.text == "500" && tooMuch.1["message"]?.text == "Invalid refund amount.")
    let negative = shop.call(.post, "orders/\(id)/refunds", #"{"amount":"-1","api_refund":false}"#)
    #expect(negative.0 == 500 && negative.1["data"]?.text == "400")
    let gateway = shop.call(.post, "orders/\(id)/refunds", #"{"amount":"1"}"#)
    #expect(gateway.1["message"]?.text == "The payment gateway for this order does not exist.")
    let made = shop.raw(.post, "orders/\(id)/refunds", #"{"amount":"\#(total)","reason":"all","api_refund":false}"#)
    #expect(made.head.status.code == 201 && made.field("Location")?.contains(#"(?P<order_id>[\d]+)"#) == true)
    let after = shop.call(.get, "orders/\(id)").1
    #expect(after["status"]?.text == "refunded" && after["total"]?.text == total)
    #expect(
      after["refunds"]?["0"]?["total"]?.text == "-\(total)" && after["refunds"]?["0"]?["total_tax"]?.text == "0.00")
    #expect(after["date_modified_gmt"]?.text != order["date_modified_gmt"]?.text)
    let listed = shop.call(.get, "refunds?parent=\(id)").1.elements
    #expect(listed.count == 1 && listed[0]["parent_id"]?.text == id && listed[0]["line_items"]?.elements.count == 0)
  }

  @Test("a batch is answered item by item, up to a hundred of them")
  func batch() throws {
    let shop = try TestShop(orders: 3)
    let id = ids(shop, "orders")[0]
    let (code, body) = shop.call(
      .post, "orders/batch", #"{"update":[{"id":\#(id),"customer_note":"x"},{"id":999999}]}"#)
    #expect(code == 200 && body["update"]?["0"]?["customer_note"]?.text == "x")
    #expect(body["update"]?["1"]?["error"]?["code"]?.text == "woocommerce_rest_shop_order_invalid_id")
    let many = (0...100).map { _ in #"{"id":1}"# }.joined(separator: ",")
    let tooMany = shop.call(.post, "orders/batch", #"{"update":[\#(many)]}"#)
    #expect(tooMany.0 == 413 && tooMany.1["message"]?.text == "Unable to accept more than 100 items for this request.")
  }

  @Test("what moves an order's date differs by where orders are kept")
  func dates() throws {
    for storage in [WooCommerceSimulator.Storage.tables, .posts] {
      var options = WooCommerceSimulator.Options()
      options.storage = storage
      let shop = try TestShop(orders: 3, options: options)
      let id = ids(shop, "orders")[0]
      func changed() -> String { shop.call(.get, "orders/\(id)").1["date_modified_gmt"]?.text ?? "" }
      let before = changed()
      shop.clock.advance(milliseconds: 60_000)
      shop.call(.put, "orders/\(id)", #"{"meta_data":[{"key":"a","value":"b"}]}"#)
      #expect((changed() != before) == (storage == .tables))
      shop.call(.put, "orders/\(id)", #"{"customer_note":"a"}"#)
      #expect(changed() != before)
    }
    var options = WooCommerceSimulator.Options()
    options.storage = .posts
    #expect(try TestShop(orders: 1, options: options).call(.get, "refunds").0 == 404)
  }

  @Test("products, customers, webhooks, counts")
  func others() throws {
    let shop = try TestShop(orders: 30)
    #expect(shop.call(.post, "products", #"{"name":"A","sku":"NEW-1","regular_price":"3"}"#).1["price"]?.text == "3.00")
    let taken = shop.call(.post, "products", #"{"name":"B","sku":"NEW-1"}"#)
    #expect(
      taken.0 == 400 && taken.1["code"]?.text == "product_invalid_sku"
        && taken.1["data"]?["unique_sku"]?.text == "NEW-1-1")
    let customer = shop.call(.post, "customers", #"{"email":"new@example.test","billing":{"city":"Ulm"}}"#).1
    #expect(shop.call(.get, "customers/\(customer["id"]?.text ?? "")").1["billing"]?["city"]?.text == "Ulm")
    #expect(shop.call(.post, "customers", #"{"email":"new"}"#).0 == 400)
    #expect(
      shop.call(.post, "webhooks", #"{"topic":"order.moved","delivery_url":"http://a.example"}"#).1["code"]?.text
        == "woocommerce_rest_shop_webhook_invalid_topic")
    #expect(
      shop.call(.post, "webhooks", #"{"topic":"order.created","delivery_url":"ftp://a"}"#).1["code"]?.text
        == "woocommerce_rest_shop_webhook_invalid_delivery_url")
    let counts = shop.call(.get, "reports/orders/totals").1.elements.compactMap { Int($0["total"]?.text ?? "") }
    #expect(counts.count == 8 && counts.reduce(0, +) == 30)
    #expect(!shop.call(.get, "taxes?per_page=100").1.elements.isEmpty && !shop.call(.get, "coupons").1.elements.isEmpty)
  }
}

/// Arithmetic with times of the day, for tests.
enum WooTimeText {
  /// A time some minutes earlier on the same day; the first minutes of a day stay within it.
  static func minusMinutes(_ text: String, _ minutes: Int) -> String {
    let parts = text.split(separator: "T")
    let time = parts[1].split(separator: ":").compactMap { Int($0) }
    let minute = max(0, time[0] * 60 + time[1] - minutes)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts[0])T\(two(minute / 60)):\(two(minute % 60)):\(two(time[2]))"
  }
}

/// Pulls of every stream, and what befalls a pull of orders: many changes in one second, limits, later changes.
import Formats
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Pulling a Shopify shop")
struct AdapterPullTests {
  @Test("hundreds of orders that changed in the same second come once each, also behind a link that ran out")
  func sameSecond() async throws {
    let shop = try TestShop(orders: 400)
    shop.simulator.state.write { data in
      for index in data.orders.indices { data.orders[index].updatedAt = 1_767_300_000 }
    }
    let whole = try await Pulled(try shop.adapter())
    #expect(whole.documents.count == whole.byKey.count)
    #expect(whole.documents.count { $0["document_kind"] == "sale" } == 400)
    let cursor = try #require(whole.cursors.first)
    #expect(cursor.text.utf8.count <= 4_096 && cursor.text.allSatisfy(\.isASCII))
    shop.clock.advance(milliseconds: 7_200_000)
    let rest = try await Pulled(try shop.adapter(), from: cursor)
    #expect(Set(rest.documents.map(\.key)) == Set(whole.documents[whole.sizes[0]...].map(\.key)))
    #expect(rest.documents.count == rest.byKey.count)
  }

  @Test("what happens to an old order comes the next night: an edit, a cancellation, a refund after two years")
  func laterChanges() async throws {
    let shop = try TestShop(orders: 60)
    _ = try await Pulled(try shop.adapter())
    shop.clock.advance(milliseconds: 2 * 365 * 86_400_000)
    let night = shop.clock.now() / 1_000
    let paid = try #require(
      shop.simulator.state.read { $0.orders.first { $0.state == .completed && $0.refunds.isEmpty }?.id })
    let open = try #require(shop.simulator.state.read { $0.orders.first { $0.state == .pending }?.id })
    let (paidID, openID) = (try await shop.orderID(paid), try await shop.orderID(open))
    let order = try #require(shop.simulator.state.read { $0.orders.first { $0.id == paid } })
    let line = try #require(order.lines.first)
    let payload = try await shop.payload(.get, "orders/\(paidID).json")
    let first = payload.elements(of: payload["line_items", in: payload["order", in: payload.root]]).first { _ in true }
    let refund =
      #"{"refund":{"refund_line_items":[{"line_item_id":\#(payload.string(payload["id", in: first])),"quantity":\#(line.quantity)}]}}"#
    #expect(try await shop.request(.post, "orders/\(paidID)/refunds.json", refund).head.status.code == 201)
    #expect(try await shop.request(.post, "orders/\(openID)/cancel.json").head.status.code == 200)
    let pulled = try await Pulled(try shop.adapter(), .orders, PullWindow(since: night))
    #expect(
      pulled.documents.map(\.key).sorted()
        == [
          "refund \(try pulled.first("refund")["id"])", "sale \(paidID)", "sale \(openID)",
        ].sorted())
    #expect(pulled.byKey["sale \(openID)"]?["financial_status"] == "voided")
    #expect(try pulled.first("refund")["refunds"] == paidID)
  }

  @Test("smaller pages are asked for when Shopify fails on large ones")
  func smallerPages() async throws {
    let shop = try TestShop(orders: 300)
    let simulator = shop.simulator
    let fails = PickyTransport(base: simulator) { request in
      request.head.path?.contains("limit=250") == true ? simulator.failed(request, status: 500) : nil
    }
    let pulled = try await Pulled(try shop.adapter(through: fails))
    #expect(pulled.documents.count { $0["document_kind"] == "sale" } == 300 && pulled.cursors.count == 2)
  }

  @Test("a list that is missing for a moment is asked for again")
  func transientlyMissing() async throws {
    let shop = try TestShop(orders: 20)
    let once = OnceMissing(base: shop.simulator)
    #expect(try await Pulled(try shop.adapter(through: once)).documents.count >= 20)
  }

  @Test("products, customers, stock and payouts come whole, and go on at a cursor")
  func streams() async throws {
    let shop = try TestShop(orders: 300)
    let data = shop.simulator.state.read { $0 }
    let products = try await Pulled(try shop.adapter(), .products)
    #expect(products.documents.count == data.products.count && products.unknown == [])
    #expect(products.documents.reduce(0) { $0 + $1.lines.count } == data.products.reduce(0) { $0 + $1.variants.count })
    let customers = try await Pulled(try shop.adapter(), .customers)
    #expect(customers.documents.count == data.customers.count && customers.unknown == [])
    let stock = try await Pulled(try shop.adapter(), .inventory)
    let levels = data.products.flatMap(\.variants).reduce(0) { $0 + $1.stock.count }
    #expect(stock.documents.count == levels && stock.documents.allSatisfy { !$0["item.sku"].isEmpty })
    let payouts = try await Pulled(try shop.adapter(), .payouts)
    #expect(payouts.documents.count > 10 && payouts.documents.count == payouts.byKey.count)
    for stream in [PlatformStream.products, .customers, .inventory, .payouts] {
      let whole = try await Pulled(try shop.adapter(), stream)
      var before = 0
      for (cursor, size) in zip(whole.cursors, whole.sizes) {
        before += size
        let rest = try await Pulled(try shop.adapter(), stream, from: cursor)
        #expect(rest.documents == Array(whole.documents[before...]), "\(stream)")
      }
    }
  }

  @Test("a payout is the sum of its transactions")
  func payouts() async throws {
    let pulled = try await Pulled(try TestShop(orders: 300).adapter(), .payouts)
    for payout in pulled.documents {
      let nets = payout.lines.reduce(0) { $0 + Pulled.cents($1["transaction.net"]) }
      #expect(nets == Pulled.cents(payout["amount"]), "\(payout["id"])")
    }
  }

  @Test("payments are asked for when a setting says so, and only what succeeded counts")
  func payments() async throws {
    let pulled = try await Pulled(try TestShop(orders: 40).adapter(settings: ["transactions": "true"]))
    let paid = pulled.documents.filter { $0["document_kind"] == "sale" && $0["financial_status"] == "paid" }
    #expect(!paid.isEmpty && paid.allSatisfy { $0["transactions.paid"] == $0["total"] })
  }
}

extension Pulled {
  /// An amount in hundredths.
  static func cents(_ text: String?) -> Int {
    let parts = (text ?? "0").split(separator: ".")
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    let digits = Int("\(parts[0])\((decimals + "00").prefix(2))") ?? 0
    return digits
  }
}

/// A transport that answers some requests itself.
struct PickyTransport: Transport {
  let base: any Transport
  let answer: @Sendable (PlatformRequest) -> PlatformResponse?

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    if let answer = answer(request) { return answer }
    return try await base.send(request)
  }
}

/// A transport whose first list of orders is not found.
actor OnceMissing: Transport {
  private let base: any Transport
  private var hasMissed = false

  init(base: any Transport) { self.base = base }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    if !hasMissed, request.pathWithoutQuery.hasSuffix("/orders.json") {
      hasMissed = true
      var head = HTTPResponse(status: .notFound)
      head.headerFields[.contentType] = "application/json"
      return PlatformResponse(head, body: Array(#"{"errors":"Not Found"}"#.utf8))
    }
    return try await base.send(request)
  }
}

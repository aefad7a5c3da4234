/// What WooCommerce tells nobody is found by listing everything.
import Columns
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Reconciling")
struct ReconciliationTests {
  private func known(_ pulled: Pulled, at now: Int64) -> [KnownDocument] {
    pulled.documents.map { document in
      KnownDocument(
        id: document["id"], refunds: document["refunds"].isEmpty ? nil : document["refunds"], placedAt: 1_750_000_000,
        changedAt: document.kind == "sale" ? now : nil, currency: document["currency"])
    }
  }

  private func reconcile(_ adapter: WooCommerceAdapter, _ known: [KnownDocument]) async throws -> Pulled {
    let columns = WooCommerceAdapter.columns(of: .orders)
    var pull = try #require(adapter.reconcile(known, columns: columns))
    var pulled = Pulled()
    try await pulled.read(&pull, columns)
    return pulled
  }

  @Test("12 · a refund that was deleted moves no date; the sweep finds it and gives a document of nothing in its place")
  func deletedRefund() async throws {
    let shop = try TestShop(orders: 80)
    let adapter = try shop.adapter(settings: ["page_size": "20"])
    let before = try await Pulled(adapter)
    let refund = try #require(before.documents.first { $0.kind == "refund" })
    let now = shop.simulator.state.now
    let (status, _) = shop.call(.delete, "orders/\(refund["refunds"])/refunds/\(refund["id"])?force=true")
    #expect(status == 200)
    shop.clock.advance(milliseconds: 60_000)
    #expect(try await Pulled(adapter, .orders, PullWindow(since: now)).documents == [])
    let found = try await reconcile(adapter, known(before, at: now))
    let void = try #require(found.documents.first)
    #expect(found.documents.count == 1 && void.key == refund.key)
    #expect(
      [void["total"], void["total_tax"], void["status"], void["refunds"]] == ["0", "0", "deleted", refund["refunds"]])
    #expect(void.tied == void.total && void["currency"] == "EUR" && void["placed_at"].hasSuffix("Z"))
    #expect(found.leftOut.values.reduce(0, +) == 1)
  }

  @Test(
    "orders that were deleted for good, put into the trash, changed or made are told apart from those that are as they were"
  )
  func everything() async throws {
    let shop = try TestShop(orders: 60)
    let adapter = try shop.adapter()
    let before = try await Pulled(adapter)
    let sales = before.documents.filter { $0.kind == "sale" }.map { $0["id"] }
    let now = shop.simulator.state.now
    shop.clock.advance(milliseconds: 60_000)
    shop.call(.delete, "orders/\(sales[0])?force=true")
    shop.call(.delete, "orders/\(sales[1])")
    shop.call(.put, "orders/\(sales[2])", #"{"customer_note":"ring twice"}"#)
    let made = shop.call(.post, "orders", #"{"line_items":[]}"#).1["id"]?.text ?? ""
    let found = try await reconcile(adapter, known(before, at: now))
    #expect(found.byKey["sale \(sales[0])"]?["status"] == "deleted")
    #expect(found.byKey["sale \(sales[1])"]?["status"] == "trash")
    #expect(found.byKey["sale \(sales[2])"]?["customer_note"] == "ring twice")
    #expect(found.byKey["sale \(made)"]?["total"] == "0.00")
    #expect(found.documents.filter { $0.kind == "sale" }.count == 4)
    #expect(
      try await reconcile(adapter, known(try await Pulled(adapter), at: now + 3_600)).documents.map { $0["status"] }
        == [])
  }

  @Test("single orders are pulled by their ids; those that are gone are told")
  func single() async throws {
    let shop = try TestShop(orders: 40)
    let adapter = try shop.adapter()
    let all = try await Pulled(adapter).byKey
    let refund = try #require(all.values.first { $0.kind == "refund" })
    let columns = WooCommerceAdapter.columns(of: .orders)
    var pull = adapter.pullOrders([try #require(Int64(refund["refunds"])), 999_999], columns: columns)
    let page = try #require(try await pull.next())
    #expect(page.batch.documentCount >= 2)
    let end = try await pull.next()
    #expect(end.map { _ in true } == nil)
    #expect(pull.missing == [999_999])
  }
}

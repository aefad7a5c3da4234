/// Orders come once each, whole, and to the cent, whatever happens on the way.
import Columns
import Commerce
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Pulling orders from WooCommerce")
struct PullTests {
  @Test(
    "every order and refund comes once, and its lines add up to its total", arguments: [true, false],
    [WooCommerceSimulator.Storage.tables, .posts])
  func wholeShop(included: Bool, storage: WooCommerceSimulator.Storage) async throws {
    var options = WooCommerceSimulator.Options()
    options.storage = storage
    let shop = try TestShop(included: included, options: options)
    let pulled = try await Pulled(try shop.adapter())
    let orders = shop.simulator.state.read { $0.orders }
    #expect(pulled.documents.count == pulled.byKey.count)
    #expect(pulled.documents.count { $0.kind == "sale" } == orders.count)
    #expect(pulled.documents.count { $0.kind == "refund" } == orders.reduce(0) { $0 + $1.refunds.count })
    #expect(pulled.documents.filter { $0.tied != $0.total }.map(\.key) == [])
    #expect(pulled.unknown == [] && pulled.findings == [])
    let totals = orders.reduce(Int64(0)) { $0 + $1.total(pricesIncludeTax: included) }
    let sum = pulled.documents.filter { $0.kind == "sale" }.reduce(Int64(0)) { $0 + ($1.total?.millionths ?? 0) }
    #expect(sum == totals * 10_000)
    #expect(pulled.latestChange == orders.map(\.updatedAt).max())
  }

  @Test("a pull that goes on at a cursor gives what was left")
  func resumes() async throws {
    let shop = try TestShop(orders: 120)
    let adapter = try shop.adapter(settings: ["page_size": "20"])
    let whole = try await Pulled(adapter)
    #expect(whole.cursors.count >= 6)
    var before = 0
    for (cursor, size) in zip(whole.cursors, whole.sizes) {
      before += size
      #expect(cursor.text.utf8.count < 200 && cursor.text.allSatisfy(\.isASCII))
      let rest = try await Pulled(adapter, from: cursor)
      #expect(rest.documents.map(\.key) == whole.documents[before...].map(\.key))
    }
  }

  @Test("throttling, faults and broken answers change nothing", arguments: FaultProfile.all)
  func faults(profile: FaultProfile) async throws {
    let shop = try TestShop(orders: 200)
    let expected = try await Pulled(try shop.adapter()).byKey
    let faulty = FaultyTransport(shop.simulator, profile, seed: 3)
    let settings = ["page_size": "20"]
    #expect(try await Pulled(try shop.adapter(through: faulty, settings: settings)).byKey == expected)
  }

  @Test("the same over plain HTTP, where each request is signed anew", arguments: ["HMAC-SHA256", "HMAC-SHA1"])
  func plain(method: String) async throws {
    let shop = try TestShop(orders: 60)
    let expected = try await Pulled(try shop.adapter()).byKey
    let faulty = FaultyTransport(shop.simulator, .flaky, seed: 5)
    let adapter = try shop.adapter(
      through: faulty, shop: "http://shop.example", settings: ["signature_method": method, "page_size": "10"])
    #expect(try await Pulled(adapter).byKey == expected)
  }

  @Test("16 · orders that are edited, deleted or repeated between two pages take none of the others with them")
  func editsBetweenPages() async throws {
    let shop = try TestShop(orders: 150)
    let all = try await Pulled(try shop.adapter()).byKey
    let gone: [Int64] = [3, 9, 27, 31]
    var edits = (2...9).map { ShopEdit.touchOrder(Int64($0 * 6), beforeRequest: $0 * 2) }
    edits += gone.enumerated().map { ShopEdit.deleteOrder($1, beforeRequest: 6 + $0 * 3) }
    edits += [ShopEdit.repeatOrder(140, beforeRequest: 8), ShopEdit.repeatOrder(2, beforeRequest: 11)]
    let edited = FaultyTransport(shop.simulator, .none, edits: edits)
    let pulled = try await Pulled(try shop.adapter(through: edited, settings: ["page_size": "10"]))
    #expect(pulled.documents.count == Set(pulled.documents.map(\.key)).count)
    // What was changed while it was read belongs to the next pull, and nothing else does.
    let next = try await Pulled(
      try shop.adapter(), .orders, PullWindow(since: shop.simulator.state.read { $0.plan.span.upperBound + 1 }))
    let seen = Set(pulled.byKey.keys).union(next.byKey.keys)
    let stillThere = Set(try await Pulled(try shop.adapter()).byKey.keys)
    #expect(stillThere.subtracting(seen) == [])
    #expect(Set(all.keys).subtracting(seen).allSatisfy { !stillThere.contains($0) })
  }

  @Test("13 · a window goes by when orders changed, its first second included: an old order that was edited is in it")
  func window() async throws {
    let shop = try TestShop(orders: 100)
    let whole = try await Pulled(try shop.adapter())
    let changes = shop.simulator.state.read { $0.orders.map(\.updatedAt) }.sorted()
    let since = changes[changes.count / 2]
    let until = changes[changes.count - 10]
    let part = try await Pulled(try shop.adapter(), .orders, PullWindow(since: since, until: until))
    let expected = shop.simulator.state.read { data in
      data.orders.count { $0.updatedAt >= since && $0.updatedAt < until }
    }
    #expect(part.documents.count { $0.kind == "sale" } == expected)
    #expect(part.byKey.allSatisfy { whole.byKey[$0.key] == $0.value })
    let now = shop.simulator.state.now
    shop.clock.advance(milliseconds: 60_000)
    shop.simulator.state.write { data in
      let old = data.orders[0].id
      data.editOrder(old, at: now + 30) { $0.payment = "paypal" }
    }
    let edited = try await Pulled(try shop.adapter(), .orders, PullWindow(since: now))
    #expect(edited.documents.first?["payment_method"] == "paypal")
    #expect(edited.documents.count { $0.kind == "sale" } == 1)
  }

  @Test("an order in the trash comes with that status, as no list shows it any more")
  func trash() async throws {
    let shop = try TestShop(orders: 30)
    let whole = try await Pulled(try shop.adapter())
    let id = try #require(whole.documents.first { $0.kind == "sale" }?["id"])
    let before = shop.simulator.state.now
    shop.clock.advance(milliseconds: 10_000)
    #expect(shop.call(.delete, "orders/\(id)").0 == 200)
    shop.clock.advance(milliseconds: 10_000)
    let later = try await Pulled(try shop.adapter(), .orders, PullWindow(since: before))
    #expect(later.byKey["sale \(id)"]?["status"] == "trash")
  }

  @Test("a shop that ignores paging, or that does not sort, is an error and no half of a shop")
  func ignored() async throws {
    let list = "[{\"id\":1,\"refunds\":[]},{\"id\":2,\"refunds\":[]}]"
    for (body, word) in [(list, "the same records"), ("[{\"id\":2},{\"id\":1}]", "does not sort")] {
      let shop = try TestShop(orders: 1)
      let transport = CannedTransport(200, body, ["X-WP-Total": "40"])
      let failure = await #expect(throws: PlatformFailure.self) {
        _ = try await Pulled(try shop.adapter(through: transport, settings: ["page_size": "2"]))
      }
      #expect(failure?.kind == .unexpectedAnswer && failure?.message.contains(word) == true)
    }
  }

  @Test("the columns that were asked for are the cells, in that order")
  func columns() async throws {
    let shop = try TestShop(orders: 5)
    let columns = ["line.amount", "id", "no such column"]
    var pull = try await shop.adapter().pull(.orders, window: PullWindow(), columns: columns, from: nil)
    let page = try #require(try await pull.next())
    let first = (0..<3).map { page.batch.text.string(page.batch.records[0, $0]) }
    #expect(!first[0].isEmpty && !first[1].isEmpty && first[2].isEmpty)
    #expect(WooCommerceAdapter.orderColumns.map(\.name) == WooCommerceAdapter.columns(of: .orders))
  }

  @Test("products, stock and customers come whole, page after page")
  func streams() async throws {
    let shop = try TestShop(orders: 20)
    let data = shop.simulator.state.read { $0 }
    let adapter = try shop.adapter(settings: ["page_size": "7"])
    let products = try await Pulled(adapter, .products)
    #expect(products.documents.count == data.products.count && products.unknown == [])
    let variants = Set(data.products.flatMap(\.variants).map(\.sku))
    #expect(variants.isSubset(of: Set(products.documents.flatMap(\.lines).compactMap { $0["sku"] })))
    let stock = try await Pulled(adapter, .inventory)
    let lines = stock.documents.flatMap(\.lines)
    #expect(Set(lines.compactMap { $0["sku"] }) == variants)
    #expect(lines.allSatisfy { Int64($0["quantity"] ?? "") != nil && !($0["article"] ?? "").isEmpty })
    let customers = try await Pulled(adapter, .customers)
    #expect(customers.documents.count == data.customers.count && customers.unknown == [])
    let rest = try await Pulled(adapter, .customers, from: customers.cursors[0])
    #expect(rest.documents.count == customers.documents.count - customers.sizes[0])
    await #expect(throws: PlatformFailure.self) { _ = try await Pulled(adapter, .payouts) }
  }
}

/// Orders come once each, whole, and to the cent, whatever happens on the way.
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Pulling orders from Shopify")
struct PullTests {
  @Test("every order and refund comes once, and its lines add up to its total", arguments: [true, false])
  func wholeShop(included: Bool) async throws {
    let shop = try TestShop(included: included)
    let pulled = try await Pulled(try shop.adapter())
    let orders = shop.simulator.state.read { $0.orders }
    #expect(pulled.documents.count == pulled.byKey.count)
    #expect(pulled.documents.count { $0["document_kind"] == "sale" } == orders.count)
    #expect(pulled.documents.count { $0["document_kind"] == "refund" } == orders.reduce(0) { $0 + $1.refunds.count })
    #expect(pulled.documents.filter { $0.sum != $0.total }.map(\.key) == [])
    #expect(pulled.unknown == [])
    #expect(pulled.cursors.count > 2)
  }

  @Test("a pull that goes on at a cursor gives what was left")
  func resumes() async throws {
    let shop = try TestShop()
    let whole = try await Pulled(try shop.adapter())
    var before = 0
    for (cursor, size) in zip(whole.cursors, whole.sizes) {
      before += size
      let rest = try await Pulled(try shop.adapter(), from: cursor)
      #expect(Set(rest.documents.map(\.key)) == Set(whole.documents[before...].map(\.key)))
    }
  }

  @Test("a cursor whose link has run out gives what was left too")
  func expiredLink() async throws {
    let shop = try TestShop()
    let whole = try await Pulled(try shop.adapter())
    let cursor = try #require(whole.cursors.first)
    shop.clock.advance(milliseconds: 7_200_000)
    let rest = try await Pulled(try shop.adapter(), from: cursor)
    #expect(Set(rest.documents.map(\.key)).isSuperset(of: whole.documents[whole.sizes[0]...].map(\.key)))
  }

  @Test("throttling, faults and broken answers change nothing", arguments: FaultProfile.all)
  func faults(profile: FaultProfile) async throws {
    let shop = try TestShop()
    let expected = try await Pulled(try shop.adapter()).byKey
    let faulty = FaultyTransport(shop.simulator, profile, seed: 3)
    #expect(try await Pulled(try shop.adapter(through: faulty)).byKey == expected)
  }

  @Test("an order that is touched between two pages is not missed")
  func editedBetweenPages() async throws {
    let shop = try TestShop()
    let all = Set(try await Pulled(try shop.adapter()).byKey.keys)
    let edits = (4...6).map { ShopEdit.touchOrder(Int64($0 * 7), beforeRequest: $0) }
    let edited = FaultyTransport(shop.simulator, .none, edits: edits)
    #expect(Set(try await Pulled(try shop.adapter(through: edited)).byKey.keys) == all)
  }

  @Test("a window gives what changed in it, its first second included")
  func window() async throws {
    let shop = try TestShop()
    let whole = try await Pulled(try shop.adapter())
    let changes = shop.simulator.state.read { $0.orders.map(\.updatedAt) }.sorted()
    let since = changes[changes.count / 2]
    let part = try await Pulled(try shop.adapter(), .orders, PullWindow(since: since))
    let expected = shop.simulator.state.read { data in data.orders.count { $0.updatedAt >= since } }
    #expect(part.documents.count { $0["document_kind"] == "sale" } == expected)
    #expect(part.byKey.allSatisfy { whole.byKey[$0.key] == $0.value })
  }
}

/// Pulls that go on where another ended, tokens that have ended, and windows.
import Amazon
import Commerce
import Platforms
import Simulation
import Testing

@Suite("Resuming and windows")
struct ResumeTests {
  @Test(
    "A pull that goes on from any page's cursor gives the rest, by another connector too",
    arguments: ["v0", "2026-01-01"])
  func anyPage(api: String) async throws {
    let settings = ["page_size": "15", "orders_api": api]
    let market = try Market("DE", orders: 80)
    let whole = try await market.pull(.orders, settings)
    #expect(whole.pages.count > 5)
    for stop in whole.pages.indices {
      var rest = Pulled()
      var pull = try await market.adapter(settings).pull(
        .orders, window: PullWindow(since: 1), columns: AmazonAdapter.columns(of: .orders), from: whole.pages[stop].next
      )
      while let page = try await pull.next() { rest.take(page) }
      let before = Pulled.collected(whole.pages[...stop])
      #expect(before.byID.merging(rest.byID) { $1 } == whole.byID, "after page \(stop + 1)")
    }
  }

  @Test("A token that has ended begins the window again, and the documents are the same")
  func endedToken() async throws {
    var options = AmazonSimulator.Options()
    options.pageTokenSeconds = 60
    let market = try Market("DE", orders: 60, options: options)
    let settings = ["page_size": "20", "refunds": "none", "orders_api": "2026-01-01"]
    var first = try await market.adapter(settings).pull(
      .orders, window: PullWindow(), columns: AmazonAdapter.columns(of: .orders), from: nil)
    let page = try #require(try await first.next())
    market.clock.advance(milliseconds: 3_600_000)
    var rest = Pulled()
    var pull = try await market.adapter(settings).pull(
      .orders, window: PullWindow(), columns: AmazonAdapter.columns(of: .orders), from: page.next)
    while let page = try await pull.next() { rest.take(page) }
    let whole = try await Market("DE", orders: 60).pull(.orders, settings)
    #expect(rest.byID == whole.byID)
  }

  @Test("A token that ends while items are fetched is got over within one pull")
  func shortToken() async throws {
    var options = AmazonSimulator.Options()
    options.pageTokenSeconds = 45
    let market = try Market("DE", orders: 50, options: options)
    let settings = ["page_size": "40", "refunds": "none"]
    // 40 orders take 30 tokens at once and then one in two seconds: 20 seconds.
    let pulled = try await market.pull(.orders, settings)
    #expect(pulled.byID == (try await Market("DE", orders: 50).pull(.orders, settings)).byID)
  }

  @Test("The window is frozen when a pull begins: what changes meanwhile comes with the next")
  func editsBetweenPages() async throws {
    let market = try Market("DE", orders: 60)
    var pull = try await market.adapter(["page_size": "10", "refunds": "none"]).pull(
      .orders, window: PullWindow(), columns: AmazonAdapter.columns(of: .orders), from: nil)
    var pulled = Pulled()
    pulled.take(try #require(try await pull.next()))
    let changed = market.clock.now() / 1_000
    market.simulator.state.write { data in
      for index in data.orders.indices where data.orders[index].id % 7 == 0 { data.orders[index].updatedAt = changed }
    }
    while let page = try await pull.next() { pulled.take(page) }
    market.clock.advance(milliseconds: 600_000)
    let next = try await market.pull(.orders, ["refunds": "none"], window: PullWindow(since: changed - 300))
    let ids = Set(pulled.documents.map { $0[.documentID] }).union(next.documents.map { $0[.documentID] })
    let unpaid = market.simulator.state.read { $0.orders.count { $0.state == .pending } }
    #expect(ids.count + unpaid == 60)
  }

  @Test("Two windows that meet give each order once")
  func meetingWindows() async throws {
    let market = try Market("DE", orders: 100)
    let middle = Market.now / 1_000 - 150 * 86_400
    let early = try await market.pull(.orders, ["refunds": "none"], window: PullWindow(until: middle))
    let late = try await market.pull(.orders, ["refunds": "none"], window: PullWindow(since: middle))
    let whole = try await market.pull(.orders, ["refunds": "none"])
    #expect(early.documents.count + late.documents.count == whole.documents.count)
    #expect(early.byID.merging(late.byID) { $1 } == whole.byID)
    #expect(!early.documents.isEmpty && !late.documents.isEmpty)
  }

  @Test("No window reaches into the last two minutes, and one that lies there gives nothing")
  func lastTwoMinutes() async throws {
    let transport = Recorded { _, _ in .json(#"{"payload":{"Orders":[]}}"#) }
    let adapter = try AmazonAdapter(.recorded(transport, ["refunds": "none"]))
    var pull = try await adapter.pull(.orders, window: PullWindow(since: 1_760_000_000), columns: [], from: nil)
    _ = try await pull.next()
    #expect(transport.log[0].address.contains("LastUpdatedBefore=2025-11-24T15%3A58%3A00Z"))
    #expect(transport.log[0].address.contains("LastUpdatedAfter=2025-10-09T08%3A53%3A20Z"))
    #expect(!transport.log[0].address.contains("Created"))
    var late = try await adapter.pull(
      .orders, window: PullWindow(since: Market.now / 1_000 - 30), columns: [], from: nil)
    #expect(try await late.next() == nil)
    #expect(transport.log.count == 1)
  }

  @Test("Orders before the two years that Amazon keeps are asked for nowhere but where it keeps them")
  func twoYears() async throws {
    let transport = Recorded { _, _ in .json(#"{"payload":{"Orders":[]}}"#) }
    let old = PullWindow(since: Market.now / 1_000 - 900 * 86_400)
    let american = try AmazonAdapter(.recorded(transport))
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await american.pull(.orders, window: old, columns: [], from: nil)
    }
    #expect(failure?.kind == .truncatedData)
    #expect(failure?.remedy.contains("2023-11-25") == true)
    let australian = try AmazonAdapter(.recorded(transport, shop: "AU", ["refunds": "none"]))
    var pull = try await australian.pull(.orders, window: old, columns: [], from: nil)
    #expect(try await pull.next() != nil)
  }

  @Test(
    "Financial events are asked for in stretches of 180 days without gap or overlap, from three days before the window")
  func stretches() async throws {
    let transport = Recorded { request, _ in
      .json(
        request.operation == "orders.list"
          ? #"{"payload":{"Orders":[]}}"# : #"{"payload":{"FinancialEvents":{}}}"#)
    }
    let since = Market.now / 1_000 - 400 * 86_400
    var pull = try await AmazonAdapter(.recorded(transport))
      .pull(.orders, window: PullWindow(since: since), columns: [], from: nil)
    while try await pull.next() != nil {}
    let events = transport.log.filter { $0.operation == "finances.events" }.map(\.address)
    #expect(events.count == 3)
    #expect(events[0].contains("PostedAfter=2024-10-17"))
    for (one, next) in zip(events, events.dropFirst()) {
      let end = one.split(separator: "PostedBefore=").last
      #expect(end.map { next.contains("PostedAfter=\($0)") } == true)
    }
  }

  @Test("A place to go on from that another connector made is refused")
  func foreignCursor() async throws {
    let adapter = try Market("DE").adapter()
    let failure = await #expect(throws: PlatformFailure.self) {
      _ = try await adapter.pull(.orders, window: PullWindow(), columns: [], from: PullCursor("shopify1 x"))
    }
    #expect(failure?.kind == .refusedRequest)
  }

  @Test("Cursors are short ASCII without anything of the buyers")
  func cursors() async throws {
    let pulled = try await Market("DE").pull(.orders, ["page_size": "10"])
    for page in pulled.pages {
      #expect(page.next.text.utf8.count < 4_096)
      #expect(page.next.text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
      #expect(!page.next.text.contains("@") && !page.next.text.contains("Atz"))
    }
  }
}

extension Pulled {
  static func collected(_ pages: some Sequence<PulledPage>) -> Pulled {
    var pulled = Pulled()
    for page in pages { pulled.take(page) }
    return pulled
  }
}

/// The way to a simulated platform on a bad day: how much goes wrong, when, and that it is the same in every run.
import HTTPTypes
import Platforms
import Simulation
import Testing

@Suite("Faults")
struct FaultTests {
  private let clock = VirtualClock(start: 1_767_300_000_000)

  private func platform(listDelay: Int64 = 0) throws -> EchoPlatform {
    EchoPlatform(try Market.all[0].shop(orders: 100), clock: clock, listDelay: listDelay)
  }

  /// What became of a request, in a word.
  private func outcome(_ transport: FaultyTransport, _ path: String) async -> String {
    do throws(TransportFault) {
      let answer = try await transport.send(.get(path))
      return "\(answer.head.status.code) \(answer.body.count)"
    } catch {
      return "\(error)"
    }
  }

  @Test("without faults every request arrives and is answered")
  func none() async throws {
    let platform = try platform()
    let transport = FaultyTransport(platform, .none)
    for number in 1...50 { #expect(await outcome(transport, "/orders?page=\(number)").hasPrefix("200 ")) }
    #expect(platform.paths.count == 50 && transport.requestCount == 50 && transport.troubles == [:])
  }

  @Test("a fifth of the requests of a flaky way meet trouble, in every way it names")
  func flaky() async throws {
    let transport = FaultyTransport(try platform(), .flaky, seed: 3)
    for number in 1...5_000 { _ = await outcome(transport, "/orders?page=\(number)") }
    let troubled = transport.troubles.values.reduce(0, +)
    #expect((900...1_100).contains(troubled), "\(troubled)")
    #expect(Set(transport.troubles.keys) == Set(FaultProfile.flaky.perMille.keys).union([.expiredToken]))
  }

  @Test("the same seed gives the same trouble, in whatever order requests come")
  func deterministic() async throws {
    let paths = (1...200).map { "/orders?page=\($0)" }
    func outcomes(_ paths: [String], seed: UInt64) async throws -> [String: String] {
      let transport = FaultyTransport(try platform(), .hostile, seed: seed)
      var outcomes: [String: String] = [:]
      // The end of a token is counted by requests, so it is left out.
      _ = await outcome(transport, "/first")
      for path in paths { outcomes[path] = await outcome(transport, path) }
      return outcomes.filter { !$0.value.hasPrefix("401") }
    }
    let forward = try await outcomes(paths, seed: 5)
    let backward = try await outcomes(paths.reversed(), seed: 5)
    let other = try await outcomes(paths, seed: 6)
    for (path, outcome) in forward { if let back = backward[path] { #expect(back == outcome) } }
    #expect(forward != other)
  }

  @Test("a request that is sent again and again gets through")
  func patience() async throws {
    var profile = FaultProfile("all", perMille: [.brokenConnection: 1_000])
    profile.inARowMax = 3
    let transport = FaultyTransport(try platform(), profile)
    var outcomes: [String] = []
    for _ in 0..<4 { outcomes.append(await outcome(transport, "/orders")) }
    #expect(outcomes.prefix(3).allSatisfy { $0.contains("connection") } && outcomes[3].hasPrefix("200"))
  }

  @Test("a storm throttles everything for a minute of the clock, with the time to wait")
  func storm() async throws {
    let transport = FaultyTransport(try platform(), .storm)
    for number in 1...5 { #expect(await outcome(transport, "/\(number)").hasPrefix("200")) }
    let answer = try await transport.send(.get("/6"))
    #expect(answer.head.status == .tooManyRequests && answer.head.headerFields[.retryAfter] == "2.0")
    clock.advance(milliseconds: 59_999)
    #expect(await outcome(transport, "/6").hasPrefix("429"))
    clock.advance(milliseconds: 1)
    #expect(await outcome(transport, "/6").hasPrefix("200"))
  }

  @Test("each trouble looks as it should")
  func looks() async throws {
    func send(_ trouble: TransportTrouble) async throws -> (outcome: String, arrived: Int, waited: Int64) {
      let platform = try platform()
      let transport = FaultyTransport(platform, FaultProfile("one", perMille: [trouble: 1_000]))
      let start = clock.now()
      let outcome = await outcome(transport, "/orders")
      return (outcome, platform.paths.count, clock.now() - start)
    }
    #expect(try await send(.throttled) == ("429 9", 0, 0))
    #expect(try await send(.timeout) == ("timedOut", 0, 30_000))
    #expect(try await send(.lostAnswer) == ("timedOut", 1, 30_000))
    #expect(try await send(.slow) == ("200 31", 1, 5_000))
    #expect(try await send(.halfBody) == ("200 15", 1, 0))
    #expect(try await send(.cutOff) == ("cutOff(received: 15, expected: Optional(31))", 1, 0))
    #expect(try await send(.brokenConnection).arrived == 0)
    #expect(try await send(.html).outcome.hasPrefix("200 "))
    #expect(try await send(.platformFault).outcome.hasPrefix("50"))
    #expect(try await send(.expiredToken) == ("401 7", 0, 0))
  }

  @Test("the shop is edited before the request that is named")
  func edits() async throws {
    let platform = try platform()
    let transport = FaultyTransport(
      platform, .none,
      edits: [
        .deleteOrder(1, beforeRequest: 2), .touchOrder(5, beforeRequest: 3), .repeatOrder(7, beforeRequest: 4),
      ])
    _ = await outcome(transport, "/1")
    #expect(platform.state.read { $0.orders.count } == 100)
    _ = await outcome(transport, "/2")
    #expect(platform.state.read { $0.order(1) } == nil && platform.state.read { $0.orders.count } == 99)
    _ = await outcome(transport, "/3")
    #expect(platform.state.read { $0.order(5)?.updatedAt } == clock.now() / 1_000)
    _ = await outcome(transport, "/4")
    let last = try #require(platform.state.read { $0.orders.last })
    #expect(
      last.id == 101 && last.createdAt == clock.now() / 1_000
        && last.address == platform.state.read { $0.order(7)?.address })
  }

  @Test("lists show a write late, its id shows it at once")
  func eventualConsistency() async throws {
    let state = try platform(listDelay: 1_500).state
    state.write { $0.deleteOrder(3) }
    clock.advance(milliseconds: 1_000)
    state.write { $0.deleteOrder(4) }
    func listed() -> [Bool] { state.list { shop in [3, 4].map { shop.order($0) != nil } } }
    #expect(state.read { $0.order(3) == nil && $0.order(4) == nil } && listed() == [true, true])
    clock.advance(milliseconds: 500)
    #expect(listed() == [false, true])
    clock.advance(milliseconds: 1_000)
    #expect(listed() == [false, false])
  }

  @Test("profiles have names, and shares that leave room for answers")
  func profiles() {
    #expect(FaultProfile.all.map(\.name) == ["none", "flaky", "storm", "hostile"])
    #expect(
      FaultProfile.all.allSatisfy { FaultProfile.named($0.name) == $0 && $0.perMille.values.reduce(0, +) < 1_000 })
    #expect(FaultProfile.named("sunny") == nil)
    #expect(FaultProfile.flaky.perMille.values.reduce(0, +) == 200)
  }
}

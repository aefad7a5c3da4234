/// How a caller paces, waits, tries again and gives up, and what it says of it.
import HTTPTypes
import Platforms
import Testing

@Suite("Callers")
struct CallerTests {
  private let clock = VirtualClock(start: 1_700_000_000_000)
  private let request = PlatformRequest(
    "orders.list",
    HTTPRequest(
      method: .get, scheme: "https", authority: "shop.example",
      path: "/orders.json?access_token=s3cret&email=anna@example.org", headerFields: [.authorization: "Basic s3cret"]))

  private func caller(
    _ script: Script, interval: Int64 = 0, _ change: (inout Caller.Patience) -> Void = { _ in }
  ) -> Caller {
    var patience = Caller.Patience()
    change(&patience)
    let access = StoreAccess(
      store: "shopify-de", shop: "shop.example", secrets: ["token": Secret("s3cret")], transport: script, clock: clock)
    return Caller(access, rules: StatusRules(), pacing: Steady(interval), patience: patience)
  }

  private func failure(_ caller: Caller) async -> PlatformFailure? {
    do throws(PlatformFailure) {
      _ = try await caller.send(request)
      return nil
    } catch {
      return error
    }
  }

  @Test("a good answer is given at once")
  func good() async throws {
    let script = Script([.answer(200, body: "[]")], clock: clock)
    #expect(try await caller(script).send(request).body == Array("[]".utf8))
    #expect(script.delays == [0])
  }

  @Test("a platform that says how long to wait is obeyed, to the tenth of a second")
  func retryAfter() async throws {
    let script = Script([.answer(429, [.retryAfter: "2.5"]), .answer(200)], clock: clock)
    _ = try await caller(script).send(request)
    #expect(script.delays == [0, 2_500])
  }

  @Test("who is throttled again although it waited as told waits longer each time")
  func throttledAgain() async throws {
    let script = Script([.answer(429, [.retryAfter: "0.1"])], clock: clock)
    let failure = try #require(await failure(caller(script)))
    #expect(failure.kind == .throttled && failure.mayRetry && script.count == 8)
    let waits = zip(script.delays.dropFirst(), script.delays).map { $0 - $1 }
    #expect(waits[0] == 100 && waits[1] >= 2_000 && waits[6] >= 60_000)
  }

  @Test("without a word on how long, waits double, with a spread below a quarter, up to a minute")
  func doubling() async throws {
    let script = Script([.answer(503)], clock: clock)
    _ = await failure(caller(script) { $0.triesMax = 9 })
    let waits = zip(script.delays.dropFirst(), script.delays).map { $0 - $1 }
    #expect(waits.count == 8)
    for (wait, base) in zip(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000] as [Int64]) {
      #expect(wait >= base && wait < base + base / 4, "\(waits)")
    }
  }

  @Test("the same request waits the same in every run")
  func sameJitter() async throws {
    var delays: [[Int64]] = []
    for _ in 0..<2 {
      let script = Script([.fault(.timedOut)], clock: clock)
      _ = await failure(caller(script))
      delays.append(script.delays)
    }
    #expect(delays[0] == delays[1])
  }

  @Test("a request is sent so often at most, and the last failure says so")
  func tries() async throws {
    let script = Script([.answer(500)], clock: clock)
    let failure = try #require(await failure(caller(script) { $0.triesMax = 3 }))
    #expect(script.count == 3 && failure.kind == .platformFault && failure.mayRetry)
    #expect(failure.message == "the platform answered 500; the last of 3 tries")
  }

  @Test("patience has an end in time as well, before a wait that would pass it")
  func total() async throws {
    let script = Script([.answer(429, [.retryAfter: "40"])], clock: clock)
    let failure = try #require(await failure(caller(script) { $0.total = 100_000 }))
    #expect(script.delays == [0, 40_000, 80_000] && failure.message.hasSuffix("; the last of 3 tries"))
  }

  @Test("what another try cannot mend is not tried again", arguments: [TransportFault.unknownHost, .tls("it expired")])
  func hopeless(fault: TransportFault) async throws {
    let script = Script([.fault(fault)], clock: clock)
    let failure = try #require(await failure(caller(script)))
    #expect(script.count == 1 && !failure.mayRetry)
    #expect(failure.kind == (fault == .unknownHost ? .unreachable : .tls))
    let refused = Script([.answer(401)], clock: clock)
    #expect(await self.failure(caller(refused))?.kind == .badCredentials && refused.count == 1)
  }

  @Test("faults of the way are tried again and named")
  func faults() async throws {
    let faults: [(TransportFault, PlatformFailure.Kind, String)] = [
      (.timedOut, .unreachable, "no answer came in time"),
      (.connection("it was refused"), .unreachable, "the connection failed: it was refused"),
      (.cutOff(received: 10, expected: 20), .unexpectedAnswer, "the answer broke off after 10 of 20 bytes"),
      (.cutOff(received: 10, expected: nil), .unexpectedAnswer, "the answer broke off after 10 bytes"),
    ]
    for (fault, kind, message) in faults {
      let mended = Script([.fault(fault), .answer(200)], clock: clock)
      _ = try await caller(mended).send(request)
      #expect(mended.count == 2)
      let failure = try #require(await failure(caller(Script([.fault(fault)], clock: clock)) { $0.triesMax = 1 }))
      #expect(failure.kind == kind && failure.message == "\(message); the last of 1 tries" && failure.mayRetry)
    }
  }

  @Test("a failure names store and request, and nothing secret or personal")
  func discretion() async throws {
    for step in [Step.answer(401), .answer(500), .fault(.timedOut), .fault(.tls("it expired"))] {
      let failure = try #require(await failure(caller(Script([step], clock: clock)) { $0.triesMax = 2 }))
      #expect(failure.store == "shopify-de" && failure.request == "GET /orders.json" && !failure.remedy.isEmpty)
      let all = String(reflecting: failure)
      #expect(!all.contains("s3cret") && !all.contains("anna"))
    }
    let access = StoreAccess(
      store: "s", shop: "s", secrets: ["token": Secret("s3cret")], transport: Script([.answer(200)], clock: clock),
      clock: clock)
    #expect(!String(reflecting: access).contains("s3cret") && !"\(access)".contains("s3cret"))
  }

  @Test("requests keep their distance, also those that are sent at the same time")
  func pacing() async throws {
    let script = Script([.answer(200)], clock: clock)
    let caller = caller(script, interval: 500)
    for _ in 0..<4 { _ = try await caller.send(request) }
    #expect(script.delays == [0, 500, 1_000, 1_500])
  }

  @Test("what an answer says of the pace holds from the next request on")
  func learning() async throws {
    let script = Script([.answer(200, [.retryAfter: "2000"]), .answer(200)], clock: clock)
    let caller = caller(script, interval: 500)
    for _ in 0..<3 { _ = try await caller.send(request) }
    #expect(script.delays == [0, 2_000, 4_000])
  }

  @Test("a run that is stopped while it waits ends at once")
  func stopped() async throws {
    let script = Script([.answer(503)], clock: clock)
    let caller = caller(script)
    let task = Task { await failure(caller) }
    task.cancel()
    let stop = try #require(await task.value)
    #expect(stop.message.contains("stopped") && stop.mayRetry && script.count <= 1)
  }
}

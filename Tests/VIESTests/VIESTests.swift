/// The client of VIES against its simulator and against answers as the service words them.
import Commerce
import HTTPTypes
import Platforms
import Synchronization
import Tax
import Testing
import VIES

@Suite("VIES")
struct VIESTests {
  /// Monday, 2 March 2026, 09:00 UTC.
  static let monday: Int64 = 1_772_442_000_000

  static func id(_ text: String) -> VATID {
    let bytes = Array(text.utf8)
    return VATID.read(bytes.span)
  }

  /// A client of a transport on a clock of its own.
  static func client(
    _ transport: (any PlatformClock) -> any Transport, at start: Int64 = monday, requester: String? = "DE136695976"
  ) -> (client: VIESClient, clock: VirtualClock) {
    let clock = VirtualClock(start: start)
    let access = StoreAccess(store: "VIES", shop: "", secrets: [:], transport: transport(clock), clock: clock)
    return (VIESClient(access, requester: requester.map(id)), clock)
  }

  static func simulated(
    _ trouble: VIESTrouble = .none, at start: Int64 = monday, requester: String? = "DE136695976"
  ) -> VIESClient { client({ VIESSimulator(clock: $0, trouble: trouble) }, at: start, requester: requester).client }

  @Test("the numbers of the Commission's test service mean what they mean there")
  func testNumbers() async {
    let wanted: [(String, VIESAnswer.Verdict)] = [
      ("100", .valid), ("200", .invalid), ("201", .unknown(.invalidInput)), ("300", .unknown(.serviceUnavailable)),
      ("301", .unknown(.stateUnavailable)), ("302", .unknown(.timeout)), ("400", .unknown(.numberBlocked)),
      ("401", .unknown(.addressBlocked)), ("500", .unknown(.globalLimit)), ("501", .unknown(.globalLimitOfTime)),
      ("600", .unknown(.stateLimit)), ("601", .unknown(.stateLimitOfTime)),
    ]
    for (number, verdict) in wanted {
      var client = Self.simulated()
      #expect(await client.answer(about: Self.id("FR\(number)")).verdict == verdict, "\(number)")
    }
    // Without a number of one's own there is nothing to be refused: the error is the answer.
    var client = Self.simulated(requester: nil)
    #expect(await client.answer(about: Self.id("FR202")).verdict == .unknown(.invalidRequester))
  }

  @Test("an answer keeps date, consultation number and match codes, and neither name nor address")
  func evidence() async throws {
    var client = Self.simulated()
    let answer = await client.answer(about: Self.id("FR40303265045"))
    #expect(answer.verdict == .valid && answer.askedAt == Instant(seconds: Self.monday / 1_000))
    #expect(answer.requestDate == "2026-03-02T09:00:00.000Z")
    #expect(try #require(answer.consultation).hasPrefix("WAPI"))
    #expect(answer.matches == "name 3, street 3, postal_code 3, city 3, company_type 3")
    #expect(!"\(answer)".contains("BEISPIEL") && !"\(answer)".contains("MUSTERWEG"))
    var nobody = Self.simulated(requester: nil)
    #expect(await nobody.answer(about: Self.id("FR40303265045")).consultation == nil)
  }

  @Test("check digits decide, the same every time")
  func digits() async {
    var client = Self.simulated()
    #expect(await client.answer(about: Self.id("FR40303265045")).verdict == .valid)
    #expect(await client.answer(about: Self.id("FR84323140391")).verdict == .invalid)
    #expect(await client.answer(about: Self.id("EL094259216")).verdict == .valid)
    #expect(await client.answer(about: Self.id("GR094259216")).verdict == .valid)
  }

  @Test("British, Swiss and Norwegian numbers are unknown there, not invalid; those of Northern Ireland are known")
  func coverage() async {
    let simulator = Mutex<VIESSimulator?>(nil)
    var (client, _) = Self.client { clock in
      let made = VIESSimulator(clock: clock)
      simulator.withLock { $0 = made }
      return made
    }
    for text in ["GB980780684", "CHE107787577IVA", "NO995525828MVA", "EU372022452", "12345"] {
      #expect(await client.answer(about: Self.id(text)).verdict == .unknown(.notCovered), "\(text)")
    }
    #expect(simulator.withLock { $0?.requestCount } == 0)
    #expect(await client.answer(about: Self.id("XI980780684")).verdict == .valid)
  }

  @Test("a busy register is tried a few times, then left alone; the others are asked on")
  func busy() async {
    let simulator = Mutex<VIESSimulator?>(nil)
    var (client, clock) = Self.client { clock in
      let made = VIESSimulator(clock: clock, trouble: .busy)
      simulator.withLock { $0 = made }
      return made
    }
    for number in ["DE136695976", "DE129274202", "DE129273398"] {
      #expect(await client.answer(about: Self.id(number)).verdict == .unknown(.stateLimit), "\(number)")
    }
    for number in ["DE115235681", "DE143593636"] {
      #expect(await client.answer(about: Self.id(number)).verdict == .unknown(.notAsked), "\(number)")
    }
    // Three numbers, four tries each, with waits of 1, 2 and 4 seconds and a little more.
    #expect(simulator.withLock { $0?.requestCount } == 12)
    #expect(clock.now() - Self.monday >= 21_000 && clock.now() - Self.monday < 40_000)
    #expect(await client.answer(about: Self.id("FR40303265045")).verdict == .valid)
  }

  @Test("Germany is busy in office hours, and answers in the evening")
  func officeHours() async {
    var day = Self.simulated(.officeHours)
    #expect(await day.answer(about: Self.id("DE136695976")).verdict == .unknown(.stateLimit))
    var evening = Self.simulated(.officeHours, at: Self.monday + 10 * 3_600_000)
    #expect(await evening.answer(about: Self.id("DE136695976")).verdict == .valid)
    var sunday = Self.simulated(.officeHours, at: Self.monday - 24 * 3_600_000)
    #expect(await sunday.answer(about: Self.id("DE136695976")).verdict == .valid)
  }

  @Test("a flaky service gives no wrong answer, and mostly the right one")
  func flaky() async {
    var client = Self.simulated(.flaky)
    var valid = 0
    for number in 0..<40 {
      let answer = await client.answer(about: Self.id(number.isMultiple(of: 2) ? "FR40303265045" : "ATU13585627"))
      #expect(answer.verdict != .invalid)
      if answer.verdict == .valid { valid += 1 }
    }
    #expect(valid >= 35, "\(valid)")
  }

  @Test("a service that is away is asked no further after three numbers")
  func down() async {
    let simulator = Mutex<VIESSimulator?>(nil)
    var (client, _) = Self.client { clock in
      let made = VIESSimulator(clock: clock, trouble: .down)
      simulator.withLock { $0 = made }
      return made
    }
    for number in 100..<200 {
      let verdict = await client.answer(about: Self.id("IT\(number)")).verdict
      #expect(verdict == .unknown(number < 103 ? .serviceUnavailable : .notAsked))
    }
    #expect(simulator.withLock { $0?.requestCount } == 12)
  }

  // MARK: Bodies as the service words them

  /// A service that answers every request alike, and remembers the last.
  final class Canned: Transport {
    let status: Int
    let body: String
    let fault: TransportFault?
    let last = Mutex<PlatformRequest?>(nil)
    let count = Mutex(0)

    init(_ status: Int, _ body: String, fault: TransportFault? = nil) {
      self.status = status
      self.body = body
      self.fault = fault
    }

    func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
      last.withLock { $0 = request }
      count.withLock { $0 += 1 }
      if let fault { throw fault }
      return PlatformResponse(HTTPResponse(status: .init(code: status)), body: Array(body.utf8))
    }
  }

  static let bodies: [(Int, String, VIESAnswer.Verdict, Int)] = [
    (200, #"{"isValid":true,"userError":"VALID","requestIdentifier":""}"#, .valid, 1),
    (200, #"{"valid":true,"requestDate":"2026-03-02T09:15:00.000Z"}"#, .valid, 1),
    (200, #"{"isValid":false,"userError":"INVALID","name":"---"}"#, .invalid, 1),
    (200, #"{"isValid":false,"userError":"MS_UNAVAILABLE"}"#, .unknown(.stateUnavailable), 4),
    (200, #"{"isValid":false,"userError":"SOMETHING_NEW"}"#, .unknown(.unreadable), 4),
    (
      200, #"{"actionSucceed":false,"errorWrappers":[{"error":"MS_MAX_CONCURRENT_REQ"}]}"#, .unknown(.stateLimit), 4
    ),
    (400, #"{"actionSucceed":false,"errorWrappers":[{"error":"INVALID_INPUT"}]}"#, .unknown(.invalidInput), 1),
    (403, #"{"actionSucceed":false,"errorWrappers":[{"error":"IP_BLOCKED"}]}"#, .unknown(.addressBlocked), 1),
    (500, #"{"errorWrappers":[{"error":"GLOBAL_MAX_CONCURRENT_REQ"}]}"#, .unknown(.globalLimit), 4),
    (429, "", .unknown(.tooManyRequests), 4), (503, "<html></html>", .unknown(.serverFault), 4),
    (200, "<html>One moment, please.</html>", .unknown(.unreadable), 4), (200, "", .unknown(.unreadable), 4),
    (404, "not here", .unknown(.invalidInput), 1),
  ]

  @Test("errors come in two shapes and by status; those that may pass are tried again", arguments: bodies)
  func shapes(_ status: Int, _ body: String, _ verdict: VIESAnswer.Verdict, _ tries: Int) async {
    let canned = Canned(status, body)
    var (client, _) = Self.client { _ in canned }
    #expect(await client.answer(about: Self.id("FR40303265045")).verdict == verdict)
    #expect(canned.count.withLock { $0 } == tries)
  }

  @Test("no connection is no answer")
  func unreachable() async {
    for fault in [TransportFault.timedOut, .connection("reset"), .unknownHost, .tls("expired")] {
      var (client, _) = Self.client { _ in Canned(200, "", fault: fault) }
      #expect(await client.answer(about: Self.id("FR40303265045")).verdict == .unknown(.unreachable))
    }
  }

  @Test("the question goes to the REST interface, with the business's own number where it has one")
  func question() async throws {
    let canned = Canned(200, #"{"isValid":true}"#)
    var (client, _) = Self.client { _ in canned }
    _ = await client.answer(about: Self.id("GR 094259216"))
    let request = try #require(canned.last.withLock { $0 })
    #expect(request.head.method == .post && request.head.authority == "ec.europa.eu")
    #expect(request.head.path == "/taxation_customs/vies/rest-api/check-vat-number")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"countryCode":"EL","vatNumber":"094259216","requesterMemberStateCode":"DE","requesterNumber":"136695976"}"#
    )
  }

  @Test("a business whose own number is refused, or is British, asks without it")
  func requester() async {
    var wrong = Self.simulated(requester: "DE136695978")
    let answer = await wrong.answer(about: Self.id("FR40303265045"))
    #expect(answer.verdict == .valid && answer.consultation == nil && wrong.askingAs == nil)
    let british = Self.simulated(requester: "GB980780684")
    #expect(british.askingAs == nil)
  }
}

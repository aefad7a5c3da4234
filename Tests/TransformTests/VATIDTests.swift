/// What the stage `vat_ids` says of the numbers that buyers gave.
import Columns
import Commerce
import Pipeline
import Synchronization
import Tax
import Testing
import Transform

@Suite("VAT ids of buyers")
struct VATIDTests {
  /// 25 November 2026, 12:00 UTC.
  static let now: Int64 = 1_795_608_000
  static let day: Int64 = 86_400
  static let simulated = #"{ "use": "given" }, { "use": "vat_ids", "transport": "simulated" }"#
  static let busy = #"""
    { "use": "given" }, { "use": "vat_ids", "transport": "simulated", "simulation": { "faults": "busy" } }
    """#
  static let unasked = #"{ "use": "given" }, { "use": "vat_ids", "service": "none" }"#

  /// What a ledger knows; counts how often it is asked.
  final class Known: VATIDDirectory {
    let checks: [VATIDCheck]
    let questions = Mutex(0)

    init(_ checks: [VATIDCheck]) { self.checks = checks }

    func checks(of vatID: String) throws(RunFailure) -> [VATIDCheck] {
      questions.withLock { $0 += 1 }
      return checks.filter { $0.vatID == vatID }
    }
  }

  private static func chain(_ stages: String, _ known: Known = Known([])) throws -> Chain {
    var services = Doors.services()
    services.vatIDs = known
    services.now = { now }
    let seller = Sellers.seller(
      "DE", "EUR", registrations: #"{ "country": "DE", "number": "DE136695976", "from": "2015-01-01" }"#)
    return try Chain(stages, business: seller, services: services)
  }

  private static func batch(_ buyers: [(id: String, country: String)], placedAt: Int64 = now) -> Batch {
    var batch = Batch(lines: buyers.map { _ in 1 })
    batch.put(OrderKeys.vatID, buyers.map(\.id))
    batch.put(OrderKeys.country, buyers.map { Country($0.country) })
    batch.put(OrderKeys.placedAt, buyers.map { _ in Instant(seconds: placedAt) })
    return batch
  }

  private static func statuses(_ batch: Batch) -> [String?] { batch.values(TaxKeys.vatIDStatus).map { $0?.name } }

  private static func check(
    _ id: String, _ answer: VATIDCheck.Answer, at instant: Int64, _ origin: VATIDCheck.Origin = .simulated
  ) -> VATIDCheck {
    VATIDCheck(
      vatID: id, askedAt: Instant(seconds: instant), answer: answer, reason: answer == .valid ? "" : "INVALID",
      origin: origin)
  }

  @Test("form and check digits first, then the service; who gave no number has no status")
  func statuses() async throws {
    var chain = try Self.chain(Self.simulated)
    let buyers = [
      ("FR 40 303 265 045", "FR"), ("FR84323140391", "FR"), ("FR123", "FR"), ("", "FR"), ("136695976", "DE"),
      ("GB980780684", "GB"), ("GB980780685", "GB"), ("12-3456789", "US"),
    ]
    let (batch, checks) = try await chain.ask(Self.batch(buyers.map { (id: $0.0, country: $0.1) }))
    #expect(
      Self.statuses(batch)
        == ["valid", "invalid", "invalid", nil, "valid", "unchecked", "invalid", "unchecked"])
    #expect(
      batch.findings.map { "\($0.document) \($0.code) \($0.detail)" } == [
        "1 F2202 the service says INVALID", "2 F2202 length", "6 F2202 check_digits",
      ])
    // The British number with wrong digits is on record by its digits: VIES says nothing of it.
    #expect(
      checks.map { "\($0.vatID) \($0.answer) \($0.origin)" } == [
        "FR40303265045 valid simulated", "FR84323140391 invalid simulated", "DE136695976 valid simulated",
        "GB980780685 invalid syntax",
      ])
    #expect(checks[0].requester == "DE136695976" && checks[0].consultation?.hasPrefix("WAPI") == true)
  }

  @Test("a number is looked up and asked about once a run, however it is written")
  func once() async throws {
    let known = Known([])
    var chain = try Self.chain(Self.simulated, known)
    let many = (0..<2_000).map { (id: $0.isMultiple(of: 2) ? "FR40303265045" : "fr 40303265045", country: "FR") }
    let first = try await chain.ask(Self.batch(many))
    #expect(Set(Self.statuses(first.batch)) == ["valid"])
    let second = try await chain.ask(Self.batch(many))
    #expect(Set(Self.statuses(second.batch)) == ["valid"])
    // Two spellings are two look-ups.
    #expect(first.checks.count == 2 && second.checks.isEmpty)
    #expect(known.questions.withLock { $0 } == 2)
  }

  @Test("an unanswered number is neither valid nor invalid, and a finding says why and what was known last")
  func unanswered() async throws {
    let known = Known([Self.check("DE136695976", .valid, at: Self.now - 90 * Self.day)])
    var chain = try Self.chain(Self.busy, known)
    let (batch, checks) = try await chain.ask(Self.batch([("DE136695976", "DE"), ("FR40303265045", "FR")]))
    #expect(Self.statuses(batch) == ["unavailable", "valid"])
    #expect(
      batch.findings.map { "\($0.code) \($0.detail)" } == [
        "F2201 MS_MAX_CONCURRENT_REQ; the last answer was valid, of 2026-08-27T12:00:00Z"
      ])
    #expect(checks.map(\.answer) == [.unknown, .valid] && checks[0].reason == "MS_MAX_CONCURRENT_REQ")
    #expect(batch.findings.allSatisfy { !$0.detail.contains("136695976") })
  }

  @Test("answers in the ledger count for a while, and only those of the same kind of service")
  func cache() async throws {
    let number = "DE136695976"
    func status(_ checks: [VATIDCheck], _ options: String = "", placedAt: Int64 = Self.now) async throws -> String? {
      let stage = Self.busy.replacing(#""transport""#, with: #"\#(options) "transport""#)
      var chain = try Self.chain(stage, Known(checks))
      return try await Self.statuses(chain.ask(Self.batch([(number, "DE")], placedAt: placedAt)).batch)[0]
    }
    #expect(try await status([Self.check(number, .valid, at: Self.now - 29 * Self.day)]) == "valid")
    #expect(try await status([Self.check(number, .valid, at: Self.now - 31 * Self.day)]) == "unavailable")
    let old = [Self.check(number, .valid, at: Self.now - 31 * Self.day)]
    #expect(try await status(old, #""valid_for": 40,"#) == "valid")
    #expect(try await status([Self.check(number, .valid, at: Self.now, .live)]) == "unavailable")
    #expect(try await status([Self.check(number, .unknown, at: Self.now)]) == "unavailable")
    // A supply that is read again keeps the answer that it was booked with.
    let changed = [
      Self.check(number, .valid, at: Self.now - 20 * Self.day), Self.check(number, .invalid, at: Self.now - Self.day),
    ]
    #expect(try await status(changed, placedAt: Self.now - 21 * Self.day) == "valid")
    #expect(try await status(changed, #""valid_for": 5,"#) == "invalid")
  }

  @Test("without a service the answers of the live one still count, and the rest is unchecked or has wrong digits")
  func withoutService() async throws {
    let known = Known([Self.check("FR40303265045", .valid, at: Self.now, .live)])
    var chain = try Self.chain(Self.unasked, known)
    let (batch, checks) = try await chain.ask(
      Self.batch([("FR40303265045", "FR"), ("DE136695976", "DE"), ("DE136695978", "DE")]))
    #expect(Self.statuses(batch) == ["valid", "unchecked", "invalid"])
    #expect(checks.map { "\($0.vatID) \($0.reason)" } == ["DE136695978 check_digits"])
  }

  @Test("asking VIES needs a way to it")
  func ways() {
    let checked = Chain.compile(#"{ "use": "given" }, { "use": "vat_ids", "service": "vies" }"#)
    #expect(checked.diagnostics.contains { $0.message.contains(#""transport" must say by which way"#) })
  }

  @Test("the live service without a network is an error, not a silence")
  func noNetwork() async throws {
    var chain = try Self.chain(#"{ "use": "given" }, { "use": "vat_ids", "transport": "live" }"#)
    await #expect { _ = try await chain.ask(Self.batch([("DE136695976", "DE")])) } throws: {
      ($0 as? RunFailure)?.code == "E1006"
    }
  }
}

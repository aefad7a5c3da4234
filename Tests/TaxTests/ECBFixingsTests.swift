/// Fixings: which day's rate is used, and what is refused.
import Commerce
import Tax
import Testing

@Suite struct ECBFixingsTests {
  static func fixings() throws -> ECBFixings {
    let bytes = try Fixture.bytes("eurofxref-excerpt.csv")
    return try ECBFixings(history: bytes.span)
  }

  static func read(_ text: String) throws -> ECBFixings {
    let bytes = Array(text.utf8)
    return try ECBFixings(history: bytes.span)
  }

  @Test("Every published vector gets its day, its rate and its amount", arguments: Fixture.rows("fx_vectors.csv"))
  func vectors(_ vector: [String: String]) throws {
    let fixings = try Self.fixings()
    let date = try #require(CivilDate(vector["date", default: ""]))
    let currency = try #require(Currency(vector["currency", default: ""]))
    let isReturn = vector["rule", default: ""].hasSuffix("PERIOD_END")
    guard vector["amount_eur"] != "NO_RATE" else {
      #expect(throws: NoFixing.self) { try fixings.published(currency, on: date) }
      return
    }
    let fixing =
      isReturn ? try fixings.nextPublished(currency, onOrAfter: date) : try fixings.published(currency, on: date)
    #expect(fixing.date.description == vector["rate_date_to_use"])
    #expect(fixing.description == vector["rate_units_per_eur"])
    let exponent = try #require(currency.exponent)
    let amount = try #require(Exact(vector["amount_in_currency", default: ""])).rounded(to: exponent)
    let euro = try fixings.convert(amount, from: currency, to: .euro, on: fixing.date)
    #expect(euro.description(exponent: 2) == vector["amount_eur"])
  }

  @Test("The day is chosen before the currency: the rouble has no fixing after March 2022")
  func rouble() throws {
    let rouble = try #require(Currency("RUB"))
    let last = try #require(CivilDate("2022-03-01"))
    let after = try #require(CivilDate("2022-03-02"))
    let fixings = try Self.fixings()
    #expect(try fixings.fixing(rouble, on: last).description == "117.201")
    #expect(throws: NoFixing.notPublished(rouble, after)) { try fixings.fixing(rouble, on: after) }
  }

  @Test(
    "Currencies that joined the euro have their conversion rate from that day on",
    arguments: [
      ("HRK", "2023-01-01", "7.5345"), ("BGN", "2026-01-01", "1.95583"), ("LTL", "2015-01-01", "3.4528"),
      ("LVL", "2014-01-01", "0.702804"), ("EEK", "2011-01-01", "15.6466"), ("SKK", "2009-01-01", "30.126"),
      ("CYP", "2008-01-01", "0.585274"), ("MTL", "2008-01-01", "0.4293"), ("SIT", "2007-01-01", "239.64"),
    ])
  func conversionRates(_ code: String, _ date: String, _ rate: String) throws {
    let currency = try #require(Currency(code))
    let day = try #require(CivilDate(date))
    let fixings = try Self.fixings()
    #expect(try fixings.fixing(currency, on: day.addingDays(400)).description == rate)
    #expect(try fixings.fixing(currency, on: day).date == day)
    #expect((try? fixings.fixing(currency, on: day.addingDays(-1)))?.date != day)
  }

  @Test("What has no fixing is refused, and the refusal says what is missing")
  func refusals() throws {
    let fixings = try Self.fixings()
    let dirham = try #require(Currency("AED"))
    let day = try #require(CivilDate("2026-03-06"))
    #expect(throws: NoFixing.neverPublished(dirham)) { try fixings.fixing(dirham, on: day) }
    let early = try #require(CivilDate("1998-12-31"))
    #expect(throws: NoFixing.beforeFirstPublication(fixings.firstDay)) { try fixings.fixing(.usDollar, on: early) }
    let late = fixings.lastDay.addingDays(8)
    #expect(throws: NoFixing.publicationTooFar(fixings.lastDay)) { try fixings.fixing(.usDollar, on: late) }
    #expect(try fixings.fixing(.usDollar, on: late.addingDays(-1)).date == fixings.lastDay)
    #expect(throws: NoFixing.publicationTooFar(fixings.lastDay)) {
      try fixings.nextPublished(.usDollar, onOrAfter: fixings.lastDay.addingDays(1))
    }
    let gap = try #require(CivilDate("2000-06-01"))
    #expect(throws: NoFixing.self, "the excerpt has no day near") { try fixings.fixing(.usDollar, on: gap) }
    let gold = try #require(Currency("XAU"))
    #expect(throws: NoFixing.noMoney(gold)) { try fixings.exchangeRate(from: gold, to: .euro, on: day) }
  }

  @Test("Amounts are converted exactly and rounded once, through the euro between two others")
  func conversion() throws {
    let fixings = try Self.fixings()
    let sunday = try #require(CivilDate("2026-03-08"))
    // 1,000 dollars on a Sunday by Friday's fixing, as published; interpolation would give 865.28.
    #expect(try fixings.convert(MinorUnits(100_000), from: .usDollar, to: .euro, on: sunday) == MinorUnits(864_98))
    let yen = try #require(Currency("JPY"))
    let rate = try fixings.exchangeRate(from: .poundSterling, to: yen, on: sunday)
    let cross = try #require(rate.convert(MinorUnits(100_000)))
    #expect(rate.from.date == rate.to.date && rate.from.date.description == "2026-03-06")
    // 1000.00 ÷ 0.86693 × yen fixing, worked out in millionths by hand.
    let expected = Rounding.halfAwayFromZero.quotient(
      Int128(1_000) * Int128(rate.to.units) * 100_000, over: Int128(86_693) * Self.power(rate.to.scale))
    #expect(cross.count == Int64(expected))
    #expect(try fixings.convert(MinorUnits(-5), from: .euro, to: .euro, on: sunday) == MinorUnits(-5))
    #expect(try fixings.convert(-MinorUnits(100_000), from: .poundSterling, to: yen, on: sunday) == -cross)
    #expect(throws: NoFixing.tooLarge) { try fixings.convert(MinorUnits(.max), from: .euro, to: yen, on: sunday) }
  }

  @Test(
    "Damaged files are refused with their line",
    arguments: [
      ("", .notFixings), ("Name,Email\n", .notFixings),
      ("Date,USD,\n2024-01-02,1.1,\n2024-01-03,1.1,\n", .badDate(line: 3)),
      ("Date,USD,\nyesterday,1.1,\n", .badDate(line: 2)),
      ("Date,USD,\n2024-01-02,abc,\n", .badRate(line: 2, currency: "USD")),
      ("Date,USD,\n2024-01-02,,\n", .badRate(line: 2, currency: "USD")),
      ("Date,USD,\n2024-01-02,1.1,2.2,\n", .badWidth(line: 2)),
      ("Date,USD,JPY,\n2024-01-02,1.1,\n", .badRate(line: 2, currency: "JPY")),
    ] as [(String, ECBFixings.Fault)])
  func damage(_ text: String, _ fault: ECBFixings.Fault) {
    #expect(throws: fault) { try Self.read(text) }
  }

  @Test("The excerpt is read whole, with either line ending")
  func reading() throws {
    let fixings = try Self.fixings()
    #expect(fixings.firstDay.description == "1999-01-04")
    #expect(fixings.lastDay.description >= "2026-10-01")
    let windows = try Self.read("Date,USD,\r\n2024-01-02,1.1,\r\n")
    #expect(windows.dayCount == 1)
  }

  private static func power(_ scale: Int32) -> Int128 { (0..<scale).reduce(Int128(1)) { product, _ in product * 10 } }
}

/// What amounts in other currencies come to in a return of a one-stop shop.
import Commerce
import Tax
import Testing

@Suite struct OSSConversionTests {
  private static let vectors = Fixture.rows("fx_vectors.csv").filter { $0["rule", default: ""].hasSuffix("PERIOD_END") }

  @Test("a row is converted by the fixing of the period's end, or the next one published", arguments: vectors)
  func periodEnds(_ vector: [String: String]) throws {
    let end = vector["date", default: ""]
    let scheme: OSSScheme = vector["rule"] == "IOSS_PERIOD_END" ? .importScheme : .union
    let period = ReturnPeriod(scheme.length, containing: try #require(CivilDate(end)))
    let amount = vector["amount_in_currency", default: ""]
    let made = try OSSLine.made(
      period.description,
      [
        OSSLine.line(
          1, "FR", "20", net: amount, tax: amount, on: end, currency: vector["currency", default: ""],
          taxReturn: scheme.taxReturn)
      ], scheme: scheme, fixings: ECBFixingsTests.fixings())
    let row = try #require(made.supplies.first)
    #expect(row.net.text == vector["amount_eur"])
    #expect(row.entries.first?.fixing?.date.description == vector["rate_date_to_use"])
    #expect(row.entries.first?.fixing?.description == vector["rate_units_per_eur"])
  }

  @Test("a correction takes the fixing of the period that it corrects: 1,000.00 USD of 2023-Q4 are 912.74 at any time")
  func corrections() throws {
    let made = try OSSLine.made(
      "2024-Q2",
      [
        OSSLine.line(
          1, "FR", "20", net: "-5000.00", tax: "-1000.00", on: "2024-05-02", currency: "USD", kind: .refund,
          soldOn: "2023-11-02")
      ], fixings: ECBFixingsTests.fixings())
    #expect(made.corrected == ["FR 2023-Q4 -912.74"])
  }

  @Test("a row is converted once: three times 10.00 SEK at 10.943 are 2.74, not three times 0.91")
  func once() throws {
    let lines = try (1...3).map { id in
      try OSSLine.line(
        Int64(id), "SE", "25", net: "10.00", tax: "2.50", on: "2026-03-01", currency: "SEK", dispatch: "DE")
    }
    let made = try OSSLine.made("2026-Q1", lines, fixings: ECBFixingsTests.fixings())
    // 30 ÷ 10.943 = 2.7414…, 7.50 ÷ 10.943 = 0.6853…
    #expect(made.rows == ["SE GOODS STANDARD 25 2.74 0.69"])
  }

  @Test("Northern Ireland declares in pounds: euro at 0.86833, dollars through the euro, pounds as they are")
  func sterling() throws {
    let lines = try [
      OSSLine.line(1, "FR", "20", net: "1000.00", tax: "200.00", on: "2026-03-01", dispatch: "XI"),
      OSSLine.line(2, "IE", "23", net: "1000.00", tax: "230.00", on: "2026-03-01", currency: "USD", dispatch: "XI"),
      OSSLine.line(3, "DE", "19", net: "100.00", tax: "19.00", on: "2026-03-01", currency: "GBP", dispatch: "XI"),
    ]
    let made = try OSSLine.made("2026-Q1", lines, of: OSSLine.trader("XI"), fixings: ECBFixingsTests.fixings())
    // 1000 ÷ 1.1498 × 0.86833 = 755.2009…, 230 ÷ 1.1498 × 0.86833 = 173.6962…
    #expect(made.currency == .poundSterling)
    #expect(
      made.rows == [
        "DE GOODS STANDARD 19 100.00 19.00", "FR GOODS STANDARD 20 868.33 173.67", "IE GOODS STANDARD 23 755.20 173.70",
      ])
  }
}

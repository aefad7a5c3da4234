/// The German advance return, the summaries of other states, and how amounts are converted.
import Commerce
import Tax
import Testing

@Suite struct DomesticReturnTests {
  private func sale(
    _ id: Int64, _ rate: String, _ net: String, _ tax: String, scheme: Scheme = .domestic,
    treatment: Treatment = .taxed, territory: String = "DE", date: String = "2026-02-10"
  ) -> Line {
    Line(
      id: id, date: date, treatment: treatment, scheme: scheme, rate: rate, territory: territory, dispatch: "DE",
      net: net, tax: tax)
  }

  /// 100.99 and 0.99 at 19 % are 101.98, of which 101 are stated, tax 19.19 + 0.19; 16 % of 2020 goes to other rates.
  @Test("Bases are whole euros without the cents, tax has its cents")
  func german() {
    let lines = [
      sale(1, "19", "100.99", "19.19"), sale(2, "19", "0.99", "0.19"), sale(3, "7", "-10.50", "-0.74"),
      sale(4, "16", "102.59", "16.41", date: "2020-08-15"), sale(5, "0", "5000.00", "0"),
      sale(6, "0", "59.90", "0", scheme: .export, treatment: .exportZero),
      sale(7, "0", "1047.50", "0", scheme: .icSupply, treatment: .exemptIC),
      sale(8, "0", "30.00", "0", scheme: .domestic, treatment: .exempt),
    ]
    #expect(
      ReturnSheet(GermanVATReturn(), lines).stated == [
        "81": "101.00", "81_tax": "19.38", "86": "-10.00", "86_tax": "-0.74", "35": "102.00", "36": "16.41",
        "87": "5000.00", "43": "59.00", "41": "1047.00", "48": "30.00",
      ])
  }

  @Test("Tax that was charged without being due is owed all the same")
  func unduly() {
    let sheet = ReturnSheet(
      GermanVATReturn(), [sale(1, "0", "100.00", "19.00", scheme: .icSupply, treatment: .exemptIC)])
    #expect(sheet.stated == ["41": "100.00", "69": "19.00"])
    #expect(sheet.doubts.map(\.doubt) == [.taxCharged])
  }

  @Test("A line of several rates that cannot be told apart stands under none of them, and is a doubt")
  func mixedRates() throws {
    var mixed = sale(1, "19", "100.00", "12.00")
    mixed.rate = nil
    let german = ReturnSheet(GermanVATReturn(), [mixed])
    #expect(german.stated == ["35": "100.00", "36": "12.00"] && german.doubts.map(\.doubt) == [.rateUnknown])
    let summary = ReturnSheet(DomesticVATSummary(state: try #require(Territory("DE")), currency: .euro), [mixed])
    #expect(summary.stated["taxed net"] == "100.00" && summary.doubts.map(\.doubt) == [.rateUnknown])
  }

  @Test("A summary has a group for each rate and class, with net, tax and gross")
  func summary() throws {
    let lines = [
      sale(1, "19", "100.00", "19.00"), sale(2, "19", "10.00", "1.90"), sale(3, "7", "10.00", "0.70"),
      sale(4, "0", "50.00", "0", scheme: .export, treatment: .exportZero),
    ]
    let sheet = ReturnSheet(DomesticVATSummary(state: try #require(Territory("DE")), currency: .euro), lines)
    #expect(
      sheet.stated == [
        "taxed 19 net": "110.00", "taxed 19 tax": "20.90", "taxed 19 gross": "130.90", "taxed 7 net": "10.00",
        "taxed 7 tax": "0.70", "taxed 7 gross": "10.70", "export net": "50.00", "export tax": "0.00",
        "export gross": "50.00",
      ])
    #expect(sheet.figures.first { $0.key.group == "taxed 19" }?.shares.count == 2)
  }

  @Test("A part of a state with rates of its own is in the state's return")
  func azores() throws {
    let line = sale(1, "16", "100.00", "16.00", territory: "PT-20")
    let sheet = ReturnSheet(DomesticVATSummary(state: try #require(Territory("PT")), currency: .euro), [line])
    #expect(sheet.stated["taxed 16 net"] == "100.00")
  }

  /// 1 EUR is 0.85463 GBP on 2026-09-30: 100.00 GBP are 117.0096… EUR; 1.1355 USD: 50.00 USD are 44.0334… EUR.
  @Test("Amounts are converted at the transaction's date, unless the books have them in the currency")
  func conversion() throws {
    let fixings = try ECBFixingsTests.fixings()
    var pounds = sale(1, "19", "100.00", "19.00", date: "2026-09-30")
    pounds.currency = "GBP"
    pounds.base = "USD"
    var dollars = sale(2, "7", "50.00", "3.50", date: "2026-09-30")
    dollars.currency = "USD"
    dollars.baseNet = "45.00"
    dollars.baseTax = "3.15"
    let figures = ReturnSheet(GermanVATReturn(), [pounds, dollars], fixings: fixings).figures
    let exact = Dictionary(uniqueKeysWithValues: figures.map { ($0.key.figure, $0.amount.description(exponent: 2)) })
    #expect(exact["81"] == "117.01" && exact["81_tax"] == "22.23")
    #expect(exact["86"] == "45.00" && exact["86_tax"] == "3.15")
  }

  @Test("What cannot be converted is left out with its reason and a doubt, and only where it belongs into the return")
  func noRate() {
    var dirhams = sale(1, "19", "100.00", "19.00")
    dirhams.currency = "AED"
    dirhams.base = "AED"
    var abroad = dirhams
    abroad.id = 2
    abroad.territory = "FR"
    let sheet = ReturnSheet(GermanVATReturn(), [dirhams, abroad])
    #expect(sheet.reasons == ["no_exchange_rate", "other_territory"])
    #expect(sheet.doubts.map(\.doubt) == [.noExchangeRate])
  }
}

/// Returns of figures, from a ledger to the file that is handed in.
import ArgumentParser
import Commerce
import Foundation
import Ledger
import Pipeline
import Tax
import Testing

@testable import Commands
@testable import Reports

@Suite struct ReturnFigureTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger.sample() }

  /// The seller of the samples, registered wherever there is a return, its books in the currency that the period's are in.
  private func request(_ period: String, _ form: String, given: [String: String] = [:]) throws -> ReturnRequest {
    let period = try #require(ReturnPeriod(period))
    var business = OSSSample.business
    for code in ["GB", "US", "CA", "AU"] {
      business.vatRegistrations.append(
        Business.VATRegistration(
          country: try #require(Country(code)),
          period: ValidityPeriod(from: try #require(CivilDate("2009-01-01")))))
    }
    let isBritish = period.firstMonth.year == 2011
    if isBritish { business.baseCurrency = try #require(Currency("GBP")) }
    var request = ReturnRequest(
      period: period, form: form, business: business, madeAt: Instant(seconds: 1_800_000_000))
    request.given = given
    return request
  }

  private func file(_ name: String, _ period: String, _ form: String, given: [String: String] = [:]) throws
    -> ReturnFile
  {
    let authority = try #require(ReturnCatalogue.named(name))
    return try authority.file(try request(period, form, given: given), from: ledger.reader())
  }

  /// The first quarter of the sample in the United Kingdom: 2.56 with 0.45 of tax, 10.00 with 2.00; 5.01 is exported.
  @Test("The nine boxes of a ledger, with what is given by hand")
  func unitedKingdom() throws {
    let made = try file("uk_vat", "2011-Q1", "mtd", given: ["period_key": "11A1", "box4": "1.00", "box7": "5.00"])
    let text = String(decoding: made.bytes, as: UTF8.self)
    #expect(text.hasPrefix(#"{"periodKey":"11A1","vatDueSales":2.45,"vatDueAcquisitions":0.00,"totalVatDue":2.45,"#))
    #expect(text.contains(#""vatReclaimedCurrPeriod":1.00,"netVatDue":1.45,"#))
    #expect(text.contains(#""totalValuePurchasesExVAT":5,"#))
    #expect(made.warnings.contains { $0.hasPrefix("taken as 0, since the books do not hold it: box2") })
    #expect(made.due?.description == "2011-05-07")
  }

  @Test("Nobody hands in the return of a state in which it is not registered in the period, or one of other books")
  func foreign() throws {
    func failure(_ change: (inout ReturnRequest) throws -> Void) throws -> RunFailure? {
      var request = try request("2011-Q1", "csv")
      try change(&request)
      return #expect(throws: RunFailure.self) { try UKVATReturnReport().file(request, from: ledger.reader()) }
    }
    let unregistered = try failure { $0.business.vatRegistrations.removeAll { $0.country.code == "GB" } }
    #expect(unregistered?.code == "E2003")
    #expect(
      unregistered?.message == "the business file has no registration in GB in 2011-Q1, and uk_vat is handed in there")
    let late = try failure { request in
      for index in request.business.vatRegistrations.indices {
        request.business.vatRegistrations[index].period.from = try #require(CivilDate("2011-04-01"))
      }
    }
    #expect(late?.code == "E2003")
    let other = try failure { $0.business.baseCurrency = .euro }
    #expect(other?.code == "E2006")
    #expect(other?.message.hasSuffix(" of shop-uk in GBP") == true)
  }

  @Test("Without the service's key of the period there is no request to it")
  func periodKey() throws {
    let failure = #expect(throws: RunFailure.self) { try file("uk_vat", "2011-Q1", "mtd") }
    #expect(failure?.code == "E2004" && failure?.remedy.contains("period_key=26A1") == true)
  }

  @Test("A figure that is given has to be an amount", arguments: ["1,50", "ten", "1.505"])
  func badFigure(_ text: String) throws {
    let failure = #expect(throws: RunFailure.self) {
      try file("uk_vat", "2011-Q1", "csv", given: ["box4": text])
    }
    #expect(failure?.code == "E2005")
  }

  @Test("A period in which nothing happened has a nil return", arguments: ReturnCatalogue.all.map(\.name))
  func nilReturn(_ name: String) throws {
    guard !name.hasPrefix("oss"), name != "ioss" else { return }
    let made = try file(name, "2030-Q1", "csv")
    #expect(made.isNil && !made.bytes.isEmpty)
  }

  /// A quarter of a German seller: 10.00 and 20.00 to a French business less 5.00, 40.00 to a Polish one without a number
  /// in dollars of the books' 36.00, and a sale in California with two taxes.
  private static let quarter: [Document] = {
    func goods(_ id: String, _ net: String, _ vatID: String, kind: TransactionKind = .sale) -> Document {
      Document(
        id: id, kind: kind, date: "2026-02-10", currency: "EUR", country: "FR", vatID: vatID, dispatch: "DE",
        lines: [
          Line(
            source: net, net: net, base: (net, "0"), treatment: .exemptIC, scheme: .icSupply, rate: "0",
            taxCountry: "DE", territory: "DE", liable: .buyer, taxReturn: .domestic)
        ])
    }
    var polish = goods("B4", "40.00", "")
    polish.currency = "USD"
    polish.country = "PL"
    polish.lines[0].base = ("36.00", "0")
    return [
      goods("B1", "10.00", "FR23334175221"), goods("B2", "20.00", "FR 23334175221"),
      goods("B3", "-5.00", "FR23334175221", kind: .refund), polish,
      Document(
        id: "U1", date: "2026-02-11", currency: "USD", country: "US", region: "CA", dispatch: "US-NV",
        taxes: [("California State Tax", "7.25"), ("Los Angeles County Tax", "2.25")],
        lines: [
          Line(
            source: "100.00", net: "100.00", tax: "9.50", base: ("90.00", "8.55"), scheme: .usState, rate: "7.25",
            taxCountry: "US", territory: "US-CA", liable: .seller, taxReturn: .local)
        ]),
      Document(
        id: "U2", date: "2026-02-12", currency: "USD", country: "US", region: "MA", dispatch: "US-NV",
        taxes: [("Massachusetts State Tax", "6.25")],
        lines: [
          Line(
            source: "100.00", net: "100.00", tax: "6.25", base: ("90.00", "5.63"), scheme: .usState, rate: "6.25",
            taxCountry: "US", territory: "US-MA", liable: .seller, taxReturn: .local)
        ]),
    ]
  }()

  @Test("The German statement refuses to leave out a buyer without a number, and says where to look")
  func salesList() throws {
    let own = try TestLedger()
    try own.load(Self.quarter, store: "shop-de", base: .euro)
    let list = ECSalesListReturn()
    let failure = #expect(throws: RunFailure.self) { try list.file(request("2026-Q1", "de"), from: own.reader()) }
    #expect(failure?.message == "36.00 EUR were supplied without tax to buyers whose VAT number is not known")
    let known = try TestLedger()
    try known.load(Self.quarter.filter { $0.id != "B4" }, store: "shop-de", base: .euro)
    let made = try list.file(request("2026-Q1", "de"), from: known.reader())
    #expect(
      String(decoding: made.bytes, as: UTF8.self)
        == "#v3.0\nUSt-IdNr.,Betrag (EUR),Art der Leistung\nFR23334175221,25,L\n")
    #expect(made.due?.description == "2026-04-25" && !made.isNil)
  }

  @Test("The taxes that a platform names tell the levels of a state's tax, one alone too")
  func levels() throws {
    let own = try TestLedger()
    try own.load(Self.quarter, store: "shop-de", base: .euro)
    let made = try USSalesTaxReturn().file(request("2026-Q1", "csv"), from: own.reader())
    let rows = CSVText.records(String(decoding: made.bytes, as: UTF8.self))
    let stated = Dictionary(uniqueKeysWithValues: rows.map { ("\($0[2]) \($0[3])", $0[7]) })
    #expect(stated["US-CA tax_state"] == "7.25" && stated["US-CA tax_county"] == "2.25")
    #expect(stated["US-CA tax_due_state"] == "7.25" && stated["US-CA tax_collected"] == "9.50")
    #expect(stated["US-MA tax_state"] == "6.25" && stated["US-MA tax_other"] == "0.00")
  }

  @Test("Every document of a ledger is in a return, or has a reason in the summary")
  func summary() throws {
    let own = try TestLedger()
    try own.load(Self.quarter, store: "shop-de", base: .euro)
    let table = try #require(try TaxSummaryReport().tables(.everything, from: own.reader()).first)
    #expect(
      table.rows.map { $0[1...4].map(\.text) + [$0[8].text, $0[10].text, $0[14].text] } == [
        ["DE", "ic_supply", "exempt_ic", "domestic", "3", "25.00", "25.00"],
        ["DE", "ic_supply", "exempt_ic", "domestic", "1", "40.00", "36.00"],
        ["US-CA", "us_state", "taxed", "local", "1", "100.00", "90.00"],
        ["US-MA", "us_state", "taxed", "local", "1", "100.00", "90.00"],
      ])
  }

  /// A German shop charges 19 % where the French 20 % are due.
  @Test("A finding has the tax that was charged beside the tax that the rules give")
  func findings() throws {
    let own = try TestLedger()
    let reason = try #require(DecisionReason.all.first { $0.code == "needs_registration" })
    try own.load(
      [
        Document(
          id: "F1", date: "2026-02-10", currency: "EUR", basis: .gross, country: "FR", dispatch: "DE",
          lines: [
            Line(
              source: "119.00", net: "100.00", tax: "19.00", base: ("100.00", "19.00"), scheme: .localRegistration,
              rate: "19", taxCountry: "FR", territory: "FR", liable: .seller, taxReturn: .local, reason: reason)
          ])
      ], store: "shop-de", base: .euro)
    let table = try #require(try TaxFindingsReport().tables(.everything, from: own.reader()).first)
    #expect(table.rows.map { $0[5].text } == ["needs_registration"])
    // 119.00 × 20 ÷ 120 is 19.833…
    #expect(table.rows.first?[9...11].map(\.text) == ["19.00", "19.83", "-0.83"])
    #expect(table.rows.first?[12].text == "register there, or add the registration to the business file")
  }

  @Test("The documents behind a figure add up to it, in every report of figures")
  func documents() throws {
    for report in ReportCatalogue.all where report is any FigureReturn {
      let tables = try report.tables(.everything, from: ledger.reader())
      let behind = Dictionary(grouping: tables[1].rows) { $0[0...3].map(\.text) }
      for row in tables[0].rows {
        guard case .decimal(let amount, _) = row[6], case .integer(let count) = row[8], count > 0 else { continue }
        let parts = behind[row[0...3].map(\.text), default: []]
        let sum = parts.reduce(Int64(0)) { sum, part in
          if case .decimal(let amount, _) = part[9] { sum + amount } else { sum }
        }
        #expect(parts.count == Int(count) && sum == amount, "\(report.name) \(row[2].text) \(row[3].text)")
      }
    }
  }

  @Test("A figure is explained by its documents")
  func explained() throws {
    var request = ReportRequest.everything
    request.period = .quarter
    let tables = try UKVATReturnReport().tables(request, from: ledger.reader())
    let text = FigureExplanation(tables, words: ["2011-Q1", "box1"]).text
    #expect(text.contains("uk_vat.documents") && text.contains("1002"))
    #expect(FigureExplanation(tables, words: ["box10"]).isEmpty)
  }

  @Test("A document is explained line by line, without the bytes of its source")
  func document() throws {
    let trail = try #require(try ledger.reader().trail(store: "shop-de", kind: .sale, externalID: "D1"))
    let text = DocumentExplanation(trail, showsValues: false).text
    #expect(text.hasPrefix("shop-de/sale/D1, revision 1, completed, tax date 2011-05-05, EUR\n"))
    #expect(text.contains("line 1: goods, net 10.00, tax 1.90\n  decision: treatment taxed, scheme domestic"))
    #expect(text.contains("rate row: DE standard 19 % from "))
    #expect(text.contains("source: shop-de-3.csv, line 2, byte 100\n"))
    #expect(text.contains("line 2: rounding, net 0.01, tax 0.00"))
    #expect(text.contains("in no return: no_supply"))
  }

  @Test("The program says what is not there", arguments: [["shop-de/sale/none"], ["shop-de/x/1"], ["uk_vat", "box1"]])
  func missing(_ arguments: [String]) throws {
    var command = try Explain.parse(arguments + ["--ledger", ledger.path])
    #expect(throws: ValidationError.self) { try command.run() }
  }
}

/// Reports against each other and against the ledger: nothing is lost between them.
import Commerce
import Ledger
import Pipeline
import Testing

@testable import Reports

@Suite struct SumTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger.sample() }

  @Test(
    "what the tax report has and what it leaves out are the whole ledger",
    arguments: ["documents", "lines", "net", "tax", "gross", "base_net", "base_tax", "base_gross"])
  func reportedAndLeftOut(figure: String) throws {
    let reader = try ledger.reader()
    let vat = try VATByCountryReport().tables(ReportRequest(), from: reader)
    let sales = try SalesByStoreReport().tables(ReportRequest(), from: reader)
    #expect(sums(figure, vat) == sums(figure, sales))
    #expect(sums(figure, [vat[1]]) != [:])
  }

  @Test("the exact amounts are those of the documents, and net and rounding follow from them")
  func exactAmounts() throws {
    let table = try SalesByCountryReport().tables(ReportRequest(), from: ledger.reader())
    let amounts = sums("source_amount", table)
    #expect(amounts["GBP"] == Exact("6.56"))
    #expect(amounts["JPY"] == Exact("1250"))
    #expect(amounts["KWD"] == Exact("1.2345"))
    let rounding = sums("rounding", table)
    #expect(rounding["GBP"] == Exact("0.01"))
    #expect(rounding["KWD"] == Exact("0.0005"))
    // A line that a stage has added has no exact amount: all of it is rounding.
    #expect(rounding["EUR"] == Exact("0.01"))
  }

  @Test("a run that was refused is in no report of sums")
  func unpublishedRun() throws {
    let tallies = try ledger.reader().tallies()
    #expect(!tallies.contains { $0.month == CivilMonth(year: 2011, month: 6) })
    #expect(try ledger.reader().lastPublishedRun() == 3)
  }

  @Test("a run that was refused can be asked for by its number")
  func oneRun() throws {
    var request = ReportRequest()
    request.run = 4
    let totals = try ControlTotalsReport().tables(request, from: ledger.reader())[0]
    #expect(totals.rows.map { $0[3].text } == ["source", "loaded", "unchanged", "rejected", "difference"])
  }

  @Test("the same documents in one run or in two give the same reports")
  func runsDoNotShow() throws {
    let together = try TestLedger()
    let apart = try TestLedger()
    try together.load(Array(SampleDocuments.winter + SampleDocuments.spring.dropLast()))
    try apart.load(Array(SampleDocuments.spring.dropLast()))
    try apart.load(SampleDocuments.winter)
    for report in [VATByCountryReport(), SalesByCountryReport(), SalesByStoreReport()] as [any Report] {
      let request = ReportRequest.everything
      #expect(try report.tables(request, from: together.reader()) == report.tables(request, from: apart.reader()))
    }
  }

  @Test("an empty ledger gives empty tables")
  func empty() throws {
    let empty = try TestLedger()
    try empty.load([])
    for report in ReportCatalogue.all {
      #expect(try report.tables(.everything, from: empty.reader()).allSatisfy { $0.rows.isEmpty })
    }
  }

  /// The sums of a figure by currency, base currency for figures of the books.
  private func sums(_ figure: String, _ tables: [ReportTable]) -> [String: Exact] {
    var sums: [String: Exact] = [:]
    for table in tables {
      let names = table.columns.map(\.name)
      guard let value = names.firstIndex(of: figure),
        let currency = names.firstIndex(of: figure.hasPrefix("base_") ? "base_currency" : "currency")
      else { continue }
      for row in table.rows {
        let sum = sums[row[currency].text] ?? .zero
        sums[row[currency].text] = Exact(row[value].text).flatMap { sum.adding($0) }
      }
    }
    return sums
  }
}

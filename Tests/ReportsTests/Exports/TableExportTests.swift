/// What Xero and QuickBooks demand of a file beyond what golden files show.
import Books
import Commerce
import Pipeline
import Testing

@testable import Reports

@Suite struct TableExportTests {
  private typealias Sample = ExportSample

  private func records(_ file: ExportFile) -> [[String]] {
    CSVText.records(String(decoding: file.bytes, as: UTF8.self))
  }

  private func payout(_ number: Int64, lines: Int) -> JournalEntry {
    var entry = Sample.entry(number, kind: .payout, Sample.line(Sample.bank, Int64(lines - 1)))
    for index in 1..<lines { entry.lines.append(Sample.line(Sample.clearing, -1, reference: "\(index)")) }
    return entry
  }

  @Test("Xero: files of at most 300 lines, no journal torn; one that is longer is summed by account")
  func xeroLimit() throws {
    let package = try XeroJournalFormat().package(
      [payout(1, lines: 200), payout(2, lines: 150), payout(3, lines: 400)], Sample.facts)
    #expect(package.files.map(\.name) == ["xero_journals_1-3_1.csv", "xero_journals_1-3_2.csv"])
    #expect(package.files.map(\.rows) == [200, 152])
    let full = try XeroJournalFormat().package([payout(1, lines: 150), payout(2, lines: 150)], Sample.facts)
    let over = try XeroJournalFormat().package([payout(1, lines: 150), payout(2, lines: 151)], Sample.facts)
    #expect(full.files.map(\.rows) == [300] && over.files.map(\.rows) == [150, 151])
    #expect(records(package.files[1]).last?[5] == "-3.99")
    #expect(records(package.files[0])[1][0] == "payout shop-de SHOP-1001 entry 1")
    #expect(records(package.files[0])[1][1] == "05/01/2026")
  }

  @Test("Xero: an invoice has what buyers owe, with the tax of each line and without what providers hold")
  func xeroInvoice() throws {
    var facts = Sample.facts
    facts.xeroTaxRates = ["DE-S": "19 % USt", "none": "Keine"]
    let gift = Account(number: "1700", name: "Gutscheine", type: .liability)
    let sale = Sample.entry(
      1, Sample.line(gift, 5_000), Sample.line(Sample.clearing, 1_274),
      Sample.line(Sample.revenue, -5_000, Sample.standard), Sample.line(Sample.shipping, -272, Sample.standard),
      Sample.line(Sample.tax, -1_002, Sample.standard))
    let package = try XeroInvoiceFormat().package([sale, payout(2, lines: 2)], facts)
    let found = records(try #require(package.files.first)).dropFirst()
    #expect(
      found.map { row in [0, 10, 12, 17, 18, 20, 21, 22, 27].map { row[$0] } } == [
        ["shop-de", "SHOP-1001", "05/01/2026", "1", "-50.00", "1700", "Keine", "0.00", "EUR"],
        ["shop-de", "SHOP-1001", "05/01/2026", "1", "50.00", "8400", "19 % USt", "9.50", "EUR"],
        ["shop-de", "SHOP-1001", "05/01/2026", "1", "2.72", "8401", "19 % USt", "0.52", "EUR"],
      ])
    #expect(package.warnings.last == "entries that are neither sales nor refunds and have no invoice: 1")
  }

  @Test("Xero: a tax without a name there is refused, and the code is told")
  func xeroNames() throws {
    let sale = Sample.entry(
      1, Sample.line(Sample.clearing, 119), Sample.line(Sample.revenue, -100, Sample.standard),
      Sample.line(Sample.tax, -19, Sample.standard))
    #expect { try XeroInvoiceFormat().package([sale], Sample.facts) } throws: {
      ($0 as? RunFailure)?.code == "E8747" && ($0 as? RunFailure)?.message.contains("DE-S") == true
    }
  }

  @Test("Xero: files of at most 500 invoices, each with a number of its own")
  func xeroInvoiceLimit() throws {
    let sales = (1...501).map { number in
      Sample.entry(Int64(number), Sample.line(Sample.clearing, 100), Sample.line(Sample.plainRevenue, -100))
    }
    let package = try XeroInvoiceFormat().package(sales, Sample.facts)
    #expect(package.files.map(\.rows) == [500, 1])
    #expect(Set(package.files.flatMap { records($0).dropFirst().map { $0[10] } }).count == 501)
  }

  @Test("QuickBooks: debits and credits apart, months first in the United States, 1,000 lines a file")
  func quickBooks() throws {
    var facts = Sample.facts
    let german = try QuickBooksFormat().package([payout(1, lines: 2)], facts)
    #expect(
      records(try #require(german.files.first)).dropFirst().map { $0 } == [
        ["SL-1", "05/01/2026", "Bank", "0.01", "", "payout SHOP-1001", ""],
        ["SL-1", "05/01/2026", "Geldtransit Shopify", "", "0.01", "payout SHOP-1001 1", "shop-de"],
      ])
    facts.country = Country("US") ?? facts.country
    let american = try QuickBooksFormat().package([payout(1, lines: 700), payout(2, lines: 700)], facts)
    #expect(american.files.map(\.rows) == [700, 700])
    #expect(records(american.files[0])[1][1] == "01/05/2026")
    #expect { try QuickBooksFormat().package([payout(9, lines: 1_001)], facts) } throws: {
      ($0 as? RunFailure)?.code == "E8746" && ($0 as? RunFailure)?.message.contains("entry 9") == true
    }
  }

  @Test("text that a spreadsheet would run is disarmed")
  func formulas() throws {
    let entry = Sample.entry(
      1, Sample.line(Sample.bank, 1, note: "=1+1"), Sample.line(Sample.clearing, -1))
    let file = try #require(XeroJournalFormat().package([entry], Sample.facts).files.first)
    #expect(records(file)[1][2] == "'=1+1")
  }
}

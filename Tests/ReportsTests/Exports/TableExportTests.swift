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
    let german = try QuickBooksJournalFormat().package([payout(1, lines: 2)], facts)
    #expect(
      records(try #require(german.files.first)).dropFirst().map { $0 } == [
        ["SL-1", "05/01/2026", "Bank", "0.01", "", "payout SHOP-1001", ""],
        ["SL-1", "05/01/2026", "Geldtransit Shopify", "", "0.01", "payout SHOP-1001 1", "shop-de"],
      ])
    facts.country = Country("US") ?? facts.country
    let american = try QuickBooksJournalFormat().package([payout(1, lines: 700), payout(2, lines: 700)], facts)
    #expect(american.files.map(\.rows) == [700, 700])
    #expect(records(american.files[0])[1][1] == "01/05/2026")
    #expect { try QuickBooksJournalFormat().package([payout(9, lines: 1_001)], facts) } throws: {
      ($0 as? RunFailure)?.code == "E8746" && ($0 as? RunFailure)?.message.contains("entry 9") == true
    }
  }

  /// A sale of 100 and 7.25 % tax in California, with a discount and a tip.
  private var gratuity: JournalEntry {
    let tips = Account(number: "2310", name: "Tips", type: .liability)
    let tag = Sample.tag("US-S", "US-CA", 7)
    return Sample.entry(
      1, document: "1001", Sample.line(Sample.clearing, 10_225), Sample.line(Sample.plainRevenue, -10_000, tag),
      Sample.line(Sample.plainRevenue, 1_000, tag, note: "discount"), Sample.line(Sample.tax, -725, tag),
      Sample.line(tips, -500))
  }

  @Test("QuickBooks: sales are invoices and refunds credit notes of positive amounts, each in a file of its own")
  func quickBooksInvoices() throws {
    let sale = Sample.entry(
      1, Sample.line(Sample.clearing, 12_000), Sample.line(Sample.oss, -10_000, Sample.french),
      Sample.line(Sample.ossTax, -2_000, Sample.french))
    let refund = Sample.entry(
      2, kind: .refund, on: "2026-01-07", document: "SHOP-1001-R1", Sample.line(Sample.revenue, 5_000, Sample.standard),
      Sample.line(Sample.tax, 950, Sample.standard), Sample.line(Sample.clearing, -5_950))
    let package = try QuickBooksInvoiceFormat().package([sale, refund, payout(3, lines: 2)], Sample.facts)
    #expect(package.files.map(\.name) == ["quickbooks_invoices_1-3.csv", "quickbooks_credit_notes_1-3.csv"])
    #expect(package.files.map(\.entries) == [[1], [2]])
    #expect(
      records(package.files[0]).map { $0.joined(separator: "|") } == [
        "*InvoiceNo|*Customer|*InvoiceDate|*DueDate|Memo|Item(Product/Service)|ItemDescription|ItemQuantity|ItemRate|*ItemAmount|*ItemTaxCode|ItemTaxAmount|Currency",
        "SHOP-1001|shop-de|05/01/2026|05/01/2026|SHOP-1001|Erlöse EU|Erlöse EU|1|100.00|100.00|OSS-S FR 20%|20.00|EUR",
      ])
    #expect(
      records(package.files[1]).dropFirst().map { $0.joined(separator: "|") } == [
        "SHOP-1001-R1|shop-de|07/01/2026|SHOP-1001-R1|Erlöse 19 % USt|Erlöse 19 % USt|1|50.00|50.00|DE-S DE 19%|9.50|EUR"
      ])
    #expect(package.warnings.last == "entries that are neither sales nor refunds and have no invoice: 1")
  }

  @Test("QuickBooks: what comes to less than nothing is a credit note, whatever the entry is called")
  func quickBooksNegativeSale() throws {
    let sale = Sample.entry(
      1, Sample.line(Sample.plainRevenue, 300), Sample.line(Sample.plainRevenue, -100),
      Sample.line(Sample.clearing, -200))
    let package = try QuickBooksInvoiceFormat().package([sale], Sample.facts)
    #expect(package.files.map(\.name) == ["quickbooks_credit_notes_1-1.csv"])
    #expect(try records(#require(package.files.first)).dropFirst().map { $0[8] } == ["3.00", "-1.00"])
  }

  @Test("QuickBooks: in the United States tax is a line of its own, and months come first")
  func quickBooksAmericanInvoice() throws {
    var facts = Sample.facts
    facts.country = try #require(Country("US"))
    let package = try QuickBooksInvoiceFormat().package([gratuity], facts)
    let found = records(try #require(package.files.first))
    #expect(!found[0].contains("*ItemTaxCode"))
    #expect(
      found.dropFirst().map { row in [2, 5, 6, 9].map { row[$0] } } == [
        ["01/05/2026", "Erlöse", "Erlöse", "100.00"], ["01/05/2026", "Erlöse", "discount", "-10.00"],
        ["01/05/2026", "Umsatzsteuer 19 %", "Umsatzsteuer 19 %", "7.25"], ["01/05/2026", "Tips", "Tips", "5.00"],
      ])
  }

  @Test(
    "QuickBooks: files of at most 100 invoices and 1,000 rows; a number that is too long or not alone is the entry's")
  func quickBooksInvoiceLimits() throws {
    func sale(_ number: Int64, _ document: String, rows: Int = 1) -> JournalEntry {
      var entry = Sample.entry(number, document: document, Sample.line(Sample.clearing, 100 * Int64(rows)))
      for _ in 0..<rows { entry.lines.append(Sample.line(Sample.plainRevenue, -100)) }
      return entry
    }
    let many = try QuickBooksInvoiceFormat().package((1...101).map { sale($0, "A-\($0)") }, Sample.facts)
    #expect(many.files.map(\.rows) == [100, 1])
    #expect(
      many.files.map(\.name) == ["quickbooks_invoices_1-101_1.csv", "quickbooks_invoices_1-101_2.csv"])
    let long = try QuickBooksInvoiceFormat().package([sale(1, "A", rows: 600), sale(2, "B", rows: 600)], Sample.facts)
    #expect(long.files.map(\.rows) == [600, 600])
    let named = try QuickBooksInvoiceFormat().package(
      [
        sale(1, "shop-de 2026-01-05 sale"), sale(2, "SHOP-1001"), sale(3, "SHOP-1001"),
        sale(4, "123456789012345678901"),
      ], Sample.facts)
    #expect(
      try records(#require(named.files.first)).dropFirst().map { $0[0] } == [
        "SL-1", "SHOP-1001-2", "SHOP-1001-3", "123456789012345678901",
      ])
    #expect { try QuickBooksInvoiceFormat().package([sale(9, "C", rows: 1_001)], Sample.facts) } throws: {
      ($0 as? RunFailure)?.code == "E8746"
    }
  }

  @Test("invoices of nothing but payouts are no files", arguments: ["xero_invoices", "quickbooks_invoices"])
  func noInvoices(format: String) throws {
    let package = try #require(JournalFormats.named(format)).package([payout(1, lines: 2)], Sample.facts)
    #expect(package.files.isEmpty)
  }

  @Test("text that a spreadsheet would run is disarmed")
  func formulas() throws {
    let entry = Sample.entry(
      1, Sample.line(Sample.bank, 1, note: "=1+1"), Sample.line(Sample.clearing, -1))
    let file = try #require(XeroJournalFormat().package([entry], Sample.facts).files.first)
    #expect(records(file)[1][2] == "'=1+1")
  }
}

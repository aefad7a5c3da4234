/// What journals in plain text have to say beyond their golden files.
import Books
import Commerce
import Testing

@testable import Reports

@Suite struct PlainTextExportTests {
  private typealias Sample = ExportSample

  private let sale = Sample.entry(
    1, Sample.line(Sample.clearing, 11_900, reference: "1001"),
    Sample.line(Sample.revenue, -10_000, Sample.standard), Sample.line(Sample.tax, -1_900, Sample.standard))
  private let payout = Sample.entry(
    2, kind: .payout, on: "2026-01-16", document: "PO-77", Sample.line(Sample.bank, 11_900),
    Sample.line(Sample.clearing, -11_900, reference: "1001"))

  private func text(_ format: any JournalFormat, _ entries: [JournalEntry], _ facts: ExportFacts = Sample.facts)
    throws -> String
  {
    String(decoding: try #require(format.package(entries, facts).files.first).bytes, as: UTF8.self)
  }

  @Test("hledger: declared accounts, document and notes as tags")
  func hledger() throws {
    #expect(
      try text(HledgerFormat(), [sale]) == """
        decimal-mark .
        commodity 1000.00 EUR

        account assets:1361 Geldtransit Shopify  ; type: A
        account liabilities:1776 Umsatzsteuer 19 %  ; type: L
        account income:8400 Erlöse 19 % USt  ; type: R

        2026-01-05 * (SHOP-1001) sale
            ; entry: 1, store: shop-de
            assets:1361 Geldtransit Shopify  119.00 EUR  ; ref: 1001
            income:8400 Erlöse 19 % USt  -100.00 EUR  ; tax: DE-S DE
            liabilities:1776 Umsatzsteuer 19 %  -19.00 EUR  ; tax: DE-S DE

        """)
  }

  @Test("beancount: a payout that leaves nothing is followed by the assertion that nothing is left")
  func beancount() throws {
    let text = try text(BeancountFormat(), [sale, payout])
    #expect(text.contains("1970-01-01 open Assets:1361-Geldtransit-Shopify\n"))
    #expect(text.contains("2026-01-05 * \"sale\" \"SHOP-1001\" ^1001 ^SHOP-1001\n  entry: 1\n  store: \"shop-de\"\n"))
    #expect(text.contains("2026-01-17 balance Assets:1361-Geldtransit-Shopify  0.00 EUR\n"))
    #expect(text.contains("2026-01-17 balance Assets:1200-Bank  119.00 EUR\n"))
  }

  @Test("beancount: what a payout leaves open is not said to be nothing")
  func openRest() throws {
    let other = Sample.entry(
      3, on: "2026-01-20", Sample.line(Sample.bank, 100), Sample.line(Sample.clearing, -100))
    let text = try text(
      BeancountFormat(),
      [sale, Sample.entry(4, Sample.line(Sample.clearing, 1), Sample.line(Sample.bank, -1)), payout, other])
    #expect(!text.contains("2026-01-17 balance"))
    #expect(text.contains("2026-01-21 balance Assets:1361-Geldtransit-Shopify  -0.99 EUR\n"))
  }

  @Test("a file of new entries goes on from those before: accounts are opened once, balances count on")
  func continued() throws {
    var facts = Sample.facts
    facts.earlier.add(sale)
    let ledger = try text(HledgerFormat(), [payout], facts)
    #expect(!ledger.contains("account assets:1361"))
    #expect(ledger.contains("account assets:1200 Bank"))
    let beans = try text(BeancountFormat(), [payout], facts)
    #expect(!beans.contains("open Assets:1361"))
    #expect(!beans.contains("option"))
    #expect(beans.contains("2026-01-17 balance Assets:1361-Geldtransit-Shopify  0.00 EUR\n"))
  }

  @Test("where a file that follows could bring more, only closed months are asserted")
  func openMonths() throws {
    var facts = Sample.facts
    facts.isWhole = false
    let later = Sample.entry(3, on: "2026-02-20", Sample.line(Sample.bank, 100), Sample.line(Sample.clearing, -100))
    #expect(try !text(BeancountFormat(), [sale, payout, later], facts).contains(" balance "))
    facts.closedThrough = CivilMonth("2026-01")
    #expect(try text(BeancountFormat(), [sale, payout], facts).hasSuffix("Shopify  0.00 EUR\n"))
    let found = try text(BeancountFormat(), [sale, payout, later], facts)
    #expect(found.contains("2026-01-17 balance Assets:1361-Geldtransit-Shopify  0.00 EUR\n"))
    #expect(!found.contains("2026-02-21 balance"))
  }

  @Test("nothing is asserted of days before entries that left already")
  func backdated() throws {
    var facts = Sample.facts
    facts.earlier.add(Sample.entry(1, on: "2026-03-01", Sample.line(Sample.bank, 1), Sample.line(Sample.clearing, -1)))
    #expect(try !text(BeancountFormat(), [payout], facts).contains(" balance "))
  }

  @Test("what would end a name, a text or a line does not")
  func awkwardTexts() throws {
    let account = Account(number: "1", name: "A: b;  c \"d\" ü", type: .asset)
    let entry = Sample.entry(
      1, document: "(1) ; x", note: "a \"b\" | c\nd", Sample.line(account, 1, note: "n: 1, m: 2"),
      Sample.line(Sample.bank, -1))
    let ledger = try text(HledgerFormat(), [entry])
    #expect(ledger.contains("2026-01-05 * (1 x) sale, a \"b\" c d\n"))
    #expect(ledger.contains("    assets:1 A b c \"d\" ü  0.01 EUR  ; note: n: 1 m: 2\n"))
    let beans = try text(BeancountFormat(), [entry])
    #expect(beans.contains("  Assets:1-A-b-c-d-ü  0.01 EUR\n"))
    #expect(beans.contains("\"a \\\"b\\\" | c d\" ^-1----x\n"))
  }

  @Test("an account whose name has changed stays one account, under its first name")
  func renamed() throws {
    let renamed = Account(number: "1361", name: "Shopify Payments", type: .asset)
    let later = Sample.entry(2, Sample.line(renamed, 1), Sample.line(Sample.bank, -1))
    for format in [HledgerFormat(), BeancountFormat()] as [any JournalFormat] {
      #expect(try !text(format, [sale, later]).contains("Payments"))
      var facts = Sample.facts
      facts.earlier.add(sale)
      #expect(try !text(format, [later], facts).contains("Payments"))
    }
  }

  @Test("beancount: an entry in another currency alone says how exact its worth is")
  func foreignAlone() throws {
    let entry = Sample.entry(
      1, Sample.line(Sample.clearing, .usDollar, 122_809, base: 112_855),
      Sample.line(Sample.plainRevenue, .usDollar, -17_795, base: -16_353),
      Sample.line(Sample.plainRevenue, .usDollar, -105_014, base: -96_502))
    let found = try text(BeancountFormat(), [entry])
    #expect(found.contains("  Assets:1361-Geldtransit-Shopify  0.00 EUR\n"))
    #expect(try !text(BeancountFormat(), [sale, payout]).contains("\n  Assets:1361-Geldtransit-Shopify  0.00 EUR"))
  }
}

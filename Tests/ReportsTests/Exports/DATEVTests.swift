/// What DATEV makes of its rows, and what that asks of them.
import Books
import Commerce
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct DATEVTests {
  private typealias Sample = ExportSample

  // MARK: The file

  @Test("header, column names, quoting, CRLF and Windows-1252 are those of the description")
  func file() throws {
    let package = try DATEVFormat().package(
      [
        Sample.entry(
          1, note: "Grüße", Sample.line(Sample.clearing, 11_900), Sample.line(Sample.revenue, -10_000, Sample.standard),
          Sample.line(Sample.tax, -1_900, Sample.standard))
      ],
      Sample.facts)
    let file = try #require(package.files.first)
    #expect(file.name == "EXTF_Buchungsstapel_2026-01_1-1.csv")
    let reading = DATEVReading(file: file.bytes)
    #expect(
      reading.lines[0]
        == #""EXTF";700;21;"Buchungsstapel";13;20260106120001000;;"SL";"shopledger";"";29098;55003;20260101;4;20260101;20260131;"Shops 2026-01";"WD";1;0;0;"EUR";;"";;;"03";;;"";"""#
    )
    #expect(reading.lines[0].split(separator: ";", omittingEmptySubsequences: false).count == 31)
    #expect(reading.lines[1].split(separator: ";", omittingEmptySubsequences: false).count == 125)
    #expect(
      reading.lines[2].hasPrefix(
        #"119,00;"S";"EUR";;;"";1361;8400;"";0501;"SHOP-1001";"";;"Verkauf SHOP-1001 Grüße";;"";;;;"";"Buchung";"1";"Shop";"shop-de";"""#
      ))
    #expect(file.bytes.contains(0xFC), "ü is one byte")
    #expect(file.bytes.suffix(2) == [0x0D, 0x0A])
    #expect(file.bytes.filter { $0 == 0x0A }.count == 3)
    #expect(file.rows == 1)
  }

  @Test("the fiscal year of a month, the final mark and longer accounts come from the business file")
  func client() throws {
    var facts = Sample.facts
    facts.datev = DATEVClient(
      consultant: 1_001, client: 1, fiscalYearStart: 7, accountLength: 6, isFinal: true)
    let package = try DATEVFormat().package(
      [Sample.entry(1, Sample.line(Sample.bank, 100), Sample.line(Sample.clearing, -100))], facts)
    let reading = DATEVReading(file: try #require(package.files.first).bytes)
    #expect(reading.lines[0].contains(#";1001;1;20250701;6;20260101;20260131;"Shops 2026-01";"";1;0;1;"#))
    #expect(reading.rows.map { [$0[7], $0[8], $0[114]] } == [["120000", "136100", "1"]])
  }

  @Test("each month is a file of its own, and the bytes do not depend on when they are written")
  func months() throws {
    let entries = [
      Sample.entry(1, on: "2026-01-31", Sample.line(Sample.bank, 100), Sample.line(Sample.clearing, -100)),
      Sample.entry(2, on: "2026-02-01", Sample.line(Sample.bank, 100), Sample.line(Sample.clearing, -100)),
    ]
    let package = try DATEVFormat().package(entries, Sample.facts)
    #expect(
      package.files.map(\.name) == [
        "EXTF_Buchungsstapel_2026-01_1-1.csv", "EXTF_Buchungsstapel_2026-02_2-2.csv",
      ])
    #expect(try DATEVFormat().package(entries, Sample.facts) == package)
  }

  // MARK: Two accounts a row

  @Test("an account that stands alone on its side balances the others, with the open item of each")
  func payout() throws {
    let found = try DATEVReading.rows(
      Sample.entry(
        1, kind: .payout, document: "PO-77", Sample.line(Sample.bank, 25_866),
        Sample.line(Sample.clearing, -5_700, reference: "SHOP-1001"),
        Sample.line(Sample.clearing, -20_166, reference: "SHOP-1002")))
    #expect(
      found.map { row in [1, 2, 7, 8, 11, 95].map { row[$0, default: ""] } } == [
        ["57,00", "S", "1200", "1361", "PO-77", "SHOP-1001"], ["201,66", "S", "1200", "1361", "PO-77", "SHOP-1002"],
      ])
  }

  @Test(
    "several accounts on both sides go through the split account, each amount once, so that tax is worked out of the whole"
  )
  func mixedTender() throws {
    let gift = Account(number: "1700", name: "Gutscheine", type: .liability)
    let sale = Sample.entry(
      1, Sample.line(gift, 5_000), Sample.line(Sample.clearing, 3_000),
      Sample.line(Sample.revenue, -6_723, Sample.standard), Sample.line(Sample.tax, -1_277, Sample.standard))
    #expect(try DATEVReading.sentences(sale) == ["50,00 H 1590 1700", "30,00 H 1590 1361", "80,00 S 1590 8400"])
    var facts = Sample.facts
    facts.chart = "own"
    #expect(try DATEVReading.sentences(sale, facts: facts) == ["50,00 H 1361 1700", "80,00 S 1361 8400"])
  }

  @Test("from one tax to another goes through the split account, which is empty afterwards")
  func splitAccount() throws {
    let correction = Sample.entry(
      1, kind: .correction, Sample.line(Sample.revenue, 10_000, Sample.standard),
      Sample.line(Sample.tax, 1_900, Sample.standard), Sample.line(Sample.oss, -9_917, Sample.french),
      Sample.line(Sample.ossTax, -1_983, Sample.french))
    #expect(try DATEVReading.sentences(correction) == ["119,00 H 1590 8400", "119,00 S 1590 8320 240"])
    var facts = Sample.facts
    facts.chart = "own"
    #expect(throws: RunFailure.self) { try DATEVReading.sentences(correction, facts: facts) }
    facts.datev?.splitAccount = "9999"
    #expect(try DATEVReading.sentences(correction, facts: facts) == ["119,00 H 9999 8400", "119,00 S 9999 8320 240"])
  }

  @Test("a reversal keeps its sides and is marked; the counter-entry of a revaluation is an entry like any other")
  func reversals() throws {
    let reversal = try DATEVReading.rows(
      Sample.entry(
        2, kind: .reversal, reverses: 1, Sample.line(Sample.clearing, -11_900),
        Sample.line(Sample.revenue, 10_000, Sample.standard), Sample.line(Sample.tax, 1_900, Sample.standard)))
    #expect(reversal.map { [$0[1], $0[2], $0[7], $0[8], $0[118]] } == [["119,00", "S", "1361", "8400", "1"]])
    let revaluation = try DATEVReading.rows(
      Sample.entry(
        4, kind: .reversal, reverses: 3, Sample.line(Sample.clearing, .usDollar, 0, base: -1_500),
        Sample.line(Sample.plainRevenue, 1_500)))
    #expect(revaluation.map { [$0[1], $0[2], $0[118]] } == [["15,00", "H", ""]])
  }

  @Test("(vii) there is no row of nothing")
  func noZeroRows() throws {
    #expect(
      try DATEVReading.sentences(
        Sample.entry(
          1, Sample.line(Sample.bank, 500), Sample.line(Sample.clearing, -500), Sample.line(Sample.plainRevenue, 0))
      ) == ["5,00 S 1200 1361"])
    let package = try DATEVFormat().package([Sample.entry(1, Sample.line(Sample.bank, 0))], Sample.facts)
    #expect(package.files.map(\.rows) == [0])
    #expect(package.warnings == ["no row for entries 1: they move nothing from one account to another"])
  }

  // MARK: Currencies

  @Test("foreign amounts have rate and euros where DATEV can hold them, else euros and the amount beside them")
  func currencies() throws {
    let columns = [1, 3, 4, 5, 6, 25, 26, 27, 28]
    func found(_ currency: String, _ amount: Int64, base: Int64) throws -> [[String?]] {
      let currency = try #require(Currency(currency))
      return try DATEVReading.rows(
        Sample.entry(
          1, Sample.line(Sample.clearing, currency, amount, base: base),
          Sample.line(Sample.plainRevenue, currency, -amount, base: -base))
      ).map { row in columns.map { row[$0, default: ""] } }
    }
    #expect(
      try found("USD", 100_000, base: 92_000) == [["1000,00", "USD", "1,086957", "920,00", "EUR", "", "", "", ""]])
    #expect(try found("JPY", 11_000, base: 6_875) == [["11000,00", "JPY", "160,00", "68,75", "EUR", "", "", "", ""]])
    #expect(
      try found("GBP", 12_000, base: 14_040) == [
        ["140,40", "EUR", "", "", "", "Betrag in Währung", "GBP 120.00", "", ""]
      ])
    #expect(
      try found("KWD", 12_345, base: 3_704) == [
        ["37,04", "EUR", "", "", "", "Betrag in Währung", "KWD 12.345", "", ""]
      ])
  }

  @Test("books in another currency are refused")
  func otherBooks() throws {
    var facts = Sample.facts
    facts.currency = .usDollar
    #expect { try DATEVReading.rows(facts: facts) } throws: { ($0 as? RunFailure)?.code == "E8742" }
    facts.datev = nil
    #expect { try DATEVReading.rows(facts: facts) } throws: { ($0 as? RunFailure)?.code == "E8741" }
  }

  // MARK: Texts

  @Test("(viii) a character beyond Windows-1252 is written without its mark, and file and line are told")
  func characters() throws {
    let package = try DATEVFormat().package(
      [
        Sample.entry(1, Sample.line(Sample.bank, 1), Sample.line(Sample.clearing, -1)),
        Sample.entry(2, note: "Şenol łódź № 5 “x” €", Sample.line(Sample.bank, 1), Sample.line(Sample.clearing, -1)),
      ], Sample.facts)
    let rows = DATEVReading(file: try #require(package.files.first).bytes).rows
    #expect(rows[1][14] == "Verkauf SHOP-1001 Senol lódz No 5 “x” €")
    #expect(
      package.warnings == [
        "EXTF_Buchungsstapel_2026-01_1-2.csv line 4: Windows-1252 has no \"ł\", \"Ş\", \"ź\", \"№\"; written without its mark, or as _"
      ])
  }

  @Test(
    "(ix) texts are no longer than their columns; document numbers keep to Belegfeld 1, and what they were is beside them"
  )
  func lengths() throws {
    let long = "gid://shopify/Order/5123456789012345678901234567890"
    let row = try #require(
      try DATEVReading.rows(
        Sample.entry(
          1, document: long, note: String(repeating: "Notiz ", count: 40), Sample.line(Sample.bank, 1),
          Sample.line(Sample.clearing, -1))
      ).first)
    #expect(row[14]?.unicodeScalars.count == 60)
    #expect(row[11] == "GID-//SHOPIFY/ORDER/5123456-E1654E53")
    #expect(row[25] == "Beleg")
    #expect(row[26] == long)
    #expect(DATEVDocument.number("#1001 a.b") == "1001-A-B")
    #expect(DATEVDocument.number(long) != DATEVDocument.number(long + "1"))
  }

  @Test("quotes are doubled and line breaks become blanks")
  func quoting() throws {
    let row = try #require(
      try DATEVReading.rows(
        Sample.entry(1, note: "5\" Rohr\nlang", Sample.line(Sample.bank, 1), Sample.line(Sample.clearing, -1))
      ).first)
    #expect(row[14] == "Verkauf SHOP-1001 5\" Rohr lang")
  }

  @Test("an account that is no number, or too long a one, is refused by name")
  func accounts() throws {
    for number in ["Bank", "123456"] {
      let account = Account(number: number, name: "Bank", type: .asset)
      #expect {
        try DATEVReading.rows(Sample.entry(7, Sample.line(account, 1), Sample.line(Sample.clearing, -1)))
      } throws: {
        ($0 as? RunFailure)?.code == "E8743" && ($0 as? RunFailure)?.message.contains("entry 7") == true
      }
    }
  }
}

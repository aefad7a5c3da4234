/// What DATEV makes of its rows, and what that asks of them.
import Books
import Commerce
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct DATEVTests {
  private typealias Sample = ExportSample

  /// The rows of the only file, as cells; columns from 1.
  private func rows(_ entries: JournalEntry..., facts: ExportFacts = ExportSample.facts) throws -> [[Int: String]] {
    let package = try DATEVFormat().package(entries, facts)
    return package.files.flatMap { DATEVReading(file: $0.bytes).rows }
  }

  /// What each row says: amount and side, accounts and key.
  private func sentences(_ entries: JournalEntry..., facts: ExportFacts = ExportSample.facts) throws -> [String] {
    let package = try DATEVFormat().package(entries, facts)
    return package.files.flatMap { file in
      DATEVReading(file: file.bytes).rows.map { row in
        [1, 2, 7, 8, 9].compactMap { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
  }

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

  // MARK: Tax

  @Test("(i) an automatic account gets the gross amount and (ii) no key, on refunds as on sales")
  func gross() throws {
    #expect(
      try sentences(
        Sample.entry(
          1, Sample.line(Sample.clearing, 11_900), Sample.line(Sample.revenue, -10_000, Sample.standard),
          Sample.line(Sample.tax, -1_900, Sample.standard)),
        Sample.entry(
          2, kind: .refund, Sample.line(Sample.revenue, 5_000, Sample.standard),
          Sample.line(Sample.tax, 950, Sample.standard), Sample.line(Sample.clearing, -5_950))
      ) == ["119,00 S 1361 8400", "59,50 H 1361 8400"])
  }

  @Test("(vi) where DATEV would come to another cent, the gross amount is divided until it does not")
  func anotherCent() throws {
    // 3 × 0.35 gross: 0.06 tax on each, 0.17 on their sum.
    let package = try DATEVFormat().package(
      [
        Sample.entry(
          1, Sample.line(Sample.clearing, 105), Sample.line(Sample.revenue, -87, Sample.standard),
          Sample.line(Sample.tax, -18, Sample.standard))
      ], Sample.facts)
    let rows = DATEVReading(file: try #require(package.files.first).bytes).rows
    #expect(rows.map { [$0[1], $0[2], $0[8], $0[9]] } == Array(repeating: ["0,35", "S", "8400", ""], count: 3))
    #expect(package.warnings.first?.hasPrefix("gross amounts in several rows, entries 1:") == true)
    #expect(
      try sentences(
        Sample.entry(
          1, kind: .refund, Sample.line(Sample.revenue, 17_307, Sample.standard),
          Sample.line(Sample.tax, 3_289, Sample.standard), Sample.line(Sample.clearing, -20_596))
      ) == ["103,00 H 1361 8400", "102,96 H 1361 8400"])
  }

  @Test("(iii) where no rounding brings the tax about, net amount with key 40 and tax have rows of their own")
  func anotherRate() throws {
    // 16 % was charged, and the account stands for 19.
    let package = try DATEVFormat().package(
      [
        Sample.entry(
          1, Sample.line(Sample.clearing, 11_600), Sample.line(Sample.revenue, -10_000, Sample.standard),
          Sample.line(Sample.tax, -1_600, Sample.standard))
      ], Sample.facts)
    let rows = DATEVReading(file: try #require(package.files.first).bytes).rows
    #expect(
      rows.map { [$0[1], $0[2], $0[8], $0[9]] } == [["100,00", "S", "8400", "40"], ["16,00", "S", "1776", ""]])
    #expect(package.warnings.first?.hasPrefix("net amounts with key 40 and tax in rows of its own, entries 1:") == true)
  }

  @Test("(vi) one tax over two accounts is spread as DATEV comes back to it, the larger divided where need be")
  func twoAccounts() throws {
    func sale(_ tax: Int64) throws -> [String] {
      try sentences(
        Sample.entry(
          1, Sample.line(Sample.clearing, 5_272 + tax), Sample.line(Sample.revenue, -5_000, Sample.standard),
          Sample.line(Sample.shipping, -272, Sample.standard), Sample.line(Sample.tax, -tax, Sample.standard)))
    }
    #expect(try sale(1_002) == ["59,50 S 1361 8400", "3,24 S 1361 8401"])
    #expect(
      try sale(1_004) == [
        "14,88 S 1361 8400", "14,88 S 1361 8400", "14,88 S 1361 8400", "14,88 S 1361 8400", "3,24 S 1361 8401",
      ])
    #expect(try sale(1_030) == ["50,00 S 1361 8400 40", "2,72 S 1361 8401 40", "10,30 S 1361 1776"])
  }

  @Test("(vi) a day of many orders comes to their tax, which was rounded on each", arguments: [7, 19])
  func manyOrders(percent: Int32) throws {
    let rate = TaxRate(thousandths: percent * 1_000)
    let tag = Sample.tag("DE-S", "DE", percent)
    for orders in [2, 10, 100, 300] {
      var (net, tax): (Int64, Int64) = (0, 0)
      for order in 1...Int64(orders) {
        let gross = order * 7_919 % 20_000 + 1
        let contained = rate.taxContained(in: MinorUnits(gross))?.count ?? 0
        (net, tax) = (net + gross - contained, tax + contained)
      }
      let found = try rows(
        Sample.entry(
          1, Sample.line(Sample.clearing, net + tax), Sample.line(Sample.revenue, -net, tag),
          Sample.line(Sample.tax, -tax, tag)))
      let grosses = found.map { Int64($0[1]?.filter(\.isNumber) ?? "") ?? 0 }
      #expect(found.allSatisfy { $0[8] == "8400" && $0[9] == "" })
      #expect(grosses.reduce(0, +) == net + tax)
      let taxes = grosses.map { (2 * $0 * Int64(percent) + 100 + Int64(percent)) / (2 * (100 + Int64(percent))) }
      #expect(taxes.reduce(0, +) == tax)
    }
  }

  @Test("(i) every tax that gross rows stand for is the tax that is booked", arguments: [7, 19])
  func workedOut(percent: Int32) throws {
    let rate = TaxRate(thousandths: percent * 1_000)
    let tag = Sample.tag("DE-S", "DE", percent)
    for net in stride(from: Int64(1), through: 700, by: 3) {
      for off in -1...1 as ClosedRange<Int64> {
        let tax = (rate.tax(on: MinorUnits(net))?.count ?? 0) + off
        guard tax > 0 else { continue }
        let found = try rows(
          Sample.entry(
            1, Sample.line(Sample.clearing, net + tax), Sample.line(Sample.revenue, -net, tag),
            Sample.line(Sample.tax, -tax, tag)))
        var booked: Int64 = 0
        for row in found {
          let cents = Int64(row[1]?.filter(\.isNumber) ?? "") ?? 0
          if row[8] == "1776" { booked += cents }
          // Half a cent up, as DATEV rounds.
          if row[8] == "8400", row[9] == "" {
            booked += (2 * cents * Int64(percent) + 100 + Int64(percent)) / (2 * (100 + Int64(percent)))
          }
        }
        #expect(booked == tax, "\(net) + \(tax)")
      }
    }
  }

  @Test(
    "(iv) an account without automatic gets key 3 for 19 % and 2 for 7 %, and none while the keys meant other rates")
  func keys() throws {
    func sale(_ percent: Int32, _ tax: Int64, on day: String) -> JournalEntry {
      let tag = Sample.tag("DE-S", "DE", percent)
      return Sample.entry(
        1, on: day, Sample.line(Sample.clearing, 10_000 + tax), Sample.line(Sample.plainRevenue, -10_000, tag),
        Sample.line(Sample.tax, -tax, tag))
    }
    #expect(try sentences(sale(19, 1_900, on: "2026-01-05")) == ["119,00 S 1361 8200 3"])
    #expect(try sentences(sale(7, 700, on: "2026-01-05")) == ["107,00 S 1361 8200 2"])
    #expect(try sentences(sale(19, 1_900, on: "2020-08-05")) == ["100,00 S 1361 8200", "19,00 S 1361 1776"])
  }

  @Test("(v) one-stop shop: key 240 from Germany and 241 from elsewhere, country, rate and own VAT id")
  func oneStopShop() throws {
    func sale(_ tag: TaxTag) -> JournalEntry {
      Sample.entry(
        1, Sample.line(Sample.clearing, 12_000), Sample.line(Sample.oss, -10_000, tag),
        Sample.line(Sample.ossTax, -2_000, tag))
    }
    let columns = [1, 8, 9, 40, 41, 123]
    let german = try rows(sale(Sample.french))
    #expect(
      german.map { row in columns.map { row[$0, default: ""] } } == [
        ["120,00", "8320", "240", "FR", "20,00", "DE123456788"]
      ])
    let polish = try rows(sale(Sample.tag("OSS-S-PL", "FR", 20)))
    #expect(
      polish.map { row in columns.map { row[$0, default: ""] } } == [
        ["120,00", "8320", "241", "FR", "20,00", "PL5260001246"]
      ])
    #expect(throws: RunFailure.self) { try rows(sale(Sample.tag("OSS-S-CZ", "FR", 20))) }
    // Several rates and countries in one order stay apart.
    let greek = try rows(sale(Sample.tag("OSS-R", "EL", 20)))
    #expect(greek.map { $0[40] } == ["EL"])
  }

  @Test("what the buyer of a service owes is worked out on top of the net amount, or written apart")
  func reverseCharge() throws {
    func invoice(_ tax: Int64) -> JournalEntry {
      Sample.entry(
        1, kind: .fee, Sample.line(Sample.fees, 10_000, Sample.tag("RC-S", "DE", 19)),
        Sample.line(Sample.deducted, tax, Sample.tag("RC-S-IN", "DE", 19)),
        Sample.line(Sample.owed, -tax, Sample.tag("RC-S", "DE", 19)), Sample.line(Sample.clearing, -10_000))
    }
    #expect(try sentences(invoice(1_900)) == ["100,00 H 1361 3125"])
    #expect(
      try sentences(invoice(1_901)) == [
        "100,00 S 1590 1361", "100,00 H 1590 3125 40", "19,01 H 1590 1577", "19,01 S 1590 1787",
      ])
  }

  // MARK: Two accounts a row

  @Test("an account that stands alone on its side balances the others, with the open item of each")
  func payout() throws {
    let found = try rows(
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
    #expect(try sentences(sale) == ["50,00 H 1590 1700", "30,00 H 1590 1361", "80,00 S 1590 8400"])
    var facts = Sample.facts
    facts.chart = "own"
    #expect(try sentences(sale, facts: facts) == ["50,00 H 1361 1700", "80,00 S 1361 8400"])
  }

  @Test("from one tax to another goes through the split account, which is empty afterwards")
  func splitAccount() throws {
    let correction = Sample.entry(
      1, kind: .correction, Sample.line(Sample.revenue, 10_000, Sample.standard),
      Sample.line(Sample.tax, 1_900, Sample.standard), Sample.line(Sample.oss, -9_917, Sample.french),
      Sample.line(Sample.ossTax, -1_983, Sample.french))
    #expect(try sentences(correction) == ["119,00 H 1590 8400", "119,00 S 1590 8320 240"])
    var facts = Sample.facts
    facts.chart = "own"
    #expect(throws: RunFailure.self) { try sentences(correction, facts: facts) }
    facts.datev?.splitAccount = "9999"
    #expect(try sentences(correction, facts: facts) == ["119,00 H 9999 8400", "119,00 S 9999 8320 240"])
  }

  @Test("a reversal keeps its sides and is marked; the counter-entry of a revaluation is an entry like any other")
  func reversals() throws {
    let reversal = try rows(
      Sample.entry(
        2, kind: .reversal, reverses: 1, Sample.line(Sample.clearing, -11_900),
        Sample.line(Sample.revenue, 10_000, Sample.standard), Sample.line(Sample.tax, 1_900, Sample.standard)))
    #expect(reversal.map { [$0[1], $0[2], $0[7], $0[8], $0[118]] } == [["119,00", "S", "1361", "8400", "1"]])
    let revaluation = try rows(
      Sample.entry(
        4, kind: .reversal, reverses: 3, Sample.line(Sample.clearing, .usDollar, 0, base: -1_500),
        Sample.line(Sample.plainRevenue, 1_500)))
    #expect(revaluation.map { [$0[1], $0[2], $0[118]] } == [["15,00", "H", ""]])
  }

  @Test("(vii) there is no row of nothing")
  func noZeroRows() throws {
    #expect(
      try sentences(
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
      return try rows(
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
    #expect { try rows(facts: facts) } throws: { ($0 as? RunFailure)?.code == "E8742" }
    facts.datev = nil
    #expect { try rows(facts: facts) } throws: { ($0 as? RunFailure)?.code == "E8741" }
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
      try rows(
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
      try rows(
        Sample.entry(1, note: "5\" Rohr\nlang", Sample.line(Sample.bank, 1), Sample.line(Sample.clearing, -1))
      ).first)
    #expect(row[14] == "Verkauf SHOP-1001 5\" Rohr lang")
  }

  @Test("an account that is no number, or too long a one, is refused by name")
  func accounts() throws {
    for number in ["Bank", "123456"] {
      let account = Account(number: number, name: "Bank", type: .asset)
      #expect { try rows(Sample.entry(7, Sample.line(account, 1), Sample.line(Sample.clearing, -1))) } throws: {
        ($0 as? RunFailure)?.code == "E8743" && ($0 as? RunFailure)?.message.contains("entry 7") == true
      }
    }
  }
}

/// Amazon's date-range report: its header behind any preamble, its languages, dates, numbers and words.
import Pipeline
import Testing

@Suite("Amazon's date-range report")
struct AmazonDateRangeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let shown = [
    "Document id", "Document kind", "Posted at", "Document currency", "Document total", "Document tax",
    "Marketplace country", "Line kind", "Line amount", "Line quantity",
  ]
  private static let english =
    "date/time,settlement id,type,order id,description,quantity,marketplace,product sales,selling fees,other,total"
  private static let german =
    "Datum/Uhrzeit,Abrechnungsnummer,Typ,Bestellnummer,Beschreibung,Menge,Marketplace,Umsätze,Verkaufsgebühren,Andere,Gesamt"

  private func stage(_ header: String, _ rows: [[String]], preamble: [String] = []) throws -> any ExtractStage {
    let cells = rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
    let path = try scratch.write((preamble.map { "\"\($0)\"" } + [header] + cells).map { $0 + "\r\n" }.joined())
    return try Extraction.stage(#""layout": "amazon.date_range", "paths": ["\#(path)"]"#)
  }

  private func posted(_ date: String, header: String = english) async throws -> String? {
    let row = [date, "1", "Order", "9", "Lamp", "1", "amazon.com", "10.00", "-1.00", "0", "9.00"]
    let german = [date, "1", "Bestellung", "9", "Lamp", "1", "amazon.de", "10,00", "-1,00", "0", "9,00"]
    return try await stage(header, [header == Self.english ? row : german]).documents(Self.shown).first?["Posted at"]
  }

  @Test(
    "Dates are read as each marketplace writes them",
    arguments: [
      ("Dec 1, 2017 12:38:23 AM PST", "2017-12-01T00:38:23-08:00"),
      ("Dec 1, 2017 12:38:23\u{202F}PM PST", "2017-12-01T12:38:23-08:00"),
      ("Jul 1, 2026 9:05:00\u{A0}PM PDT", "2026-07-01T21:05:00-07:00"),
      ("2024-03-09 11:59:59 p.m. PDT", "2024-03-09T23:59:59-07:00"),
      ("31/12/2023 1:02:03 am GMT", "2023-12-31T01:02:03+00:00"),
      ("05/06/2023 1:02:03 am GMT+10", "2023-06-05T01:02:03+10:00"),
      ("1 Jul 2026 08:31:35 UTC", "2026-07-01T08:31:35+00:00"),
      ("1 juil. 2026 08:31:35 UTC", "2026-07-01T08:31:35+00:00"),
      ("2 juillet 2026 08:31:35 UTC", "2026-07-02T08:31:35+00:00"),
      ("2 juin 2026 08:31:35 UTC", "2026-06-02T08:31:35+00:00"),
      ("3 août 2026 08:31:35 UTC", "2026-08-03T08:31:35+00:00"),
      ("1/07/2026 08.31.35 GMT", "2026-07-01T08:31:35+00:00"),
      ("5 sep 2026 10:00:00 UTC", "2026-09-05T10:00:00+00:00"),
      ("2024/05/31 23:30:00JST", "2024-05-31T23:30:00+09:00"),
      // A spreadsheet wrote these: which number is the month is not to be guessed.
      ("12/01/2017 0:38", "12/01/2017 0:38"), ("12/31/2017 0:38", "12/31/2017 0:38"),
      ("yesterday", "yesterday"), ("30 Feb 2026 08:31:35 UTC", "30 Feb 2026 08:31:35 UTC"),
    ])
  func dates(written: String, expected: String) async throws {
    #expect(try await posted(written) == expected)
  }

  @Test(
    "In a report of another language the day comes first",
    arguments: [
      ("01.07.2026 08:31:35 UTC", "2026-07-01T08:31:35+00:00"), ("01/07/2026 08:31:35", "2026-07-01T08:31:35"),
      ("1 Mär 2026 08:31:35 UTC", "2026-03-01T08:31:35+00:00"),
      ("3. Dez. 2026 08:31:35 UTC", "2026-12-03T08:31:35+00:00"),
    ])
  func germanDates(written: String, expected: String) async throws {
    #expect(try await posted(written, header: Self.german) == expected)
  }

  @Test("The header is found behind a preamble of any length, and the preamble tells the currency")
  func preamble() async throws {
    let row = ["1 Jul 2026 08:31:35 UTC", "1", "Order", "9", "Lamp", "1", "", "1,210.00", "-1.00", "0", "1,209.00"]
    for count in [0, 1, 6, 9, 40] {
      var lines = (0..<count).map { "Definition \($0), of several, parts" }
      if count > 0 { lines[count / 2] = "All amounts in GBP, unless specified" }
      let found = try await stage(Self.english, [row], preamble: lines).documents(Self.shown)
      #expect(found.map { $0["Document currency"] } == [count > 0 ? "GBP" : ""])
      #expect(found.first?.column("Line amount") == ["1210.00", "-1.00"])
    }
  }

  @Test("Without a preamble the marketplace or the language tells the currency")
  func currency() async throws {
    let english = [
      "1 Jul 2026 08:31:35 UTC", "1", "Order", "9", "Lamp", "1", "amazon.co.uk", "10.00", "0", "0", "10.00",
    ]
    #expect(
      try await stage(Self.english, [english]).documents(Self.shown).map {
        [$0["Document currency"], $0["Marketplace country"]]
      }
        == [["GBP", "GB"]])
    let german = [
      "1 Jul 2026 08:31:35 UTC", "1", "Servicegebühr", "", "Werbung", "", "", "0", "0", "-1.234,50", "-1.234,50",
    ]
    let found = try await stage(Self.german, [german]).documents(Self.shown)
    #expect(
      found.map { [$0["Document currency"], $0["Document total"], $0["Document kind"]] } == [
        ["EUR", "-1234.50", "adjustment"]
      ])
  }

  @Test("An amount in another notation than the language's is passed on to be refused")
  func otherNotation() async throws {
    let row = [
      "1 Jul 2026 08:31:35 UTC", "1", "Bestellung", "9", "Lampe", "1", "amazon.de", "1,234.50", "0", "0", "1,234.50",
    ]
    let found = try await stage(Self.german, [row]).documents(Self.shown)
    #expect(found.map { [$0["Line amount"], $0["Document total"]] } == [["1,234.50", "1,234.50"]])
  }

  @Test(
    "Words say what a row is, and one that nobody knows is passed on to be refused",
    arguments: [
      ("Bestellung", "sale"), ("Erstattung durch Rückbuchung", "refund"), ("Erstattung_Wiedereinzug", "adjustment"),
      ("Anpassung", "adjustment"), ("BESTELLUNG", "sale"), ("Zauberei", "Zauberei"),
    ])
  func words(word: String, kind: String) async throws {
    let row = ["1 Jul 2026 08:31:35 UTC", "1", word, "9", "Lampe", "2", "amazon.de", "10,00", "0", "0", "10,00"]
    let found = try await stage(Self.german, [row]).documents(Self.shown)
    #expect(found.map { $0["Document kind"] } == [kind])
    #expect(found.map { $0["Line quantity"] } == [kind == "refund" ? "-2" : "2"])
  }

  @Test("Tax that Amazon withholds is named; where it is that of some items only, the others keep theirs")
  func withheld() async throws {
    let header =
      "date/time,settlement id,type,order id,description,quantity,marketplace,product sales,product sales tax,"
      + "marketplace withheld tax,selling fees,other,total"
    let row = { (order: String, amount: String, tax: String, withheld: String, total: String) in
      [
        "1 Jul 2026 08:00:00 UTC", "1", "Order", order, "Lamp", "1", "amazon.com", amount, tax, withheld, "0", "0",
        total,
      ]
    }
    let found = try await stage(
      header,
      [
        row("8", "40.00", "3.80", "-3.80", "40.00"), row("9", "40.00", "3.80", "-3.80", "40.00"),
        row("9", "15.00", "1.20", "0", "16.20"),
      ]
    ).documents(
      Self.shown + [
        "Marketplace collects", "Marketplace tax title", "Marketplace tax", "Line tax", "Line marketplace collects",
      ])
    #expect(found.map { $0["Marketplace collects"] } == ["true", ""])
    #expect(found.map { $0["Marketplace tax title"] } == Array(repeating: "Marketplace facilitator tax", count: 2))
    #expect(found.map { $0["Marketplace tax"] } == ["3.80", "3.80"])
    #expect(found.map { $0["Document tax"] } == ["0", "1.20"])
    #expect(found.last?.column("Line tax") == ["0", "1.20"])
    #expect(found.last?.column("Line marketplace collects") == ["true", ""])
  }

  @Test("Items of one order at one time are one document, other times are others")
  func grouping() async throws {
    let row = { (time: String, amount: String) in
      ["1 Jul 2026 \(time) UTC", "1", "Order", "9", "Lamp", "1", "amazon.com", amount, "0", "0", amount]
    }
    let found = try await stage(
      Self.english, [row("08:00:00", "1.00"), row("08:00:00", "2.00"), row("09:00:00", "4.00")]
    )
    .documents(Self.shown)
    #expect(found.map { $0["Document total"] } == ["3.00", "4.00"])
    #expect(
      found.map { $0["Document id"] } == ["9/Order/2026-07-01T08:00:00+00:00", "9/Order/2026-07-01T09:00:00+00:00"])
  }
}

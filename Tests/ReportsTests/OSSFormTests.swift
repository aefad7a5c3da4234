/// The forms of tax offices that hold a return of a one-stop shop, against the shapes that are known.
import Commerce
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct OSSFormTests {
  private func write(_ form: any OSSForm, _ whole: OSSReturn) throws -> OSSText {
    let trader = try #require(whole.trader)
    let request = ReturnRequest(
      period: whole.period, form: form.form.name, business: OSSSample.business,
      madeAt: Instant(seconds: 1_775_030_400))
    return try form.write(whole, trader, request)
  }

  private static let german = [
    OSSSample.line(1, "EL", "24", net: 10_000, tax: 2_400, from: "DE"),
    OSSSample.line(2, "FR", "20", net: 9_917, tax: 1_983, from: "DE"),
    OSSSample.line(3, "FR", "5.5", net: 10_000, tax: 550, from: "DE", category: .reduced),
    OSSSample.line(4, "FR", "20", net: 10_000, tax: 2_000, from: "PL"),
    OSSSample.line(5, "FR", "20", net: -10_000, tax: -2_000, from: "DE", refunding: "2025-11-15"),
  ]

  @Test("German: one record for each state, then goods from Germany, from other states, and corrections")
  func germanRecords() throws {
    let whole = OSSSample.made(
      Self.german, in: "DE", number: "DE123456788", registrations: ["PL": "PL5260001246"])
    let found = try write(GermanOSSForm(), whole)
    #expect(found.text == Golden.text("authority/oss_de_bzst_v2.0.csv", found: found.text))
    #expect(found.rows == 7)
  }

  @Test("German: services are record 2, and 4 where an establishment elsewhere supplied them")
  func germanServices() throws {
    let whole = OSSSample.made(
      [
        OSSSample.line(1, "FR", "20", net: 10_000, tax: 2_000, from: "DE", kind: .digital),
        OSSSample.line(2, "AT", "20", net: 5_000, tax: 1_000, from: "PL", kind: .service),
      ], in: "DE", number: "DE123456788", registrations: ["PL": "PL5260001246"])
    #expect(
      try write(GermanOSSForm(), whole).text == """
        #v2.0
        1,AT
        1,FR
        2,FR,STANDARD,20.00,100.00,20.00
        4,AT,PL,PL5260001246,,STANDARD,20.00,50.00,10.00

        """)
  }

  @Test("German: a file holds 6,000 records, no zero amounts, and nothing of a business of another state")
  func germanLimits() throws {
    let rates = (1...6_000).map { index in
      OSSSample.line(
        Int64(index), "FR", DecimalText.text(Int64(index), scale: 2, atLeast: 2), net: 10_000, tax: 2_000, from: "DE")
    }
    let full = OSSSample.made(Array(rates.dropLast()), in: "DE", number: "DE123456788")
    #expect(try write(GermanOSSForm(), full).rows == 6_000)
    let over = OSSSample.made(rates, in: "DE", number: "DE123456788")
    #expect(throws: RunFailure.self) { try write(GermanOSSForm(), over) }
    let zero = OSSSample.made(
      [OSSSample.line(1, "FR", "20", net: 1, tax: 0, from: "DE")], in: "DE", number: "DE123456788")
    let found = try write(GermanOSSForm(), zero)
    #expect(found.text == "#v2.0\n")
    #expect(found.warnings.first?.contains("zero amount") == true)
    #expect(throws: RunFailure.self) { try write(GermanOSSForm(), OSSSample.made([], in: "FR", number: "FR1")) }
  }

  @Test("a form that needs a number says which one is missing")
  func missingNumber() throws {
    let whole = OSSSample.made(Self.german, in: "DE", number: "DE123456788")
    let failure = #expect(throws: RunFailure.self) { try write(GermanOSSForm(), whole) }
    #expect(failure?.code == "E2003")
    #expect(failure?.message == "goods left from PL, and the business file has no VAT number there")
  }

  @Test("Finnish: thirteen columns with semicolons and decimal commas")
  func finnish() throws {
    let whole = OSSSample.made(
      [
        OSSSample.line(1, "DE", "19", net: 10_000, tax: 1_900, from: "FI"),
        OSSSample.line(2, "FR", "5.5", net: 10_000, tax: 550, from: "FI", category: .reduced),
      ], in: "FI", number: "FI12345678")
    let found = try write(FinnishOSSForm(), whole)
    #expect(found.text == Golden.text("authority/oss_fi_vero.csv", found: found.text))
    let more = OSSSample.made(
      [
        OSSSample.line(1, "DE", "19", net: 10_000, tax: 1_900, from: "PL"),
        OSSSample.line(2, "FR", "20", net: -10_000, tax: -2_000, from: "FI", refunding: "2025-11-15"),
      ], in: "FI", number: "FI12345678", registrations: ["PL": "PL5260001246"])
    #expect(
      try write(FinnishOSSForm(), more).text == """
        1;FI12345678;1;DE;1;1;19,00;100,00;19,00;PL5260001246;;;
        2;FI12345678;2;FR;;;;;;;2025;4;-20,00

        """)
  }

  @Test("Belgian: the sample's XML to the byte, and no goods from other states")
  func belgian() throws {
    let lines = [
      OSSSample.line(1, "EL", "24", net: 10_000, tax: 2_400, from: "BE"),
      OSSSample.line(2, "EL", "24", net: -8_333, tax: -2_000, from: "BE", refunding: "2025-11-15"),
    ]
    let found = try write(BelgianOSSForm(), OSSSample.made(lines, in: "BE", number: "BE0477472701"))
    #expect(found.text == Golden.text("authority/oss_be.xml", found: found.text))
    let foreign = lines + [OSSSample.line(3, "FR", "20", net: 100, tax: 20, from: "NL")]
    let failure = #expect(throws: RunFailure.self) {
      try write(BelgianOSSForm(), OSSSample.made(foreign, in: "BE", number: "BE0477472701"))
    }
    #expect(failure?.code == "E2004")
  }

  @Test("XML holds no text that could be taken for markup")
  func escaping() {
    #expect(XMLText.escaped("R&D <\"x\">\u{1}") == "R&amp;D &lt;&quot;x&quot;&gt;\u{FFFD}")
  }

  @Test("British: the core return, its balances by state, and no services")
  func british() throws {
    // The year's pound is worth no euro here: amounts are in pounds from the start.
    func pounds(_ line: DeclaredLine) -> DeclaredLine {
      var line = line
      line.document.currency = .poundSterling
      return line
    }
    let lines = [
      OSSSample.line(1, "FR", "20", net: 10_000, tax: 2_000, from: "XI"),
      OSSSample.line(2, "IE", "13.5", net: 5_000, tax: 675, from: "NL", category: .reduced),
      OSSSample.line(3, "IT", "22", net: -10_000, tax: -2_200, from: "XI", refunding: "2025-11-15"),
    ].map(pounds)
    let whole = OSSSample.made(lines, in: "XI", number: "XI123456789", registrations: ["NL": "NL123456789B13"])
    let found = try write(BritishOSSForm(), whole)
    #expect(found.text == Golden.text("authority/oss_hmrc.json", found: found.text))
    let services = OSSSample.made(
      [pounds(OSSSample.line(1, "FR", "20", net: 100, tax: 20, from: "XI", kind: .digital))], in: "XI",
      number: "XI123456789")
    #expect(throws: RunFailure.self) { try write(BritishOSSForm(), services) }
  }

  @Test("British: the import scheme goes by months and its own number")
  func britishImport() throws {
    let whole = OSSSample.made([], in: "XI", scheme: .importScheme, number: "IM9001234567")
    let text = try write(BritishOSSForm(), whole).text
    #expect(text.contains(#""vatReturnReferenceNumber": "XI/IM9001234567/M01.2026""#))
    #expect(text.contains(#""IOSSNumber": "IM9001234567""#))
    #expect(text.contains(#""month": "01""#))
  }

  @Test("the neutral form has a place for everything")
  func neutral() throws {
    let whole = OSSSample.made(
      Self.german, in: "DE", number: "DE123456788", registrations: ["PL": "PL5260001246"])
    let found = try write(NeutralOSSForm(), whole)
    #expect(found.text == Golden.text("authority/oss_neutral.json", found: found.text))
  }
}

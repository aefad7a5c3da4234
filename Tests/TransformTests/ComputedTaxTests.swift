/// The tax of documents whose source carries none, by dated rates and the place of supply.
import Columns
import Commerce
import Pipeline
import Tax
import Testing

@Suite("Computed tax")
struct ComputedTaxTests {
  /// A line of a document as the source has it, and what the `vat` stage makes of it.
  struct Line: Sendable {
    var kind = LineKind.goods
    var amount = "100.00"
  }

  /// What became of a line.
  struct Taxed: Equatable {
    var net: Int64
    var tax: Int64
    var treatment: String
    var scheme: String
    var country: String?
    var rate: String?
  }

  /// Maps and taxes one document of a British seller.
  private func batch(
    _ country: String, _ date: String, _ lines: [Line] = [Line()], prices: String = "net", postcode: String = "",
    city: String = "", _ options: String = "", business: String = Sellers.british
  ) throws -> Batch {
    let map = Mapping.stage(
      #"""
      "tax_date": "Date", "country_source": "Country", "postcode": "Postcode", "city": "City", "currency": { "value": "GBP" },
      "line_kind": "Kind", "source_amount": "Amount"
      """#)
    var chain = try Chain(
      map + #", { "use": "vat", "tax": "computed", "prices": "\#(prices)"\#(options) }"#, business: business)
    let batch = try chain.run(
      SourceRows(
        lines.map {
          [
            "Date": date, "Country": country, "Postcode": postcode, "City": city, "Kind": $0.kind.name,
            "Amount": $0.amount,
          ]
        }, documents: [lines.count]))
    #expect(batch.refused == [])
    return batch
  }

  /// What is found about a document of one line.
  private func findings(_ country: String, postcode: String) throws -> [Finding] {
    try batch(country, "2011-05-02", postcode: postcode).findings
  }

  private func tax(
    _ country: String, _ date: String, _ lines: [Line] = [Line()], prices: String = "net", postcode: String = "",
    city: String = "", _ options: String = "", business: String = Sellers.british
  ) throws -> (lines: [Taxed], findings: [String]) {
    let batch = try batch(
      country, date, lines, prices: prices, postcode: postcode, city: city, options, business: business)
    let taxed = (0..<batch.lineCount).map { line in
      Taxed(
        net: batch[OrderKeys.net].stored[line], tax: batch[OrderKeys.tax].stored[line],
        treatment: batch[TaxKeys.treatment][line]?.name ?? "", scheme: batch[TaxKeys.scheme][line]?.name ?? "",
        country: batch[TaxKeys.taxCountry][line]?.code,
        rate: batch[TaxKeys.rate][line].map { "\($0.thousandths)" })
    }
    return (taxed, batch.findings.map(\.code))
  }

  private func domestic(_ net: Int64, _ tax: Int64, _ rate: String) -> Taxed {
    Taxed(net: net, tax: tax, treatment: "taxed", scheme: "domestic", country: "GB", rate: rate)
  }

  @Test(
    "At home by the rate of the day, on net prices",
    arguments: [
      ("2010-12-01", 1_750, "17500"), ("2011-01-03", 1_750, "17500"), ("2011-01-04", 2_000, "20000"),
      ("2011-12-09", 2_000, "20000"), ("2009-06-01", 1_500, "15000"),
    ] as [(String, Int64, String)])
  func netPrices(date: String, tax: Int64, rate: String) throws {
    let taxed = try self.tax("United Kingdom", date)
    #expect(taxed.lines == [domestic(10_000, tax, rate)])
    #expect(taxed.findings == [])
  }

  @Test(
    "Within gross prices",
    arguments: [("2011-01-03", "117.50", 1_750, "17500"), ("2011-01-04", "120.00", 2_000, "20000")]
      as [(String, String, Int64, String)])
  func grossPrices(date: String, amount: String, tax: Int64, rate: String) throws {
    #expect(
      try self.tax("GB", date, [Line(amount: amount)], prices: "gross").lines == [domestic(10_000, tax, rate)])
  }

  @Test("Each line is rounded by itself, half a penny away from zero; net and tax add up to a gross price")
  func rounding() throws {
    let lines = [Line(amount: "0.10"), Line(amount: "-0.10"), Line(amount: "0.02")]
    // 17.5 % of 0.10 is 0.0175, of 0.02 is 0.0035
    #expect(try tax("GB", "2011-01-03", lines).lines.map(\.tax) == [2, -2, 0])
    let gross = try tax("GB", "2011-01-04", [Line(amount: "9.99"), Line(amount: "0.03")], prices: "gross").lines
    // 9.99 ÷ 6 = 1.665, 0.03 ÷ 6 = 0.005
    #expect(gross.map(\.tax) == [167, 1])
    #expect(gross.map { $0.net + $0.tax } == [999, 3])
  }

  @Test(
    "Goods that leave the VAT area are taxed at zero, and a gross price has no tax in it",
    arguments: [("Australia", ""), ("USA", ""), ("Channel Islands", ""), ("Norway", ""), ("Spain", "35001")])
  func exports(country: String, postcode: String) throws {
    for prices in ["net", "gross"] {
      let taxed = try tax(country, "2011-05-02", prices: prices, postcode: postcode)
      #expect(
        taxed.lines == [
          Taxed(net: 10_000, tax: 0, treatment: "export_zero", scheme: "export", country: "GB", rate: "0")
        ])
      #expect(taxed.findings == [])
    }
  }

  @Test(
    "A postcode that is none of its country's is a finding that names the country and shows nothing of the buyer",
    arguments: [
      ("Germany", "SW1A 1AA", "none of Germany, which are written like 10115"),
      ("Spain", "3500", "none of Spain, which are written like 28001"),
      ("Canada", "90210", "none of Canada, which are written like K1A 0B1"), ("Germany", "10115", nil),
      ("Germany", "D-10115", nil), ("Germany", "", nil), ("Germany", "CH-8238", nil), ("Kenya", "anything", nil),
    ] as [(String, String, String?)])
  func misfits(country: String, postcode: String, detail: String?) throws {
    let found = try findings(country, postcode: postcode).filter { $0.code == "F2002" }
    #expect(found.map(\.detail) == (detail.map { [$0] } ?? []))
  }

  @Test(
    "Where there is no postcode, the city tells a special territory",
    arguments: [
      ("Italy", "", "Livigno", true), ("Italy", "", "Campione d'Italia", true),
      ("Germany", "", "Büsingen am Hochrhein", true), ("Germany", "", "Helgoland", true),
      ("Italy", "23030", "Livigno", true), ("Italy", "23030", "Valdidentro", false), ("Italy", "", "Milano", false),
      ("Germany", "10115", "Helgoland", false),
    ])
  func cities(country: String, postcode: String, city: String, isExport: Bool) throws {
    let taxed = try tax(country, "2011-05-02", postcode: postcode, city: city)
    #expect(taxed.lines.map(\.scheme) == [isExport ? "export" : "origin_old_threshold"])
    #expect(taxed.findings == [])
  }

  @Test(
    "A consumer in another member state pays the seller's tax under the rules of origin",
    arguments: ["Germany", "EIRE", "France", "Cyprus"])
  func origin(country: String) throws {
    let taxed = try tax(country, "2011-01-04")
    #expect(
      taxed.lines == [
        Taxed(
          net: 10_000, tax: 2_000, treatment: "taxed", scheme: "origin_old_threshold", country: "GB", rate: "20000")
      ])
    #expect(try tax(country, "2011-01-03").lines.map(\.tax) == [1_750])
    #expect(taxed.findings == [])
  }

  @Test("Carriage, fees and discounts share the fate of the goods")
  func accessories() throws {
    let lines = [Line(), Line(kind: .shipping, amount: "4.90"), Line(kind: .discount, amount: "-10.00")]
    #expect(try tax("GB", "2011-05-02", lines).lines.map(\.tax) == [2_000, 98, -200])
    #expect(try tax("USA", "2011-05-02", lines).lines.map(\.tax) == [0, 0, 0])
  }

  @Test(
    "Kinds of line that are no supply are in the books without tax, wherever the buyer is",
    arguments: [
      LineKind.giftCard, .tip, .bankCharge, .marketplaceFee, .badDebt, .commission, .stockAdjustment, .rounding,
    ])
  func noSupply(kind: LineKind) throws {
    let outside = Taxed(net: 5_000, tax: 0, treatment: "out_of_scope", scheme: "none", country: nil, rate: nil)
    for country in ["GB", "Germany", "USA"] {
      let taxed = try tax(country, "2011-05-02", [Line(kind: kind, amount: "50.00"), Line()]).lines
      #expect(taxed.first == outside)
      #expect(taxed.last?.treatment != "out_of_scope")
    }
  }

  @Test("A definition may say which kinds are no supply; a residue never is one")
  func declaredNoSupply() throws {
    let lines = [LineKind.giftCard, .sample, .rounding].map { Line(kind: $0, amount: "50.00") }
    let taxed = try tax("GB", "2011-05-02", lines, #", "no_supply": ["sample"]"#).lines
    #expect(taxed.map(\.treatment) == ["taxed", "out_of_scope", "out_of_scope"])
    #expect(taxed.map(\.tax) == [1_000, 0, 0])
  }

  @Test("A destination that is no country is a finding, and its tax is open", arguments: ["Unspecified", "Atlantis"])
  func unresolved(country: String) throws {
    for prices in ["net", "gross"] {
      let taxed = try tax(country, "2011-05-02", prices: prices)
      #expect(
        taxed.lines == [
          Taxed(net: 10_000, tax: 0, treatment: "pending", scheme: "none", country: nil, rate: nil)
        ])
      #expect(taxed.findings == ["F2001"])
    }
  }

  @Test("An area of which some parts are in the VAT area and some are not is open too")
  func mixedArea() throws {
    #expect(try tax("European Community", "2011-05-02").lines.map(\.treatment) == ["pending"])
  }

  @Test("Without a destination the sale was made over the counter")
  func overTheCounter() throws { #expect(try tax("", "2011-05-02").lines == [domestic(10_000, 2_000, "20000")]) }

  @Test("Prices must be declared when tax is computed", arguments: ["", #", "prices": "from_source""#])
  func undeclaredPrices(options: String) {
    let compiled = Chain.compile(
      #"{ "use": "given" }, { "use": "vat", "tax": "computed"\#(options) }"#, business: Sellers.british)
    #expect(compiled.diagnostics.map(\.code) == [.conflictingOptions])
  }

  @Test("A refused document is not taxed")
  func refusedDocument() throws {
    var batch = Batch(lines: [1, 1])
    batch.put(OrderKeys.currency, [Currency("GBP"), Currency("GBP")])
    batch.put(OrderKeys.taxDate, [CivilDate("2011-05-02"), CivilDate("2011-05-02")])
    batch.put(OrderKeys.kind, [TransactionKind.sale, .sale])
    batch.put(OrderKeys.lineKind, [LineKind.goods, .goods])
    batch.put(OrderKeys.sourceAmount, [Exact("1"), Exact("1")])
    batch.refuse(Refusal("R2101", document: 0))
    var chain = try Chain(
      #"{ "use": "given" }, { "use": "vat", "tax": "computed", "prices": "net" }"#, business: Sellers.british)
    let taxed = try chain.run(batch)
    #expect(taxed.values(OrderKeys.tax) == [nil, MinorUnits(20)])
    #expect(taxed.refused.count == 1)
  }
}

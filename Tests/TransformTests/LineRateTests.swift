/// Which line bears which rate, where the platform states rates for the document or none at all.
import Columns
import Commerce
import Tax
import Testing

@Suite("Rates of lines")
struct LineRateTests {
  /// The rows' fields; the document's own stand on the first row.
  private static func stages(_ more: String = "") -> String {
    #"""
    { "use": "map", "fields": {
        "external_id": "Id", "kind": { "value": "sale" }, "placed_at": { "value": "2024-03-01T10:00:00Z" },
        "currency": { "value": "EUR" }, "country_source": "Country", "total": "Total", "tax_total": "Tax",
        "tax_1_title": "Tax 1", "tax_1_amount": "Amount 1", "tax_2_title": "Tax 2", "tax_2_amount": "Amount 2",
        "line_kind": "Kind", "quantity": { "value": "1" }, "source_amount": "Amount"\#(more) } },
    { "use": "vat" }
    """#
  }

  private static let withRates = stages(#", "source_rate": "Rate""#)
  private static let withTaxes = stages(#", "source_tax": "Line tax""#)

  private func run(_ stages: String, _ head: [String: String], _ lines: [[String: String]]) throws -> Batch {
    var chain = try Chain(stages)
    let rows = lines.enumerated().map { number, line in
      ["Id": "1", "Kind": "goods"].merging(number == 0 ? head : [:]) { $1 }.merging(line) { $1 }
    }
    let batch = try chain.run(SourceRows(rows, documents: [lines.count]))
    #expect(batch.refused == [])
    return batch
  }

  private func rates(_ batch: borrowing Batch) -> [String?] { batch.values(TaxKeys.rate).map { $0?.description } }

  /// Goods of 11.90 at 19 % and of 10.70 at 7 %, by a platform that states both taxes for the document.
  private static let both = [
    "Country": "DE", "Total": "22.60", "Tax": "2.60", "Tax 1": "MwSt 19%", "Amount 1": "1.90", "Tax 2": "MwSt 7%",
    "Amount 2": "0.70",
  ]

  // MARK: Rates that are stated

  @Test("Lines bear the rates that their platform states for them, and a discount that of what it reduces")
  func stated() throws {
    let head = Self.both.merging(["Total": "21.41", "Tax": "2.41", "Amount 1": "1.71"]) { $1 }
    let batch = try run(
      Self.withRates, head,
      [
        ["Amount": "11.90", "Rate": "19"], ["Amount": "10.70", "Rate": "7"],
        ["Amount": "-1.19", "Rate": "19", "Kind": "discount"],
      ])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [190, 70, -19])
    #expect(rates(batch) == ["19", "7", "19"])
    #expect(batch.findings.isEmpty)
  }

  @Test("A line at zero beside a taxed one bears no tax")
  func zero() throws {
    let head = ["Country": "DE", "Total": "21.90", "Tax": "1.90", "Tax 1": "MwSt 19%", "Amount 1": "1.90"]
    let batch = try run(
      Self.withRates, head, [["Amount": "11.90", "Rate": "19"], ["Amount": "10.00", "Rate": "0"]])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [190, 0])
    #expect(rates(batch) == ["19", "0"])
  }

  @Test("Where taxes stack on some lines only, each line bears the sum of its own")
  func stacked() throws {
    let head = [
      "Country": "CA", "Total": "22.20", "Tax": "1.70", "Tax 1": "GST 5%", "Amount 1": "1.00", "Tax 2": "PST 7%",
      "Amount 2": "0.70",
    ]
    let batch = try run(
      Self.withRates, head.merging(["Total": "21.70"]) { $1 },
      [["Amount": "10.00", "Rate": "12"], ["Amount": "10.00", "Rate": "5"]])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [120, 50])
    #expect(rates(batch) == ["12", "5"])
  }

  @Test("Rates of lines that do not give the document's tax are not taken")
  func contradiction() throws {
    let batch = try run(
      Self.withRates, Self.both, [["Amount": "11.90", "Rate": "7"], ["Amount": "10.70", "Rate": "19"]])
    #expect(rates(batch) == [nil, nil])
    #expect(batch.findings.map(\.code) == ["F3004"])
  }

  // MARK: Rates that only the amounts tell

  @Test("Lines are dealt out to the document's rates where one way alone gives the taxes that it states")
  func dealt() throws {
    let batch = try run(Self.stages(), Self.both, [["Amount": "11.90"], ["Amount": "10.70"]])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [190, 70])
    #expect(rates(batch) == ["19", "7"])
    #expect(batch.findings.map(\.code) == ["F3107"])
  }

  @Test("Of two ways neither is taken")
  func twoWays() throws {
    let head = Self.both.merging(["Total": "23.80", "Amount 2": "0.78", "Tax": "2.68"]) { $1 }
    let batch = try run(Self.stages(), head, [["Amount": "11.90"], ["Amount": "11.90"]])
    #expect(rates(batch) == [nil, nil])
    #expect(batch.values(OrderKeys.tax).compactMap { $0?.count }.reduce(0, +) == 268)
    #expect(batch.findings.map(\.code) == ["F3004"])
  }

  @Test(
    "A tax without a rate is at the rate of the place that alone explains it",
    arguments: [
      ("DE", "1.90", "19", "F3107"), ("DE", "0.78", "7", "F3107"),
      // Neither of Germany's rates, and no rate at all of a place whose rates are not known.
      ("DE", "1.30", nil, "F3004"), ("US", "1.90", nil, "F3004"),
    ] as [(String, String, String?, String)])
  func implied(_ country: String, _ tax: String, _ rate: String?, _ code: String) throws {
    let head = ["Country": country, "Total": "11.90", "Tax": tax, "Tax 1": "Tax", "Amount 1": tax]
    let batch = try run(Self.stages(), head, [["Amount": "11.90"]])
    #expect(rates(batch) == [rate])
    #expect(batch.findings.map(\.code) == [code])
  }

  @Test("A service beside goods is supplied elsewhere, so one tax of both proves no rate; that of services alone does")
  func services() throws {
    let head = ["Country": "DE", "Total": "23.80", "Tax": "3.80", "Tax 1": "Tax", "Amount 1": "3.80"]
    let both = try run(Self.stages(), head, [["Amount": "11.90"], ["Amount": "11.90", "Kind": "digital"]])
    #expect(rates(both) == [nil, nil])
    let alone = try run(
      Self.stages(), head, [["Amount": "24.99", "Kind": "digital"], ["Amount": "-1.19", "Kind": "discount"]])
    #expect(rates(alone) == ["19", "19"])
  }

  @Test("A tax so small that two rates explain it proves neither")
  func tooSmall() throws {
    let head = ["Country": "FR", "Total": "0.20", "Tax": "0.02", "Tax 1": "TVA", "Amount 1": "0.02"]
    let batch = try run(Self.stages(), head, [["Amount": "0.20"]])
    #expect(rates(batch) == [nil])
    #expect(batch.findings.map(\.code) == ["F3004"])
  }

  @Test("Taxes that are stated line by line prove the rate of each")
  func byLine() throws {
    let batch = try run(
      Self.withTaxes, ["Country": "DE", "Total": "22.60", "Tax": "2.60"],
      [["Amount": "11.90", "Line tax": "1.90"], ["Amount": "10.70", "Line tax": "0.70"]])
    #expect(rates(batch) == ["19", "7"])
    #expect(batch.findings.map(\.code) == ["F3107"])
    #expect(batch.findings[0].detail == "the taxes of lines prove 7 % and 19 %")
  }

  @Test("A line whose tax alone proves nothing bears the rate that proves all of them")
  func common() throws {
    let batch = try run(
      Self.withTaxes, ["Country": "FR", "Total": "12.20", "Tax": "2.03"],
      [["Amount": "12.00", "Line tax": "2.00"], ["Amount": "0.20", "Line tax": "0.03"]])
    #expect(rates(batch) == ["20", "20"])
    #expect(batch.findings.map(\.code).contains("F3107"))
  }
}

/// Tax that the source states line by line, that a marketplace owes, or that it does not state at all.
import Columns
import Commerce
import Tax
import Testing

@Suite("Tax of single lines")
struct LineTaxTests {
  private static let stages = #"""
    { "use": "map", "fields": {
        "external_id": "Id", "kind": { "value": "sale" }, "placed_at": { "value": "2024-03-01T10:00:00Z" },
        "currency": { "value": "EUR" }, "country_source": "Country", "dispatch_country": "From", "total": "Total",
        "tax_total": "Tax", "marketplace_collects": "Collects", "line_kind": { "value": "goods" },
        "quantity": { "value": "1" }, "source_amount": "Amount", "source_tax": "Line tax", "source_rate": "Rate",
        "line_marketplace_collects": "Line collects" } },
    { "use": "vat" }
    """#

  private func run(_ rows: [[String: String]], documents: [Int]) throws -> Batch {
    var chain = try Chain(Self.stages)
    return try chain.run(SourceRows(rows, documents: documents))
  }

  @Test("Each line keeps its own tax and rate")
  func ownRates() throws {
    let batch = try run(
      [
        [
          "Id": "1", "Country": "DE", "Total": "22.60", "Tax": "2.60", "Amount": "11.90", "Line tax": "1.90",
          "Rate": "19",
        ],
        ["Amount": "10.70", "Line tax": "0.70", "Rate": "7"],
      ], documents: [2])
    #expect(batch.refused == [])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [190, 70])
    #expect(batch.values(OrderKeys.net).map { $0?.count } == [1_000, 1_000])
    #expect(batch.values(TaxKeys.rate).map { $0?.thousandths } == [19_000, 7_000])
    #expect(batch.findings.map(\.code) == [])
  }

  @Test("Taxes of lines that are not the document's tax reject it")
  func sum() throws {
    let batch = try run(
      [
        [
          "Id": "1", "Country": "DE", "Total": "11.90", "Tax": "1.80", "Amount": "11.90", "Line tax": "1.90",
          "Rate": "19",
        ]
      ],
      documents: [1])
    #expect(batch.refused.map(\.code) == ["R3002"])
  }

  @Test("A tax that its stated rate does not give is kept and found")
  func differs() throws {
    let batch = try run(
      [
        [
          "Id": "1", "Country": "DE", "Total": "11.90", "Tax": "1.70", "Amount": "11.90", "Line tax": "1.70",
          "Rate": "19",
        ]
      ],
      documents: [1])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [170])
    #expect(batch.findings.map(\.code) == ["F3102"])
  }

  @Test("Tax that a marketplace owes is none of the seller's")
  func marketplace() throws {
    let batch = try run(
      [["Id": "1", "Country": "FR", "Total": "25.00", "Tax": "0", "Collects": "true", "Amount": "25.00"]],
      documents: [1])
    #expect(batch.refused == [])
    #expect(batch.values(TaxKeys.treatment) == [.notCollected])
    #expect(batch.values(TaxKeys.scheme) == [.deemedSupplier])
    #expect(batch.values(OrderKeys.net).map { $0?.count } == [2_500])
    #expect(batch.findings.map(\.code) == [])
  }

  @Test("Of a document of which a marketplace owes the tax of some lines, the seller owes that of the others")
  func shared() throws {
    let head = ["Id": "1", "Country": "DE", "Total": "61.90", "Tax": "1.90", "Amount": "11.90", "Line tax": "1.90"]
    let theirs = ["Amount": "50.00", "Line tax": "0", "Line collects": "true"]
    let batch = try run([head.merging(["Rate": "19"]) { $1 }, theirs], documents: [2])
    #expect(batch.refused == [])
    #expect(batch.values(TaxKeys.treatment) == [.taxed, .notCollected])
    #expect(batch.values(TaxKeys.liable) == [.seller, .marketplace])
    #expect(batch.values(TaxKeys.taxReturn) == [.domestic, .marketplace])
    #expect(batch.values(OrderKeys.net).map { $0?.count } == [1_000, 5_000])
    #expect(batch.findings.isEmpty)
    // Tax of the seller on a line of which it owes none fits nowhere.
    let wrong = try run(
      [head.merging(["Rate": "19", "Total": "11.90", "Line collects": "true"]) { $1 }], documents: [1])
    #expect(wrong.refused.map(\.code) == ["R3002"])
  }

  @Test("A document that states no tax is taxed by the rules, from where its goods were sent")
  func computed() throws {
    let batch = try run(
      [
        ["Id": "1", "Country": "DE", "Total": "11.90", "Amount": "11.90"],
        ["Id": "2", "Country": "CH", "Total": "10.00", "Amount": "10.00"],
        ["Id": "3", "Country": "DE", "From": "CH", "Total": "10.00", "Tax": "0", "Amount": "10.00"],
      ], documents: [1, 1, 1])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [190, 0, 0])
    #expect(batch.findings.filter { $0.code == "F3106" }.map(\.document) == [0, 1])
    #expect(batch.values(TaxKeys.treatment).last != .taxed)
  }
}

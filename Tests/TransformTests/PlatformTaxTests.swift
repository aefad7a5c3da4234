/// Whose tax it is that a platform charged.
import Columns
import Commerce
import Pipeline
import Tax
import Testing

@Suite("Tax that a platform charged")
struct PlatformTaxTests {
  private static let stages = #"""
    { "use": "map", "fields": {
        "external_id": "Id", "kind": { "value": "sale" }, "placed_at": { "value": "2024-03-01T10:00:00Z" },
        "currency": "Currency", "country_source": "Country", "total": "Total",
        "tax_total": "Tax", "tax_1_title": "Title", "tax_1_amount": "Tax",
        "line_kind": { "value": "goods" }, "quantity": { "value": "1" }, "unit_price": "Total" } },
    { "use": "vat" }
    """#

  @Test(
    "A German seller's export that was taxed at the destination is that country's tax, an untaxed one is reported at home",
    arguments: [
      ("GB", "GBP", "120.00", "20.00", "GB VAT 20%", "GB"), ("AU", "AUD", "110.00", "10.00", "GST 10%", "AU"),
      ("US", "USD", "109.50", "9.50", "California State Tax 9.5%", "US"), ("CH", "CHF", "120.00", "0.00", "", "DE"),
      ("GB", "GBP", "140.00", "0.00", "", "GB"),
      ("DE", "EUR", "119.00", "19.00", "DE MwSt 19%", "DE"),
    ])
  func country(_ country: String, _ currency: String, _ total: String, _ tax: String, _ title: String, _ taxing: String)
    throws
  {
    var chain = try Chain(Self.stages)
    let batch = try chain.run(
      SourceRows([
        ["Id": "1", "Currency": currency, "Country": country, "Total": total, "Tax": tax, "Title": title]
      ]))
    #expect(batch.refused == [])
    #expect(batch.values(TaxKeys.taxCountry).map { $0?.code } == [taxing])
  }

  @Test(
    "A tax of a name that nobody knows is kept as it was charged, with a finding: no crash, and no tax made up",
    arguments: [
      ("Magic Levy", "7.00", 700, ["F3004"]), ("Ökoabgabe 3%", "3.00", 300, ["F3102", "F3101"]),
      ("%%", "19.00", 1_900, ["F3107"]),
    ])
  func unknownTitle(_ title: String, _ tax: String, _ charged: Int64, _ findings: [String]) throws {
    var chain = try Chain(Self.stages)
    let batch = try chain.run(
      SourceRows([
        ["Id": "1", "Currency": "EUR", "Country": "DE", "Total": "119.00", "Tax": tax, "Title": title]
      ]))
    #expect(batch.refused == [])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [charged])
    #expect(batch.findings.map(\.code) == findings)
  }

  @Test("A small consignment to a British consumer without tax is a finding: the seller is not registered there")
  func britishConsignment() throws {
    var chain = try Chain(Self.stages)
    let row = [
      "Id": "1", "Currency": "GBP", "Country": "GB", "Total": "120.00", "Tax": "0.00", "Title": "",
    ]
    let batch = try chain.run(SourceRows([row]))
    #expect(batch.values(TaxKeys.scheme) == [.ukLowValueImport])
    #expect(batch.values(TaxKeys.rate).map { $0?.description } == ["0"])
    #expect(batch.findings.map(\.code) == ["F3101"])
    #expect(batch.findings[0].detail.contains("not registered in the United Kingdom"))
    #expect(batch.values(TaxKeys.dispatch).map { $0?.code } == ["DE"])
  }

  @Test("A consignment above the British limit is an export at home, and taxed at the border")
  func britishImport() throws {
    var chain = try Chain(Self.stages)
    let row = ["Id": "1", "Currency": "GBP", "Country": "GB", "Total": "140.00", "Tax": "0.00", "Title": ""]
    let batch = try chain.run(SourceRows([row]))
    #expect(batch.values(TaxKeys.treatment) == [.importVATAtBorder])
    #expect(batch.values(TaxKeys.liable) == [.importer])
    #expect(batch.values(TaxKeys.taxReturn) == [.domesticExport])
    #expect(batch.findings.isEmpty)
  }

  /// What becomes of 120.00 with 20.00 of French tax, sold by a German shop to a consumer in France.
  private func french(_ business: String) throws -> Batch {
    var chain = try Chain(Self.stages, business: business)
    let row = ["Id": "1", "Currency": "EUR", "Country": "FR", "Total": "120.00", "Tax": "20.00", "Title": "FR TVA 20%"]
    return try chain.run(SourceRows([row]))
  }

  @Test("Tax of the consumer's state that a seller below the threshold charges is that state's, and a finding")
  func destinationBelowThreshold() throws {
    let batch = try french(Sellers.german)
    #expect(batch.values(TaxKeys.territory).map { $0?.code } == ["FR"])
    #expect(batch.values(TaxKeys.scheme) == [.localRegistration])
    #expect(batch.findings.map(\.code) == ["F3101"])
  }

  @Test("Who takes part in the one-stop shop taxes at destination, also where it does not say so by itself")
  func oneStopShop() throws {
    let shop = #""schemes": [ { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" } ]"#
    let business = Sellers.german.replacing(#""distance_sales": [  ]"#, with: shop)
    let batch = try french(business)
    #expect(batch.values(TaxKeys.scheme) == [.ossUnion])
    #expect(batch.values(TaxKeys.taxReturn) == [.ossUnion])
    #expect(batch.findings.isEmpty)
  }

  @Test("A service beside goods has a place of supply of its own, also where the platform states the tax")
  func serviceBesideGoods() throws {
    let stages = #"""
      { "use": "map", "fields": {
          "external_id": "Id", "kind": { "value": "sale" }, "placed_at": { "value": "2024-03-01T10:00:00Z" },
          "currency": { "value": "EUR" }, "country_source": { "value": "CH" }, "total": { "value": "150.00" },
          "tax_total": { "value": "0.00" }, "line_kind": "Kind", "quantity": { "value": "1" }, "unit_price": "Price" } },
      { "use": "vat" }
      """#
    var chain = try Chain(stages)
    let batch = try chain.run(
      SourceRows(
        [["Id": "1", "Kind": "goods", "Price": "100.00"], ["Id": "1", "Kind": "digital", "Price": "50.00"]],
        documents: [2]))
    #expect(batch.values(TaxKeys.scheme) == [.export, .nonEUService])
    #expect(batch.values(TaxKeys.treatment) == [.exportZero, .outOfScope])
  }

  @Test("What goes with services alone, such as a discount, has their place of supply; beside goods it has the goods'")
  func discountOnService() throws {
    let stages = #"""
      { "use": "map", "fields": {
          "external_id": "Id", "kind": { "value": "sale" }, "placed_at": { "value": "2024-03-01T10:00:00Z" },
          "currency": { "value": "EUR" }, "country_source": { "value": "CH" }, "total": "Total",
          "tax_total": { "value": "0.00" }, "line_kind": "Kind", "source_amount": "Amount" } },
      { "use": "vat" }
      """#
    var chain = try Chain(stages)
    let service = ["Id": "1", "Total": "40.00", "Kind": "digital", "Amount": "50.00"]
    let goods = ["Id": "2", "Total": "140.00", "Kind": "goods", "Amount": "100.00"]
    let discount = ["Kind": "discount", "Amount": "-10.00"]
    let batch = try chain.run(
      SourceRows([service, discount, goods, ["Kind": "digital", "Amount": "50.00"], discount], documents: [2, 3]))
    #expect(batch.refused == [])
    #expect(batch.values(TaxKeys.scheme) == [.nonEUService, .nonEUService, .export, .nonEUService, .export])
  }

  /// Three sales of 119.00 in the morning, at noon and in the evening, of which the one at noon crosses EUR 10,000.
  @Test("A threshold that is crossed in the middle of a day is crossed by the sale that does, not by those before it")
  func crossing() throws {
    let business = Sellers.seller(
      "DE", "EUR", registrations: #"{ "country": "DE", "from": "2015-01-01" }"#,
      distanceSales: #"""
        { "from": "2021-07-01", "taxed_at": "origin" },
        { "from": "2024-03-01", "at": "2024-03-01T12:00:00+01:00", "taxed_at": "destination" }
        """#)
    let stages = #"""
      { "use": "map", "fields": {
          "external_id": "Id", "kind": { "value": "sale" }, "placed_at": "At", "currency": { "value": "EUR" },
          "country_source": { "value": "FR" }, "line_kind": { "value": "goods" }, "quantity": { "value": "1" },
          "unit_price": { "value": "119.00" } } },
      { "use": "vat", "tax": "computed", "prices": "gross" }
      """#
    var chain = try Chain(stages, business: business)
    let times = ["2024-02-29T20:00:00Z", "2024-03-01T10:59:59Z", "2024-03-01T11:00:00Z", "2024-03-01T18:00:00Z"]
    let batch = try chain.run(SourceRows(times.enumerated().map { ["Id": "\($0)", "At": $1] }))
    #expect(
      batch.values(TaxKeys.scheme) == [
        .originBelowThreshold, .originBelowThreshold, .localRegistration, .localRegistration,
      ])
    #expect(batch.values(TaxKeys.rate).map { $0?.description } == ["19", "19", "20", "20"])
  }

  @Test(
    "The instant of a crossing has an offset, and lies on its day",
    arguments: [("2024-03-01T12:00:00", "E3009"), ("noon", "E3009"), ("2024-03-03T12:00:00Z", "E3201")])
  func badCrossing(_ at: String, _ code: String) {
    let business = Sellers.seller(
      "DE", "EUR", distanceSales: #"{ "from": "2024-03-01", "at": "\#(at)", "taxed_at": "destination" }"#)
    let checked = Chain.compile(Self.stages, business: business)
    #expect(checked.diagnostics.map(\.code.id) == [code])
  }
}

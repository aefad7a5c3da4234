/// Whose tax it is that a platform charged.
import Columns
import Commerce
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
      ("US", "USD", "109.50", "9.50", "California State Tax 9.5%", "US"), ("GB", "GBP", "120.00", "0.00", "", "DE"),
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
}

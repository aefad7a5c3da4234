import Books
import Commerce

/// What Xero calls tax rates: names that its users choose, so the business file tells them.
enum XeroTaxRates {
  /// The word of the business file for no tax.
  static let none = "none"

  /// The name for no tax: the business file's, or the one that Xero starts with in that country.
  static func noTax(_ facts: ExportFacts) -> String {
    facts.xeroTaxRates[none] ?? usual[facts.country.code] ?? "Tax Exempt"
  }

  /// The name of a tax; `nil` when the business file has none for its code.
  static func name(_ tax: TaxTag?, _ facts: ExportFacts) -> String? {
    guard let tax else { return noTax(facts) }
    return facts.xeroTaxRates[tax.code]
  }

  private static let usual = ["GB": "No VAT", "AU": "BAS Excluded", "NZ": "No GST"]
}

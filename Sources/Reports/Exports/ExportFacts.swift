public import Commerce
public import Pipeline

/// What formats of the journal want to know of the seller and of what left before.
public struct ExportFacts: Sendable {
  /// The currency of the books.
  public var currency: Currency
  /// The country in which the seller is established.
  public var country: Country
  /// Name of the chart of accounts, such as `skr03`.
  public var chart: String
  /// The seller's own VAT ids.
  public var vatNumbers: [Country: String] = [:]
  /// Its numbers with an adviser who uses DATEV; `nil` when the business file has none.
  public var datev: DATEVClient?
  /// The names of tax rates in Xero, by tax code; the name for no tax stands under the empty code.
  public var xeroTaxRates: [String: String] = [:]
  /// What left before, for formats whose files continue one another.
  public var earlier = EarlierEntries()
  /// Whether the files stand by themselves and none continues them.
  public var isWhole = false
  /// The last month that was closed when they left; `nil` while none was.
  public var closedThrough: CivilMonth?

  /// Facts of a seller.
  public init(currency: Currency, country: Country, chart: String) {
    self.currency = currency
    self.country = country
    self.chart = chart
  }

  /// Whether no file that continues these can book anything on a day or before it.
  func isFinal(_ day: CivilDate) -> Bool { isWhole || closedThrough.map { day.month <= $0 } ?? false }

  /// Whether the seller is one of the United States, where programs have habits of their own.
  var isAmerican: Bool { country.code == "US" }

  /// Decimals of the books' currency.
  var exponent: Int { currency.exponent ?? 2 }

  /// An amount in the books' currency as exact text with a point.
  func text(_ amount: MinorUnits) -> String { amount.description(exponent: exponent) }
}

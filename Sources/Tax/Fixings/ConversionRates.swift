import Commerce

/// The irrevocable conversion rates of currencies that joined the euro after 1999, and the days from which they hold.
///
/// From `Data/euro_conversion_rates.csv`: the rates that the Council of the European Union fixed by regulation.
struct ConversionRates: Sendable {
  static let standard = ConversionRates()

  private let currencies: [Currency]
  private let rates: [Fixing]

  private init() {
    var currencies: [Currency] = []
    var rates: [Fixing] = []
    for cells in EmbeddedTable(PackageResources.euro_conversion_rates_csv).rows {
      guard let currency = Currency(cells[0]), let units = Exact(cells[1]), let date = CivilDate(cells[2]) else {
        continue
      }
      currencies.append(currency)
      rates.append(Fixing(units: units.millionths, scale: Int32(Exact.decimals), date: date))
    }
    self.currencies = currencies
    self.rates = rates
  }

  /// The conversion rate of `currency`; `nil` when the euro has not replaced it by `date`.
  func rate(_ currency: Currency, on date: CivilDate) -> Fixing? {
    guard let index = currencies.firstIndex(of: currency), rates[index].date <= date else { return nil }
    return rates[index]
  }
}

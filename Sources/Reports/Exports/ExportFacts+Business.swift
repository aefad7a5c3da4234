import Commerce
public import Pipeline

/// What the business file says for exports.
extension ExportFacts {
  /// The facts of a seller, with the VAT ids that it had last.
  public init(_ business: Business) {
    self.init(currency: business.baseCurrency, country: business.country, chart: business.chartOfAccounts)
    for registration in business.vatRegistrations.sorted(by: { $0.period.from < $1.period.from })
    where registration.number != nil && registration.region == nil {
      vatNumbers[registration.country] = registration.number
    }
    datev = business.datev
    xeroTaxRates = business.xeroTaxRates
  }
}

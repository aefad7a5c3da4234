/// Returns of one-stop shops for the forms, as tests write them down.
import Commerce
import Pipeline
import Reports
import Tax

enum OSSSample {
  /// A line of a document of its own; amounts in hundredths of euro.
  static func line(
    _ id: Int64, _ territory: String, _ rate: String, net: Int64, tax: Int64, from dispatch: String,
    category: RateCategory = .standard, kind: LineKind = .goods, refunding soldOn: String? = nil,
    taxReturn: TaxReturn = .ossUnion
  ) -> DeclaredLine {
    DeclaredLine(
      document: DeclaredLine.Document(
        id: id, store: "shop", externalID: "D\(id)", kind: soldOn == nil ? .sale : .refund, status: .completed,
        taxDate: CivilDate("2026-01-15") ?? CivilDate(day: 0), soldOn: soldOn.flatMap { CivilDate($0) },
        currency: .euro, baseCurrency: .euro),
      number: 1,
      terms: DeclaredLine.Terms(
        lineKind: kind, treatment: .taxed, scheme: .ossUnion, rate: TaxRate(rate), category: category,
        territory: Territory(territory), dispatch: Territory(dispatch), liable: .seller, taxReturn: taxReturn),
      net: MinorUnits(net), tax: MinorUnits(tax))
  }

  /// What a business of `country` declares for the first quarter of 2026, or the first month in the import scheme.
  static func made(
    _ lines: [DeclaredLine], in country: String, scheme: OSSScheme = .union, number: String,
    registrations: [String: String] = [:], fixings: ECBFixings? = nil
  ) -> OSSReturn {
    let trader = OSSTrader(
      state: Territory(country) ?? Territory(stored: 0), number: number,
      registrations: registrations.reduce(into: [:]) { numbers, entry in
        Territory(entry.key).map { numbers[$0] = entry.value }
      })
    let day = CivilDate("2026-01-15") ?? CivilDate(day: 0)
    var builder = OSSReturnBuilder(scheme, ReturnPeriod(scheme.length, containing: day), of: trader)
    for line in lines { builder.add(line) }
    return builder.finish(fixings)
  }

  /// The German seller of the samples.
  static let business = Business(
    legalName: "Beispielwaren GmbH", country: Country("DE") ?? Country(stored: 0), baseCurrency: .euro,
    timeZone: "Europe/Berlin", chartOfAccounts: "skr03",
    vatRegistrations: [
      registration("DE", "DE123456788"), registration("PL", "PL5260001246"),
    ],
    schemes: [
      Business.SchemeRegistration(
        scheme: .ossUnion, country: Country("DE") ?? Country(stored: 0),
        period: ValidityPeriod(from: CivilDate("2021-07-01") ?? CivilDate(day: 0))),
      Business.SchemeRegistration(
        scheme: .ioss, country: Country("DE") ?? Country(stored: 0), number: "IM2760000001",
        period: ValidityPeriod(from: CivilDate("2021-07-01") ?? CivilDate(day: 0))),
    ])

  private static func registration(_ country: String, _ number: String) -> Business.VATRegistration {
    Business.VATRegistration(
      country: Country(country) ?? Country(stored: 0), number: number,
      period: ValidityPeriod(from: CivilDate("2015-01-01") ?? CivilDate(day: 0)))
  }
}

extension ReportRequest {
  /// A request for everything, of the German seller.
  static var everything: ReportRequest {
    var request = ReportRequest()
    request.business = OSSSample.business
    return request
  }
}

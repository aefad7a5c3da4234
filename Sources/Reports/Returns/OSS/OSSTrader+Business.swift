/// Who hands in a return of a one-stop shop, from the business file.
import Commerce
import Pipeline
import Tax

extension OSSTrader {
  /// Who hands in a return of `scheme` for `period`; `nil` when the business was not in the scheme then.
  ///
  /// A registration that began or ended within the period counts for all of it.
  init?(_ business: Business, _ scheme: OSSScheme, _ period: ReturnPeriod) {
    let registration = business.schemes.last { entry in
      entry.scheme.rawValue == scheme.rawValue && entry.period.overlaps(period)
    }
    guard let registration else { return nil }
    let state = Self.state(registration.country, period)
    var numbers: [Territory: String] = [:]
    for entry in business.vatRegistrations where entry.period.overlaps(period) {
      guard let number = entry.number else { continue }
      numbers[Self.state(entry.country, period)] = number
    }
    // The Union scheme has no number of its own: a trader is known by its VAT number there.
    let number = registration.number ?? (scheme == .union ? numbers[state] : nil)
    self.init(state: state, number: number, registrations: numbers)
  }

  /// The code by which a state is known in returns: `EL` for Greece.
  private static func state(_ country: Country, _ period: ReturnPeriod) -> Territory {
    VATArea.standard.place(country, on: period.lastDay).territory
  }
}

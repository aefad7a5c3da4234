public import Commerce
public import Tax

/// The seller of the business file, as the tax rules see it.
extension SellerProfile {
  /// The tax profile of a business.
  ///
  /// - Parameter noSupply: kinds of line that are no supply; `nil` for the usual ones.
  public init(_ business: Business, noSupply: [LineKind]? = nil) {
    let registrations = business.vatRegistrations.compactMap { registration in
      Territory(registration.country.vatCode + (registration.region.map { "-\($0)" } ?? "")).map {
        SellerProfile.Registration($0, DayRange(first: registration.period.from, last: registration.period.to))
      }
    }
    func days(_ scheme: Business.Scheme) -> DayRange? {
      business.schemes.first { $0.scheme == scheme }.map { DayRange(first: $0.period.from, last: $0.period.to) }
    }
    let unionOSS = days(.ossUnion)
    var distanceSales = business.distanceSales.map {
      DistanceSalesRow(from: $0.from, at: $0.at, taxedAt: $0.taxedAt == .origin ? .origin : .destination)
    }
    // Who takes part in the one-stop shop taxes all of its distance sales at destination, below the threshold or not.
    if distanceSales.isEmpty, let unionOSS {
      distanceSales = [DistanceSalesRow(from: unionOSS.first, taxedAt: .destination)]
    }
    self.init(
      country: business.country, registrations: registrations,
      unionOSS: unionOSS, nonUnionOSS: days(.ossNonUnion), importOSS: days(.ioss), distanceSales: distanceSales,
      // The residue of a total and a correction of stock are never a supply, whatever a definition lists.
      noSupply: noSupply.map { LineKindSet($0 + [.rounding, .stockAdjustment]) } ?? .noSupply)
  }
}

extension Country {
  /// The country's code in VAT numbers: `EL` for Greece, its own for all others.
  var vatCode: String { code == "GR" ? "EL" : code }
}

import Commerce

/// The amounts of a case: tax is rounded before net, and where two taxes lie on one price, each by itself.
struct CaseAmounts {
  var net: MinorUnits
  var tax: MinorUnits
  /// The federal part where there are two taxes; the whole tax otherwise.
  var federal: MinorUnits
  /// The two rates where there are two taxes.
  var parts: CanadianRates.Taxes?

  /// `nil` when an amount is too large.
  init?(_ amount: MinorUnits, _ basis: PriceBasis, _ decision: TaxDecision, _ place: PlaceOfSupply, _ date: CivilDate) {
    let bears = decision.treatment == .taxed || decision.treatment == .pending
    let rate = bears ? decision.rate ?? .zero : .zero
    let hasTwo = decision.scheme == .caGSTAndQST || decision.scheme == .caGSTAndPST
    parts = hasTwo ? decision.territory.flatMap { place.provinces.taxes(of: $0, on: date) } : nil
    if basis == .net {
      net = amount
      guard let whole = rate.tax(on: amount) else { return nil }
      if let parts, rate != .zero {
        guard let federal = parts.federal.tax(on: amount), let provincial = parts.provincial.tax(on: amount) else {
          return nil
        }
        self.federal = federal
        tax = MinorUnits(federal.count &+ provincial.count)
      } else {
        federal = whole
        tax = whole
      }
    } else {
      guard let whole = rate.taxContained(in: amount) else { return nil }
      tax = whole
      let base = MinorUnits(amount.count &- whole.count)
      net = base
      federal = parts.flatMap { $0.federal.tax(on: base) } ?? whole
    }
  }
}

/// Within a country whose rates are not tabulated (the United States, Canada, Australia), the platform's tax stands.
///
/// Those taxes depend on street addresses and product codes; a platform that charges them knows more than an importer
/// does, so its figure is kept and reported by jurisdiction, and is not checked.
enum PlatformTaxedPlace: SupplyRule {
  static let reasons = [platformTax]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.state == facts.dispatch.state, !arrival.isInEU,
      !context.rates.covers(arrival.state)
    else { return nil }
    let marketplace = facts.channel == .marketplace
    return TaxDecision(
      treatment: .taxed, scheme: .platformTax, territory: arrival.territory, rate: nil,
      liable: marketplace ? .marketplace : .seller, taxReturn: .platform, check: .platformOnly, reason: platformTax)
  }

  static let platformTax = DecisionReason(
    3, "platform_tax", "no rates of the place are tabulated; the tax that the platform charged stands, unchecked")
}

import Commerce

/// A sale within Canada: the taxes of the province of delivery.
enum CanadianSale: SupplyRule {
  static let reasons = [harmonised, federal, federalAndProvincial]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.state == .canada, facts.dispatch.state == .canada,
      let taxes = context.provinces.taxes(of: arrival.territory, on: facts.date)
    else { return nil }
    let isRegistered = context.seller.isRegistered(arrival.territory, on: facts.date)
    let scheme: Scheme =
      switch taxes.kind {
      case .harmonised: .caHST
      case .federal: .caGST
      case .quebec: isRegistered ? .caGSTAndQST : .caGST
      case .provincial: isRegistered ? .caGSTAndPST : .caGST
      }
    let reason: DecisionReason =
      switch scheme {
      case .caHST: harmonised
      case .caGST: federal
      default: federalAndProvincial
      }
    let isMarketplaces = facts.channel == .marketplace
    if facts.category == .exempt {
      return context.untaxed(.exempt, scheme, in: arrival.territory, .seller, .domestic, reason)
    }
    return TaxDecision(
      treatment: .taxed, scheme: scheme, territory: arrival.territory,
      rate: facts.category == .zero ? .zero : scheme == .caGST ? taxes.federal : taxes.total,
      liable: isMarketplaces ? .marketplace : .seller, taxReturn: isMarketplaces ? .marketplace : .domestic,
      check: .rate, reason: reason)
  }

  static let harmonised = DecisionReason(
    33, "ca_hst", "the harmonised sales tax of the province of delivery",
    legalBasis: "Excise Tax Act (Canada), s. 165(2) and sch. IX")
  static let federal = DecisionReason(
    34, "ca_gst", "the goods and services tax; no provincial tax, or none that the seller is registered for",
    legalBasis: "Excise Tax Act (Canada), s. 165(1)")
  static let federalAndProvincial = DecisionReason(
    35, "ca_gst_and_provincial", "the goods and services tax and the provincial tax, each on the price without tax",
    legalBasis: "Excise Tax Act (Canada), s. 165(1), and the law of the province")
}

import Commerce

/// A sale within the United States: the sales tax of the state where the goods arrive, for who has to collect it.
///
/// The rate is the state's part; counties, cities and districts add theirs, which the platform knows and no table here.
enum USSale: SupplyRule {
  static let reasons = [noSalesTax, resale, exempt, facilitator, nexus, noNexus]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.state == .unitedStates, facts.dispatch.state == .unitedStates,
      let state = context.unitedStates.row(of: arrival.territory)
    else { return nil }
    let place = arrival.territory
    if !state.hasSalesTax { return context.untaxed(.noTax, .usNoSalesTax, in: place, .none, .none, noSalesTax) }
    if facts.hasResaleCertificate {
      return context.untaxed(.exempt, .usResale, in: place, .seller, .local, resale)
    }
    if facts.category == .exempt || (facts.supply == .clothing && state.exemptsClothing) {
      return context.untaxed(.exempt, .usState, in: place, .seller, .local, exempt)
    }
    let rate = facts.category == .zero ? .zero : state.rate
    if facts.channel == .marketplace {
      return TaxDecision(
        treatment: .taxed, scheme: .usMarketplaceFacilitator, territory: place, rate: rate, liable: .marketplace,
        taxReturn: .marketplace, check: .platformOnly, reason: facilitator)
    }
    // Goods that lie in a state are a physical presence there.
    guard context.seller.isRegistered(place, on: facts.date) || facts.dispatch.territory == place else {
      return TaxDecision(
        treatment: .notCollected, scheme: .usNoNexus, territory: place, rate: .zero, liable: .buyerUseTax,
        taxReturn: .none, check: .platformOnly, reason: noNexus)
    }
    return TaxDecision(
      treatment: .taxed, scheme: .usState, territory: place, rate: rate, liable: .seller, taxReturn: .local,
      check: .platformOnly, reason: nexus)
  }

  static let noSalesTax = DecisionReason(27, "us_no_sales_tax", "the state of arrival has no sales tax")
  static let resale = DecisionReason(
    28, "us_resale", "exempt against the certificate of a buyer that sells on; the certificate has to be kept",
    legalBasis: "the sales tax law of the state of arrival")
  static let exempt = DecisionReason(
    29, "us_exempt", "the state of arrival does not tax this class of goods",
    legalBasis: "the sales tax law of the state of arrival")
  static let facilitator = DecisionReason(
    30, "us_marketplace_facilitator", "the marketplace collects and remits the tax",
    legalBasis: "the marketplace facilitator law of the state of arrival")
  static let nexus = DecisionReason(
    31, "us_nexus", "the seller is registered or keeps goods in the state of arrival",
    legalBasis: "South Dakota v. Wayfair, Inc., 585 U.S. 162 (2018), and the law of the state")
  static let noNexus = DecisionReason(
    32, "us_no_nexus", "the seller has no nexus with the state of arrival; the sale counts towards its threshold",
    legalBasis: "South Dakota v. Wayfair, Inc., 585 U.S. 162 (2018), and the law of the state")
}

/// Goods from one member state to a business in another: exempt with a valid number of another state, else taxed where
/// they leave.
enum IntraEUBusinessSale: SupplyRule {
  static let reasons = [exempt, triangulation, idOfDispatch, noValidID, pendingID]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.isInEU, facts.dispatch.isInEU, facts.isBusiness else { return nil }
    let number = facts.vatIDState ?? arrival.territory
    switch facts.vatID {
    case .valid where number == facts.dispatch.territory || number == facts.dispatch.state:
      return origin(facts, context, .domestic, idOfDispatch)
    case .valid where VATArea.standard.isMember(number, on: facts.date):
      if facts.supply == .triangulation {
        let seller = context.home(on: facts.date).territory
        return context.untaxed(.exemptIC, .triangulation, in: seller, .buyer, .domestic, triangulation)
      }
      return context.untaxed(.exemptIC, .icSupply, in: facts.dispatch.territory, .buyer, .domestic, exempt)
    case .unavailable, .unchecked:
      return context.pendingValidation(facts, at: facts.dispatch, pendingID)
    case .valid, .none, .invalid:
      return origin(facts, context, .domesticNoValidID, noValidID)
    }
  }

  private static func origin(
    _ facts: SupplyFacts, _ context: PlaceOfSupply, _ scheme: Scheme, _ reason: DecisionReason
  ) -> TaxDecision {
    context.taxed(
      facts, at: facts.dispatch, scheme, context.isHome(facts.dispatch, on: facts.date) ? .domestic : .local, reason)
  }

  static let exempt = DecisionReason(
    57, "intra_community_supply",
    "goods to a business with a valid VAT number of another member state; proof of transport and the recapitulative statement are conditions",
    legalBasis: "Directive 2006/112/EC, art. 138(1)")
  static let triangulation = DecisionReason(
    58, "triangulation", "the seller stands in the middle of three traders; the last one owes the tax",
    legalBasis: "Directive 2006/112/EC, art. 141 and 197")
  static let idOfDispatch = DecisionReason(
    59, "vat_id_of_dispatch", "the buyer's VAT number is of the state of dispatch, so the exemption does not apply",
    legalBasis: "Directive 2006/112/EC, art. 138(1)(b)")
  static let noValidID = DecisionReason(
    60, "business_without_valid_id",
    "a business without a valid VAT number: no exemption, and no distance sale to a consumer, so it is taxed where the goods leave",
    legalBasis: "Directive 2006/112/EC, art. 32, 33 and 138(1)(b)")
  static let pendingID = DecisionReason(
    61, "vat_id_unknown",
    "whether the buyer's VAT number is valid is not known yet: neither exempt nor taxed before there is an answer",
    legalBasis: "Directive 2006/112/EC, art. 138(1)(b)", isFinding: true)
}

extension PlaceOfSupply {
  /// Parked until the buyer's number is known to be valid or not, with the tax that an invalid one would mean.
  func pendingValidation(_ facts: SupplyFacts, at place: Place, _ reason: DecisionReason) -> TaxDecision {
    TaxDecision(
      treatment: .pending, scheme: .pendingValidation, territory: place.territory,
      rate: rate(place, facts.category, on: facts.date), liable: .seller, taxReturn: .none, check: .undecided,
      reason: reason)
  }
}

/// Goods from one member state to a business in another: exempt with a valid number of another state, else taxed where
/// they leave.
enum IntraEUBusinessSale: SupplyRule {
  static let reasons = [exempt, triangulation, noMemberNumber, idOfDispatch, noValidID, pendingID]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.isInEU, facts.dispatch.isInEU, facts.isBusiness else { return nil }
    let number = facts.vatIDState ?? arrival.territory
    switch facts.vatID {
    case .valid where number == facts.dispatch.territory || number == facts.dispatch.state:
      return origin(facts, context, .domestic, idOfDispatch)
    case .valid where VATArea.standard.isMember(number, on: facts.date):
      if facts.supply == .triangulation {
        guard let middle = middle(facts, arrival, context) else {
          return DomesticSupply.within(arrival, facts, context, DomesticSupply.local, unregistered: noMemberNumber)
        }
        return context.untaxed(.exemptIC, .triangulation, in: middle, .buyer, .domestic, triangulation)
      }
      return context.untaxed(.exemptIC, .icSupply, in: facts.dispatch.territory, .buyer, .domestic, exempt)
    case .unavailable, .unchecked:
      return context.pendingValidation(facts, at: facts.dispatch, pendingID)
    case .valid, .none, .invalid:
      return origin(facts, context, .domesticNoValidID, noValidID)
    }
  }

  /// The member state as whose trader the seller stands in the middle; `nil` where it has a number of none that counts.
  ///
  /// At home in the Union, Northern Ireland included, that is there; from outside, as from Great Britain since 2021, it
  /// takes a number of a state that the goods neither leave nor reach.
  private static func middle(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> Territory? {
    let home = context.home(on: facts.date)
    if home.isInEU { return home.territory }
    return context.seller.registrations.first { registration in
      registration.days.contains(facts.date) && registration.territory != facts.dispatch.territory
        && registration.territory != arrival.territory
        && VATArea.standard.isMember(registration.territory, on: facts.date)
    }?.territory
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
  static let noMemberNumber = DecisionReason(
    63, "triangulation_needs_registration",
    "the middle of three traders has no VAT number of a member state that the goods neither leave nor reach: it acquires them where they arrive and has to register there",
    legalBasis: "Directive 2006/112/EC, art. 40, 141(a) and 214",
    isFinding: true)
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

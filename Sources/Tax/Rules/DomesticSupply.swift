/// Dispatch and arrival in one state: taxed there, at its rate on the day.
enum DomesticSupply: SupplyRule {
  static let reasons = [domestic, rateMissing, pickup, local, needsRegistration, reverseCharge]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival else { return nil }
    if facts.supply == .pickup { return within(facts.dispatch, facts, context, pickup) }
    guard arrival.state == facts.dispatch.state else { return nil }
    return within(arrival, facts, context, domestic)
  }

  /// Taxed in the state of `place`, where the goods stay.
  ///
  /// - Parameter unregistered: the reason where the seller would have to be registered there.
  static func within(
    _ place: Place, _ facts: SupplyFacts, _ context: PlaceOfSupply, _ reason: DecisionReason,
    unregistered: DecisionReason = needsRegistration
  ) -> TaxDecision {
    if place.state == .australia { return context.taxed(facts, at: place, .auGST, .domestic, reason) }
    if context.isHome(place, on: facts.date) { return context.taxed(facts, at: place, .domestic, .domestic, reason) }
    if context.isRegistered(at: place, on: facts.date) {
      return context.taxed(facts, at: place, .localRegistration, .local, local)
    }
    if facts.isBusiness, facts.vatID == .valid, facts.vatIDState ?? place.state == place.state,
      ReverseChargeStates.standard.contains(place.state)
    {
      return context.untaxed(
        .reverseCharge, .art194DomesticReverseCharge, in: place.territory, .buyer, .local, reverseCharge)
    }
    return context.taxed(facts, at: place, .localRegistration, .local, unregistered)
  }

  static let domestic = DecisionReason(
    4, "domestic", "dispatch and arrival lie in one state",
    legalBasis: "Directive 2006/112/EC, art. 31 and 32, or the like of a state outside the Union")
  static let rateMissing = DecisionReason(
    5, "rate_missing", "no rate of that class is tabulated for the territory on that day", isFinding: true)
  static let pickup = DecisionReason(
    53, "pickup", "the buyer fetches the goods where they lie",
    legalBasis: "Directive 2006/112/EC, art. 31")
  static let local = DecisionReason(
    54, "domestic_abroad", "dispatch and arrival lie in one state, where the seller is registered but not established",
    legalBasis: "Directive 2006/112/EC, art. 31 and 32")
  static let needsRegistration = DecisionReason(
    55, "domestic_needs_registration",
    "dispatch and arrival lie in one state, where the seller is not registered",
    legalBasis: "Directive 2006/112/EC, art. 31, 32 and 214", isFinding: true)
  static let reverseCharge = DecisionReason(
    56, "domestic_reverse_charge",
    "a seller that is not established in the state supplies a business there, which owes the tax",
    legalBasis: "Directive 2006/112/EC, art. 194")
}

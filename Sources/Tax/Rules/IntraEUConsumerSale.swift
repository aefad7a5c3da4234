/// A sale from one member state to a consumer in another: taxed at dispatch or at arrival, as the seller's profile says.
enum IntraEUConsumerSale: SupplyRule {
  static let reasons = [atOriginOld, atOrigin, atDestination, needsRegistration]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.isInEU, facts.dispatch.isInEU else { return nil }
    guard context.seller.distanceSales(on: facts.date, at: facts.placedAt) == .origin else {
      return destination(facts, arrival, context)
    }
    guard DistanceSaleReform.holds(on: facts.date) else {
      return context.taxed(facts, at: facts.dispatch, .originOldThreshold, .domestic, atOriginOld)
    }
    // The threshold is for who is established in one member state only and dispatches from there.
    let home = context.home(on: facts.date)
    guard home.isInEU, home.state == facts.dispatch.state else { return destination(facts, arrival, context) }
    return context.taxed(facts, at: facts.dispatch, .originBelowThreshold, .domestic, atOrigin)
  }

  private static func destination(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> TaxDecision {
    // Before the reform the one-stop shop was for electronic services only.
    if DistanceSaleReform.holds(on: facts.date), context.seller.unionOSS?.contains(facts.date) == true {
      return context.taxed(facts, at: arrival, .ossUnion, .ossUnion, atDestination)
    }
    let isRegistered = context.isRegistered(at: arrival, on: facts.date)
    return context.taxed(
      facts, at: arrival, .localRegistration, .local, isRegistered ? atDestination : needsRegistration)
  }

  static let atOriginOld = DecisionReason(
    6, "distance_sale_at_origin_old", "sold to a consumer of another member state under its national threshold",
    legalBasis: "Directive 2006/112/EC, art. 34 as in force until 2021-06-30")
  static let atOrigin = DecisionReason(
    7, "distance_sale_at_origin", "sold to a consumer of another member state under the threshold of EUR 10,000",
    legalBasis: "Directive 2006/112/EC, art. 59c")
  static let atDestination = DecisionReason(
    8, "distance_sale_at_destination", "sold to a consumer of another member state",
    legalBasis: "Directive 2006/112/EC, art. 33(a)")
  static let needsRegistration = DecisionReason(
    9, "needs_registration",
    "taxed in the consumer's state, where the seller is neither registered nor in the one-stop shop",
    legalBasis: "Directive 2006/112/EC, art. 33(a)", isFinding: true)
}

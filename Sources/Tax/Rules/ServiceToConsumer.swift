/// A service to a consumer: an electronic one is taxed where the consumer is, any other where the seller is.
///
/// Someone who is no business, or does not show it by a valid number, counts as a consumer (Implementing Regulation (EU)
/// 282/2011, art. 18(2)).
enum ServiceToConsumer: SupplyRule {
  static let reasons = [
    atSeller, atOrigin, byOSS, byNonUnionOSS, inState, needsRegistration, inUK, outsideUnion,
  ]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard facts.supply.isService, let arrival = ServicePlace.of(facts.arrival, on: facts.date) else { return nil }
    let home = context.home(on: facts.date, isGoods: false)
    guard arrival.state != home.state else { return nil }
    guard facts.supply.isElectronic else {
      return context.rates.covers(home.state) ? context.taxed(facts, at: home, .domestic, .domestic, atSeller) : nil
    }
    if arrival.isInEU { return home.isInEU ? union(facts, arrival, home, context) : nonUnion(facts, arrival, context) }
    if arrival.state == .unitedKingdom {
      return context.taxed(facts, at: arrival, .ukRegistration, .local, inUK)
    }
    if context.isRegistered(at: arrival, on: facts.date), context.rates.covers(arrival.state) {
      return context.taxed(facts, at: arrival, .localRegistration, .local, inState)
    }
    return context.untaxed(.outOfScope, .nonEUService, in: arrival.territory, .seller, .domestic, outsideUnion)
  }

  private static func union(
    _ facts: SupplyFacts, _ arrival: Place, _ home: Place, _ context: PlaceOfSupply
  ) -> TaxDecision {
    if context.seller.distanceSales(on: facts.date, at: facts.placedAt) == .origin {
      return context.taxed(facts, at: home, .originBelowThreshold, .domestic, atOrigin)
    }
    if context.seller.unionOSS?.contains(facts.date) == true {
      return context.taxed(facts, at: arrival, .ossUnion, .ossUnion, byOSS)
    }
    return local(facts, arrival, context)
  }

  private static func nonUnion(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> TaxDecision {
    if context.seller.nonUnionOSS?.contains(facts.date) == true {
      return context.taxed(facts, at: arrival, .ossNonUnion, .ossNonUnion, byNonUnionOSS)
    }
    return local(facts, arrival, context)
  }

  private static func local(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> TaxDecision {
    let isRegistered = context.seller.isRegistered(arrival.state, on: facts.date)
    return context.taxed(facts, at: arrival, .localRegistration, .local, isRegistered ? inState : needsRegistration)
  }

  static let atSeller = DecisionReason(
    19, "service_at_seller", "a service to a consumer is taxed where the seller is",
    legalBasis: "Directive 2006/112/EC, art. 45")
  static let atOrigin = DecisionReason(
    20, "service_at_origin",
    "an electronic service to a consumer of another member state under the threshold of EUR 10,000",
    legalBasis: "Directive 2006/112/EC, art. 59c")
  static let byOSS = DecisionReason(
    21, "service_by_oss",
    "an electronic service is taxed where the consumer is, and declared in the Union one-stop shop",
    legalBasis: "Directive 2006/112/EC, art. 58 and 369a to 369k")
  static let byNonUnionOSS = DecisionReason(
    22, "service_by_non_union_oss",
    "an electronic service from outside the Union is taxed where the consumer is, and declared in the non-Union one-stop shop",
    legalBasis: "Directive 2006/112/EC, art. 58 and 358a to 369")
  static let inState = DecisionReason(
    23, "service_in_state", "an electronic service is taxed where the consumer is, where the seller is registered",
    legalBasis: "Directive 2006/112/EC, art. 58, or the like of a state outside the Union")
  static let needsRegistration = DecisionReason(
    24, "service_needs_registration",
    "an electronic service is taxed where the consumer is, where the seller is neither registered nor in a one-stop shop",
    legalBasis: "Directive 2006/112/EC, art. 58", isFinding: true)
  static let inUK = DecisionReason(
    25, "service_in_uk", "the United Kingdom taxes electronic services to consumers from the first sale",
    legalBasis: "Value Added Tax Act 1994, s. 7A and sch. 4A para. 15")
  static let outsideUnion = DecisionReason(
    26, "service_to_consumer_outside_union",
    "an electronic service to a consumer outside the Union is outside the scope of its tax; the consumer's state may want a registration",
    legalBasis: "Directive 2006/112/EC, art. 58 and 59")
}

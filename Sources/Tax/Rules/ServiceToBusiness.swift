/// A service to a business is taxed where the business is, and the business owes the tax.
enum ServiceToBusiness: SupplyRule {
  static let reasons = [reverseCharge, outsideUnion, pendingID]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard facts.supply.isService, facts.isBusiness, let arrival = ServicePlace.of(facts.arrival, on: facts.date)
    else { return nil }
    let home = context.home(on: facts.date, isGoods: false)
    guard arrival.state != home.state, !isWithinNorthAmerica(arrival, home) else { return nil }
    guard arrival.isInEU else {
      return context.untaxed(.outOfScope, .nonEUService, in: arrival.territory, .buyer, .domestic, outsideUnion)
    }
    switch facts.vatID {
    case .valid:
      return context.untaxed(
        .reverseCharge, .serviceReverseCharge, in: arrival.territory, .buyer, .domestic, reverseCharge)
    case .unavailable, .unchecked:
      return context.pendingValidation(facts, at: home, pendingID)
    case .none, .invalid:
      return nil
    }
  }

  private static func isWithinNorthAmerica(_ arrival: Place, _ home: Place) -> Bool {
    arrival.state == home.state && (home.state == .unitedStates || home.state == .canada)
  }

  static let reverseCharge = DecisionReason(
    16, "service_reverse_charge", "a service to a business of another member state: the business owes the tax there",
    legalBasis: "Directive 2006/112/EC, art. 44 and 196")
  static let outsideUnion = DecisionReason(
    17, "service_outside_union", "a service to a business outside the Union has its place of supply there",
    legalBasis: "Directive 2006/112/EC, art. 44")
  static let pendingID = DecisionReason(
    18, "service_vat_id_unknown",
    "whether the buyer's VAT number is valid is not known yet; its answer decides who owes the tax",
    legalBasis: "Implementing Regulation (EU) 282/2011, art. 18", isFinding: true)
}

/// A seller from outside the Union sells goods that lie inside through a marketplace: the marketplace is the supplier.
enum DeemedSupplier: SupplyRule {
  static let reasons = [deemed]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.isInEU, facts.dispatch.isInEU, facts.channel == .marketplace,
      !facts.isBusiness, !facts.supply.isService, DistanceSaleReform.holds(on: facts.date),
      !context.home(on: facts.date).isInEU
    else { return nil }
    return context.taxed(facts, at: arrival, .deemedSupplier, .marketplace, deemed, liable: .marketplace)
  }

  static let deemed = DecisionReason(
    49, "deemed_supplier",
    "goods within the Union of a seller from outside, through a marketplace: it is deemed to be the supplier, and the seller supplies it exempt",
    legalBasis: "Directive 2006/112/EC, art. 14a(2) and 136a")
}

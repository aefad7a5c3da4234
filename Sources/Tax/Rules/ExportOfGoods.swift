/// Goods that leave the VAT area of the seller are taxed at zero there.
///
/// The area is the European Union's for places in it, and the state itself for all others.
enum ExportOfGoods: SupplyRule {
  static let reasons = [export]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.state != facts.dispatch.state,
      !(arrival.isInEU && facts.dispatch.isInEU), !facts.supply.isService
    else { return nil }
    return context.export(facts)
  }

  static let export = DecisionReason(
    10, "export", "the goods leave the VAT area of the place of dispatch; proof of export has to be kept",
    legalBasis: "Directive 2006/112/EC, art. 146(1), or the like of a state outside the Union")
}

/// Dispatch and arrival in one state: taxed there, at its rate on the day.
enum DomesticSupply: SupplyRule {
  static let reasons = [domestic, rateMissing]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.state == facts.dispatch.state else { return nil }
    return context.taxed(facts, at: arrival, .domestic, .domestic, domestic)
  }

  static let domestic = DecisionReason(
    4, "domestic", "dispatch and arrival lie in one state",
    legalBasis: "Directive 2006/112/EC, art. 31 and 32, or the like of a state outside the Union")
  static let rateMissing = DecisionReason(
    5, "rate_missing", "no rate of that class is tabulated for the territory on that day", isFinding: true)
}

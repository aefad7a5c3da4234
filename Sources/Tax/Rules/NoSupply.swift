/// Lines that are no supply are in the books and not in the tax return, wherever the buyer is.
enum NoSupply: SupplyRule {
  static let reasons = [noSupply]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard context.seller.noSupply.contains(facts.line) else { return nil }
    return TaxDecision(
      treatment: .outOfScope, scheme: .none, territory: nil, rate: nil, liable: .none, taxReturn: .none, check: .zero,
      reason: noSupply)
  }

  static let noSupply = DecisionReason(
    1, "no_supply", "a line of this kind is no supply of goods or services for consideration",
    legalBasis: "Directive 2006/112/EC, art. 2(1)")
}

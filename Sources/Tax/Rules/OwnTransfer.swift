import Commerce

/// Own goods moved to another member state are treated as an intra-Community supply to oneself.
enum OwnTransfer: SupplyRule {
  static let reasons = [transfer, withinState]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard facts.supply == .ownTransfer, let arrival = facts.arrival else { return nil }
    let home = facts.dispatch.territory
    if arrival.state == facts.dispatch.state {
      return context.untaxed(.outOfScope, .none, in: home, .none, .none, withinState)
    }
    guard arrival.isInEU, facts.dispatch.isInEU else { return nil }
    return context.untaxed(.exemptIC, .icTransfer, in: home, .seller, .domestic, transfer)
  }

  static let transfer = DecisionReason(
    12, "own_transfer", "own goods are moved to another member state, where the seller acquires them itself",
    legalBasis: "Directive 2006/112/EC, art. 17 and 138(2)(c)")
  static let withinState = DecisionReason(
    13, "own_transfer_within_state", "own goods are moved within one state, which is no supply",
    legalBasis: "Directive 2006/112/EC, art. 2(1)")
}

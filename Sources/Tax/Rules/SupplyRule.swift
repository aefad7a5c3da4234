/// One rule of place of supply: it decides the facts it is about and leaves all others to the rules behind it.
protocol SupplyRule: SendableMetatype {
  /// The reasons it can give.
  static var reasons: [DecisionReason] { get }
  /// The decision; `nil` when the rule is not about such facts.
  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision?
}

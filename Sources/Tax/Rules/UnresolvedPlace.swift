/// Where the destination is not known, nothing is guessed: the line waits for a person.
enum UnresolvedPlace: SupplyRule {
  static let reasons = [countryUnresolved]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    facts.arrival == nil ? .pending(countryUnresolved) : nil
  }

  static let countryUnresolved = DecisionReason(
    2, "country_unresolved", "the source does not name a country of destination, and the country decides the tax",
    isFinding: true)
}

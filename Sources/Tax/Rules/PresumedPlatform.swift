/// An electronic service sold to a consumer through a platform is taken to be supplied by the platform.
enum PresumedPlatform: SupplyRule {
  static let reasons = [presumed, presumedInUK]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard facts.supply.isElectronic, facts.channel == .marketplace, !facts.isBusiness,
      let arrival = ServicePlace.of(facts.arrival, on: facts.date)
    else { return nil }
    if arrival.isInEU {
      return context.taxed(
        facts, at: arrival, .platformPresumedSupplier, .marketplace, presumed, liable: .marketplace)
    }
    guard arrival.state == .unitedKingdom else { return nil }
    return context.taxed(
      facts, at: arrival, .platformPresumedSupplier, .marketplace, presumedInUK, liable: .marketplace)
  }

  static let presumed = DecisionReason(
    14, "platform_presumed_supplier",
    "sold through a platform, which is presumed to supply the service in its own name",
    legalBasis: "Implementing Regulation (EU) 282/2011, art. 9a")
  static let presumedInUK = DecisionReason(
    15, "platform_presumed_supplier_uk", "sold through a platform, which accounts for the tax of the United Kingdom",
    legalBasis: "Implementing Regulation (EU) 282/2011, art. 9a, as retained in the United Kingdom")
}

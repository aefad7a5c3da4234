import Commerce

/// Goods in the United Kingdom of a seller from elsewhere: the marketplace owes the tax, or the seller from the first sale.
enum OverseasSellerInUK: SupplyRule {
  static let reasons = [marketplace, seller, needsRegistration]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.state == .unitedKingdom, facts.dispatch.state == .unitedKingdom,
      facts.date >= since, !context.isHome(arrival, on: facts.date)
    else { return nil }
    if facts.channel == .marketplace, !facts.isBusiness {
      return context.taxed(
        facts, at: arrival, .ukOverseasSellerMarketplace, .marketplace, marketplace, liable: .marketplace)
    }
    let isRegistered = context.isRegistered(at: arrival, on: facts.date)
    return context.taxed(facts, at: arrival, .ukRegistration, .local, isRegistered ? seller : needsRegistration)
  }

  /// 2021-01-01.
  private static let since = CivilDate(day: 18_628)

  static let marketplace = DecisionReason(
    50, "uk_overseas_seller_marketplace",
    "goods in the United Kingdom of an overseas seller, through a marketplace, which owes the tax at any value",
    legalBasis: "Value Added Tax Act 1994, s. 5A")
  static let seller = DecisionReason(
    51, "uk_overseas_seller",
    "goods in the United Kingdom of an overseas seller, which owes the tax from the first sale",
    legalBasis: "Value Added Tax Act 1994, sch. 1A")
  static let needsRegistration = DecisionReason(
    52, "uk_overseas_seller_needs_registration",
    "goods in the United Kingdom of an overseas seller, which owes the tax from the first sale and is not registered",
    legalBasis: "Value Added Tax Act 1994, sch. 1A", isFinding: true)
}

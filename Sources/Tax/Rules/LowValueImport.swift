import Commerce

/// Consignments to consumers of states that tax small imports at the sale: the United Kingdom, Norway, Australia and
/// Switzerland.
enum LowValueImport: SupplyRule {
  static let reasons = [
    unitedKingdom, unitedKingdomByMarketplace, unitedKingdomUnregistered, norway, australia, australiaByPlatform,
    switzerland, switzerlandByPlatform, aboveLimit,
  ]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, !arrival.isInEU, arrival.state != facts.dispatch.state, !facts.isBusiness,
      !facts.supply.isService, let regime = regimes.first(where: { $0.state == arrival.state }),
      facts.date >= regime.since
    else { return nil }
    return regime.decide(facts, arrival, context)
  }

  /// How a state taxes small consignments at the sale.
  private struct Regime {
    let state: Territory
    let since: CivilDate
    let decide: @Sendable (SupplyFacts, Place, PlaceOfSupply) -> TaxDecision?
  }

  private static let regimes = [
    Regime(state: .unitedKingdom, since: CivilDate(day: 18_628), decide: unitedKingdom),
    Regime(state: .norway, since: CivilDate(day: 18_353), decide: norway),
    Regime(state: .australia, since: CivilDate(day: 17_713), decide: australia),
    Regime(state: .switzerland, since: CivilDate(day: 17_897), decide: switzerland),
    Regime(state: .liechtenstein, since: CivilDate(day: 17_897), decide: switzerland),
  ]

  private static func unitedKingdom(
    _ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply
  ) -> TaxDecision? {
    guard facts.supply != .exciseGoods else { return context.atBorder(facts, arrival, UnionImport.atBorder) }
    switch ConsignmentLimit.unitedKingdom.holds(facts.consignment) {
    case nil: return .pending(UnionImport.valueUnknown, territory: arrival.territory)
    case false?: return context.atBorder(facts, arrival, aboveLimit)
    case true? where facts.channel == .marketplace:
      return context.taxed(
        facts, at: arrival, .ukLowValueImportMarketplace, .marketplace, unitedKingdomByMarketplace,
        liable: .marketplace)
    case true?:
      let isRegistered = context.isRegistered(at: arrival, on: facts.date)
      return context.taxed(
        facts, at: arrival, .ukLowValueImport, .local, isRegistered ? unitedKingdom : unitedKingdomUnregistered)
    }
  }

  private static func norway(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> TaxDecision? {
    let isMarketplaces = facts.channel == .marketplace
    guard isMarketplaces || context.isRegistered(at: arrival, on: facts.date) else { return nil }
    switch ConsignmentLimit.norway.holds(facts.consignment) {
    case nil: return .pending(UnionImport.valueUnknown, territory: arrival.territory)
    case false?: return context.atBorder(facts, arrival, aboveLimit)
    case true?:
      return context.taxed(
        facts, at: arrival, .noVOEC, isMarketplaces ? .marketplace : .local, norway,
        liable: isMarketplaces ? .marketplace : .seller)
    }
  }

  private static func australia(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> TaxDecision? {
    let isMarketplaces = facts.channel == .marketplace
    switch ConsignmentLimit.australia.holds(facts.consignment) {
    case false?: return context.atBorder(facts, arrival, aboveLimit)
    case true? where isMarketplaces:
      return context.taxed(
        facts, at: arrival, .auLowValueImportPlatform, .marketplace, australiaByPlatform, liable: .marketplace)
    case true? where context.isRegistered(at: arrival, on: facts.date):
      return context.taxed(facts, at: arrival, .auLowValueImport, .local, australia)
    case nil where isMarketplaces || context.isRegistered(at: arrival, on: facts.date):
      return .pending(UnionImport.valueUnknown, territory: arrival.territory)
    default: return nil
    }
  }

  private static func switzerland(_ facts: SupplyFacts, _ arrival: Place, _ context: PlaceOfSupply) -> TaxDecision? {
    let place = Place(territory: .switzerland, state: .switzerland, isInEU: false)
    if facts.channel == .marketplace, facts.date >= swissPlatformTax {
      return context.taxed(facts, at: place, .chMailOrder, .marketplace, switzerlandByPlatform, liable: .marketplace)
    }
    guard context.isRegistered(at: place, on: facts.date) else { return nil }
    return context.taxed(facts, at: place, .chMailOrder, .local, switzerland)
  }

  /// 2025-01-01.
  private static let swissPlatformTax = CivilDate(day: 20_089)

  static let unitedKingdom = DecisionReason(
    40, "uk_low_value_import", "a consignment of up to GBP 135 to a consumer: the seller charges the tax at the sale",
    legalBasis: "Value Added Tax Act 1994, s. 7AA")
  static let unitedKingdomByMarketplace = DecisionReason(
    41, "uk_low_value_import_marketplace",
    "a consignment of up to GBP 135 through a marketplace, which charges the tax at the sale",
    legalBasis: "Value Added Tax Act 1994, s. 5A and 7AA")
  static let unitedKingdomUnregistered = DecisionReason(
    42, "uk_needs_registration",
    "a consignment of up to GBP 135 to a consumer is taxed at the sale, and the seller is not registered in the United Kingdom",
    legalBasis: "Value Added Tax Act 1994, s. 7AA", isFinding: true)
  static let norway = DecisionReason(
    43, "no_voec", "goods of up to NOK 3,000 an item to a consumer, under the Norwegian scheme for foreign suppliers",
    legalBasis: "Merverdiavgiftsloven, § 3-1(2) and chapter 14A")
  static let australia = DecisionReason(
    44, "au_low_value_import", "goods of up to AUD 1,000 to a consumer: the seller charges the tax at the sale",
    legalBasis: "A New Tax System (Goods and Services Tax) Act 1999 (Australia), subdiv. 84-C")
  static let australiaByPlatform = DecisionReason(
    45, "au_low_value_import_platform",
    "goods of up to AUD 1,000 through a platform, which is liable before the seller",
    legalBasis: "A New Tax System (Goods and Services Tax) Act 1999 (Australia), s. 84-81")
  static let switzerland = DecisionReason(
    46, "ch_mail_order", "a registered mail-order seller charges Swiss tax at the sale; at home it is an export",
    legalBasis: "Mehrwertsteuergesetz (Switzerland), art. 7(3)(b)")
  static let switzerlandByPlatform = DecisionReason(
    47, "ch_platform", "through a platform, which is taken to be the supplier in Switzerland",
    legalBasis: "Mehrwertsteuergesetz (Switzerland), art. 20a")
  static let aboveLimit = DecisionReason(
    48, "import_above_limit",
    "above the limit for tax at the sale: whoever imports the goods owes the tax at the border",
    legalBasis: "the import tax law of the state of arrival")
}

/// Goods from outside the Union to a buyer inside: the import scheme, the marketplace, or the border.
enum UnionImport: SupplyRule {
  static let reasons = [byImportScheme, byMarketplace, atBorder, valueUnknown]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard let arrival = facts.arrival, arrival.isInEU, !facts.dispatch.isInEU,
      arrival.state != facts.dispatch.state, !facts.supply.isService
    else {
      return nil
    }
    // To the seller's own tax office it is an export; the business that imports settles the rest.
    if facts.isBusiness, context.rates.covers(facts.dispatch.state) { return context.export(facts) }
    if !facts.isBusiness, facts.supply != .exciseGoods, DistanceSaleReform.holds(on: facts.date) {
      let isMarketplaces = facts.channel == .marketplace
      if isMarketplaces || context.seller.importOSS?.contains(facts.date) == true {
        switch ConsignmentLimit.union.holds(facts.consignment, isEuro: true) {
        case nil: return .pending(valueUnknown, territory: arrival.territory)
        case true? where isMarketplaces:
          return context.taxed(facts, at: arrival, .iossMarketplace, .marketplace, byMarketplace, liable: .marketplace)
        case true?: return context.taxed(facts, at: arrival, .ioss, .ioss, byImportScheme)
        case false?: break
        }
      }
    }
    return context.atBorder(facts, arrival, atBorder)
  }

  static let byImportScheme = DecisionReason(
    36, "ioss", "a consignment of up to EUR 150 to a consumer, declared in the import one-stop shop",
    legalBasis: "Directive 2006/112/EC, art. 33(c) and 369l to 369x")
  static let byMarketplace = DecisionReason(
    37, "ioss_marketplace", "a consignment of up to EUR 150 through a marketplace, which is deemed to be the supplier",
    legalBasis: "Directive 2006/112/EC, art. 14a(1)")
  static let atBorder = DecisionReason(
    38, "import_at_border", "the goods are imported: whoever imports them owes the tax at the border",
    legalBasis: "Directive 2006/112/EC, art. 60 and 201")
  static let valueUnknown = DecisionReason(
    39, "consignment_value_unknown",
    "the value of the consignment decides who owes the tax, and it is not known well enough",
    isFinding: true)
}

extension PlaceOfSupply {
  /// Tax is due at the border of `arrival`.
  func atBorder(_ facts: SupplyFacts, _ arrival: Place, _ reason: DecisionReason) -> TaxDecision {
    let isExport = rates.covers(facts.dispatch.state)
    return untaxed(
      .importVATAtBorder, isExport ? .export : .importAtBorder, in: arrival.territory, .importer,
      isExport ? .domesticExport : .none, reason)
  }
}

import Commerce

/// Names the returns, and the boxes in them, that a decided case belongs to.
struct CaseReports {
  private let facts: SupplyFacts
  private let decided: DecidedCase
  private let place: PlaceOfSupply
  private let amounts: CaseAmounts
  private let exponent: Int
  private let isRefund: Bool

  init(
    _ supply: SupplyCase, _ facts: SupplyFacts, _ decided: DecidedCase, _ place: PlaceOfSupply, _ amounts: CaseAmounts
  ) {
    self.facts = facts
    self.decided = decided
    self.place = place
    self.amounts = amounts
    exponent = supply.currency.exponent ?? 2
    isRefund = supply.amount < .zero
  }

  private var decision: TaxDecision { decided.decision }
  private var state: String { decision.territory?.prefix.code ?? "" }
  private var dispatch: String { facts.dispatch.territory.prefix.code }

  var text: String {
    switch decided.scheme {
    case .ossUnion: isRefund ? "OSS_UNION:same period" : unionOSS
    case .ossUnionCorrection: correction
    case .ossNonUnion: "OSS_NON_UNION:MSCON=\(state)\(type)"
    case .ioss: joined("IOSS:MSCON=\(state)\(type)", exportBox)
    case .iossMarketplace: joined("MARKETPLACE_IOSS", exportBox)
    case .platformPresumedSupplier: "MARKETPLACE_OWN_RETURN"
    case .deemedSupplier: "MARKETPLACE_OSS_OR_DOMESTIC;SELLER:\(dispatch)_exempt_136a"
    case .ukOverseasSellerMarketplace: "MARKETPLACE_UK;SELLER:UK_zero_to_marketplace"
    case .ukLowValueImportMarketplace: joined("MARKETPLACE_UK", exportBox)
    case .ukLowValueImport: joined(ReturnForm.box("GB", .taxed(decision.rate)), exportBox)
    case .ukRegistration:
      joined(ReturnForm.box("GB", .taxed(decision.rate)), facts.supply.isService ? outside : exportBox)
    case .chMailOrder: joined(isMarketplaces ? "MARKETPLACE_CH" : "CH_MWST", exportBox)
    case .noVOEC: joined(isMarketplaces ? "MARKETPLACE_NO_VOEC" : "NO_VOEC", exportBox)
    case .auLowValueImport: joined("AU_GST_nonresident", exportBox)
    case .auLowValueImportPlatform: joined("MARKETPLACE_AU", exportBox)
    case .auGST: "AU_BAS:G1,1A"
    case .caHST, .caGST: isMarketplaces ? "MARKETPLACE_CA" : "CA_GST34:101,103"
    case .caGSTAndQST: canada("QC_QST")
    case .caGSTAndPST: canada("\(decision.territory.map { String($0.code.suffix(2)) } ?? "")_PST")
    case .usState, .usResale: "US_STATE:\(unitedStates)\(decision.treatment == .exempt ? " exempt sales" : "")"
    case .usMarketplaceFacilitator: "US_STATE:\(unitedStates) gross sales with marketplace deduction"
    case .usNoNexus: "US_NEXUS_MONITOR"
    case .pendingValidation: "SUSPENSE"
    case .export, .importAtBorder: decision.treatment == .exportZero || isExportAtBorder ? export : "NONE"
    case .icSupply, .icTransfer: joined(ReturnForm.box(state, .intraCommunity), ReturnForm.salesList(state, "L"))
    case .triangulation: joined(ReturnForm.box(state, .triangulation), ReturnForm.salesList(state, "T"))
    case .serviceReverseCharge: joined(ReturnForm.box(home, .serviceToUnion), ReturnForm.salesList(home, "S"))
    case .nonEUService: outside
    case .art194DomesticReverseCharge: "\(state)_reverse_charge"
    case .localRegistration:
      decision.reason.isFinding
        ? "\(ReturnForm.name(state))_needs_registration" : ReturnForm.box(state, .taxed(decision.rate))
    case .domestic, .domesticNoValidID, .originBelowThreshold, .originOldThreshold:
      decision.treatment == .exempt
        ? ReturnForm.box(state, .exempt) : ReturnForm.box(state, .taxed(decision.rate))
    case .multiPurposeVoucher, .none, .usNoSalesTax, .platformTax: "NONE"
    }
  }

  private var isMarketplaces: Bool { decision.liable == .marketplace }
  private var home: String { place.home(on: facts.date, isGoods: false).state.code }
  private var unitedStates: String { decision.territory.map { String($0.code.dropFirst(3)) } ?? "" }
  private var isExportAtBorder: Bool { decision.scheme == .export }

  private func joined(_ parts: String...) -> String { parts.filter { !$0.isEmpty }.joined(separator: ";") }

  /// `type=REDUCED` for any rate below the standard one.
  private var type: String {
    guard let territory = decision.territory, let rate = decision.rate,
      let standard = place.rates.rate(territory, .standard, on: facts.date)
        ?? place.rates.rate(territory.prefix, .standard, on: facts.date), rate < standard
    else { return "" }
    return ",type=REDUCED"
  }

  private var unionOSS: String {
    if facts.supply.isService { return "OSS_UNION:services,MSCON=\(state)\(type)" }
    // A seller of Northern Ireland declares to the United Kingdom, in pounds.
    if place.home(on: facts.date).territory == .northernIreland { return "OSS_UNION_XI:MSCON=\(state)\(type)" }
    return "OSS_UNION:MSCON=\(state),from=\(dispatch)\(type)"
  }

  private var correction: String {
    let quarter = CivilQuarter(facts.date)
    let tax = decided.tax.description(exponent: exponent)
    return "OSS_UNION:corrections(\(quarter.year)Q\(quarter.quarter),\(state),\(tax))"
  }

  private func canada(_ provincial: String) -> String {
    guard let parts = amounts.parts else { return "CA_GST34:101,103" }
    let federal = amounts.federal.description(exponent: exponent)
    let own = MinorUnits(amounts.tax.count - amounts.federal.count).description(exponent: exponent)
    return "CA_GST34:101,103 (\(federal));\(provincial) (\(parts.provincial) -> \(own))"
  }

  private var export: String { ReturnForm.box(dispatch, .export) }

  /// The export in the return of the state of dispatch; empty where that state's return is none of the seller's.
  private var exportBox: String {
    place.rates.covers(facts.dispatch.state) && facts.dispatch.state != decision.territory?.prefix ? export : ""
  }

  private var outside: String {
    let home = place.home(on: facts.date, isGoods: false)
    return home.isInEU || place.rates.covers(home.state) ? ReturnForm.box(home.state.code, .outsideScope) : "NONE"
  }
}

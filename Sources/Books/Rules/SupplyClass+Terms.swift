public import Commerce
public import Tax

/// What decides how a sale stands towards the tax: who owes it, how the law treats it, and under which scheme.
extension SupplyClass {
  /// How a line of those terms stands towards the tax of a business that is established in `home`.
  public init(_ terms: DeclaredLine.Terms, home: Country) {
    if terms.liable == .marketplace {
      self = .marketplace
      return
    }
    switch terms.treatment {
    case .exemptIC: self = .intraCommunity
    case .exportZero: self = .export
    case .importVATAtBorder: self = terms.scheme == .export ? .export : .untaxed
    case .reverseCharge: self = .reverseCharge
    case .exempt: self = .exempt
    case .taxed, .pending: self = SupplyClass(scheme: terms.scheme, territory: terms.territory, home: home)
    case .noTax, .notCollected, .outOfScope, nil: self = .untaxed
    }
  }

  /// How a sale that is taxed under `scheme` stands towards the tax.
  private init(scheme: Scheme?, territory: Territory?, home: Country) {
    let isHome = territory.map { VATArea.standard.returnState(of: $0).country == home } ?? true
    switch scheme {
    case .ossUnion, .ossUnionCorrection, .ossNonUnion: self = .oss
    case .ioss: self = .ioss
    case .usState, .caGST, .caGSTAndPST, .caGSTAndQST, .caHST: self = .salesTax
    case .platformTax: self = isHome ? .domestic : .salesTax
    default: self = isHome ? .domestic : .local
    }
  }

  /// Whether whose tax it is tells accounts apart.
  var isByTerritory: Bool {
    switch self {
    case .domestic, .oss, .ioss, .local, .salesTax, .marketplace, .exempt: true
    case .intraCommunity, .reverseCharge, .export, .untaxed: false
    }
  }

  /// Whether the rate tells accounts apart; sales taxes have as many rates as there are towns.
  var isByRate: Bool {
    switch self {
    case .domestic, .oss, .ioss, .local: true
    case .salesTax, .intraCommunity, .reverseCharge, .export, .marketplace, .exempt, .untaxed: false
    }
  }
}

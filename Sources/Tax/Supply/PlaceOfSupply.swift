import Commerce

/// Decides how each line is taxed, by an ordered list of rules of which the first that applies decides.
///
/// Pure and total: the same facts give the same decision, and facts that no rule covers give a pending one that says so.
public final class PlaceOfSupply: Sendable {
  /// Who sells.
  public let seller: SellerProfile
  /// The dated rates.
  public let rates: RateTable
  private let canada = CanadianRates.standard
  private let states = USStates.standard

  /// Decisions for `seller`, by `rates`.
  public init(seller: SellerProfile, rates: RateTable = .standard) {
    self.seller = seller
    self.rates = rates
  }

  /// The rules in the order in which they are asked.
  static let rules: [any SupplyRule.Type] = [
    NoSupply.self, VoucherSale.self, UnresolvedPlace.self, OwnTransfer.self, PresumedPlatform.self,
    ServiceToBusiness.self, ServiceToConsumer.self, USSale.self, CanadianSale.self, PlatformTaxedPlace.self,
    UnionImport.self, LowValueImport.self, DeemedSupplier.self, OverseasSellerInUK.self,
    DomesticSupply.self, IntraEUBusinessSale.self, IntraEUConsumerSale.self, ExportOfGoods.self,
  ]

  /// How the line of `facts` is taxed.
  public func decide(_ facts: SupplyFacts) -> TaxDecision {
    for rule in Self.rules {
      if var decision = rule.decide(facts, self) {
        decision.category = facts.category
        return decision
      }
    }
    return .pending(.noRule)
  }

  /// How a line for `product` is taxed, a kind of product of ``ProductCategories`` such as `books`.
  ///
  /// Where the territory's class of rate for it is not known, the decision is pending: it is never taken for standard.
  public func decide(_ facts: SupplyFacts, product: String) -> TaxDecision {
    let plain = decide(facts)
    guard plain.check == .rate, let territory = plain.territory else { return plain }
    guard let category = ProductCategories.standard.rateCategory(product, in: territory, on: facts.date) else {
      return .pending(Self.productInDoubt, territory: territory)
    }
    var own = facts
    own.category = category
    return decide(own)
  }

  /// It is not certain which class of rate the product has.
  public static let productInDoubt = DecisionReason(
    62, "product_in_doubt", "which class of rate this kind of product has in the territory is not known for certain",
    isFinding: true)

  // MARK: What rules ask

  /// The rate of a place: its territory's own, or else that of the state the territory is a part of.
  func rate(_ place: Place, _ category: RateCategory, on date: CivilDate) -> TaxRate? {
    if category == .exempt { return .zero }
    return rates.rate(place.territory, category, on: date) ?? rates.rate(place.state, category, on: date)
  }

  /// Where the seller is established.
  func home(on date: CivilDate, isGoods: Bool = true) -> Place {
    VATArea.standard.place(seller.country, on: date, isGoods: isGoods)
  }

  /// Whether the seller is established in the state of `place`.
  func isHome(_ place: Place, on date: CivilDate) -> Bool { home(on: date).state == place.state }

  /// Whether the seller charges the tax of `place` by a registration of its own, as it does at home.
  func isRegistered(at place: Place, on date: CivilDate) -> Bool {
    isHome(place, on: date) || seller.isRegistered(place.state, on: date)
      || seller.isRegistered(place.territory, on: date)
  }

  /// The rates of the states of the United States.
  var unitedStates: USStates { states }
  /// The rates of the provinces of Canada.
  var provinces: CanadianRates { canada }

  // MARK: What rules answer

  /// Taxed at the rate of `place`; pending when no rate is tabulated for that day and category.
  func taxed(
    _ facts: SupplyFacts, at place: Place, _ scheme: Scheme, _ taxReturn: TaxReturn, _ reason: DecisionReason,
    liable: LiableParty = .seller
  ) -> TaxDecision {
    guard let rate = rate(place, facts.category, on: facts.date) else {
      return .pending(DomesticSupply.rateMissing, territory: place.territory)
    }
    return TaxDecision(
      treatment: facts.category == .exempt ? .exempt : .taxed, scheme: scheme, territory: place.territory, rate: rate,
      liable: liable, taxReturn: taxReturn, check: facts.category == .exempt ? .zero : .rate, reason: reason)
  }

  /// Not taxed by the seller, for `reason`.
  func untaxed(
    _ treatment: Treatment, _ scheme: Scheme, in territory: Territory, _ liable: LiableParty, _ taxReturn: TaxReturn,
    _ reason: DecisionReason
  ) -> TaxDecision {
    TaxDecision(
      treatment: treatment, scheme: scheme, territory: territory, rate: .zero, liable: liable, taxReturn: taxReturn,
      check: .zero, reason: reason)
  }

  /// Goods that leave the tax area of the seller.
  func export(_ facts: SupplyFacts, _ reason: DecisionReason = ExportOfGoods.export) -> TaxDecision {
    let dispatch = facts.dispatch
    return untaxed(
      .exportZero, .export, in: dispatch.territory.isSubdivision ? dispatch.state : dispatch.territory,
      facts.isBusiness ? .buyer : .seller, .domesticExport, reason)
  }
}

extension TaxDecision {
  /// Not decided, for `reason`.
  static func pending(_ reason: DecisionReason, territory: Territory? = nil) -> TaxDecision {
    TaxDecision(
      treatment: .pending, scheme: .none, territory: territory, rate: nil, liable: .none, taxReturn: .none,
      check: .undecided, reason: reason)
  }
}

import Commerce

/// Decides how each line is taxed, by an ordered list of rules of which the first that applies decides.
///
/// Pure and total: the same facts give the same decision, and facts that no rule covers give a pending one that says so.
public struct PlaceOfSupply: Sendable {
  /// Who sells.
  public let seller: SellerProfile
  /// The dated rates.
  public let rates: RateTable

  /// Decisions for `seller`, by `rates`.
  public init(seller: SellerProfile, rates: RateTable = .standard) {
    self.seller = seller
    self.rates = rates
  }

  /// The rules in the order in which they are asked.
  static let rules: [any SupplyRule.Type] = [
    NoSupply.self,
    UnresolvedPlace.self,
    PlatformTaxedPlace.self,
    DomesticSupply.self,
    IntraEUConsumerSale.self,
    ExportOfGoods.self,
  ]

  /// How the line of `facts` is taxed.
  public func decide(_ facts: SupplyFacts) -> TaxDecision {
    for rule in Self.rules {
      if let decision = rule.decide(facts, self) { return decision }
    }
    return .pending(.noRule)
  }

  /// The rate of a place: its territory's own, or else that of the state the territory is a part of.
  func rate(_ place: Place, _ category: RateCategory, on date: CivilDate) -> TaxRate? {
    rates.rate(place.territory, category, on: date) ?? rates.rate(place.state, category, on: date)
  }

  /// Taxed at the rate of `place`; pending when no rate is tabulated for that day and category.
  func taxed(
    _ facts: SupplyFacts, at place: Place, _ scheme: Scheme, _ taxReturn: TaxReturn, _ reason: DecisionReason
  ) -> TaxDecision {
    guard let rate = rate(place, facts.category, on: facts.date) else {
      return .pending(DomesticSupply.rateMissing, territory: place.territory)
    }
    return TaxDecision(
      treatment: .taxed, scheme: scheme, territory: place.territory, rate: rate, liable: .seller, taxReturn: taxReturn,
      check: .rate, reason: reason)
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

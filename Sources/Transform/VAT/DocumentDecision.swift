import Commerce
import Tax

/// The decisions for the lines of one document: goods and what goes with them share one, services have their own. Where
/// nothing but services of one kind is sold, what goes with them shares theirs.
struct DocumentDecision {
  private let taxer: DocumentTaxer
  private let facts: SupplyFacts
  /// The decision for goods, or the one kind of services that the document is for, and all lines that share their fate.
  let goods: TaxDecision

  init(_ taxer: DocumentTaxer, _ facts: SupplyFacts) {
    self.taxer = taxer
    self.facts = facts
    goods = taxer.place.decide(facts)
  }

  /// Where the supply arrives.
  var arrival: Place? { facts.arrival }
  /// Where it starts.
  var dispatch: Place { facts.dispatch }
  /// The civil date of supply.
  var date: CivilDate { facts.date }

  /// The decision for a line of `kind` for a product of the class `product`.
  func decision(_ kind: LineKind, product: Int32) -> TaxDecision {
    guard kind == .goods || kind == .digital, let product = taxer.products[product] else { return decision(kind) }
    var own = facts
    own.line = kind
    own.supply = SupplyKind(kind)
    switch product {
    case .kind(let name): return taxer.place.decide(own, product: name)
    case .rate(let category):
      own.category = category
      return taxer.place.decide(own)
    }
  }

  /// The decisions as if everything on the document were of `kind`, which has a place of its own.
  func asWhole(_ kind: LineKind) -> DocumentDecision {
    var own = facts
    own.line = kind
    own.supply = SupplyKind(kind)
    return DocumentDecision(taxer, own)
  }

  /// The decisions as if a marketplace had made the sale.
  func asMarketplaces() -> DocumentDecision {
    var own = facts
    own.channel = .marketplace
    return DocumentDecision(taxer, own)
  }

  /// The decision for a line of `kind`.
  func decision(_ kind: LineKind) -> TaxDecision {
    guard kind.hasOwnPlace || taxer.place.seller.noSupply.contains(kind) else { return goods }
    var own = facts
    own.line = kind
    own.supply = SupplyKind(kind)
    return taxer.place.decide(own)
  }

  /// The scheme under which the seller declares tax of the consumer's state.
  var schemeAtDestination: Scheme {
    taxer.place.seller.unionOSS?.contains(date) == true ? .ossUnion : .localRegistration
  }

  /// Whether lines of `kind` are no supply of this seller.
  func isNoSupply(_ kind: LineKind) -> Bool { taxer.place.seller.noSupply.contains(kind) }

  /// Whether `rate` is any of a territory's rates on the date of supply.
  func isRate(_ rate: TaxRate, of place: Place?) -> Bool {
    guard let place else { return false }
    return taxer.place.rates.has(rate, in: place.territory, on: date)
      || taxer.place.rates.has(rate, in: place.state, on: date)
  }

  /// The rates of a territory on the date of supply, but for zero.
  func rates(of territory: Territory?) -> [TaxRate] {
    guard let territory else { return [] }
    return taxer.place.rates.holding(in: territory, on: date).map(\.row.rate).filter { $0 != .zero }
  }

  /// Whether the rates of a place are tabulated.
  func covers(_ place: Place?) -> Bool { place.map { taxer.place.rates.covers($0.state) } ?? false }
}

extension LineKind {
  /// Whether a line of the kind is a supply by itself, which the place of the goods beside it does not decide.
  var hasOwnPlace: Bool { self == .service || self == .digital }

  /// Whether the line goes with what is sold on its document and is taxed as that is.
  var isAncillary: Bool { self == .shipping || self == .fee || self == .discount }
}

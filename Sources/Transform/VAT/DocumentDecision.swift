import Commerce
import Tax

/// The decisions for the lines of one document: goods and what goes with them share one, services have their own.
struct DocumentDecision {
  private let place: PlaceOfSupply
  private let facts: SupplyFacts
  /// The decision for goods and all lines that share their fate.
  let goods: TaxDecision

  private let products: ProductTypes

  init(_ place: PlaceOfSupply, _ facts: SupplyFacts, _ products: ProductTypes = ProductTypes()) {
    self.place = place
    self.facts = facts
    self.products = products
    goods = place.decide(facts)
  }

  /// Where the supply arrives.
  var arrival: Place? { facts.arrival }
  /// Where it starts.
  var dispatch: Place { facts.dispatch }
  /// The civil date of supply.
  var date: CivilDate { facts.date }

  /// The decision for a line of `kind` for a product of the class `product`.
  func decision(_ kind: LineKind, product: Int32) -> TaxDecision {
    guard kind == .goods || kind == .digital, let product = products[product] else { return decision(kind) }
    var own = facts
    own.line = kind
    own.supply = SupplyKind(kind)
    switch product {
    case .kind(let name): return place.decide(own, product: name)
    case .rate(let category):
      own.category = category
      return place.decide(own)
    }
  }

  /// The decisions as if everything on the document were of `kind`, which has a place of its own.
  func asWhole(_ kind: LineKind) -> DocumentDecision {
    var own = facts
    own.line = kind
    own.supply = SupplyKind(kind)
    return DocumentDecision(place, own, products)
  }

  /// The decision for a line of `kind`.
  func decision(_ kind: LineKind) -> TaxDecision {
    guard kind.hasOwnPlace || place.seller.noSupply.contains(kind) else { return goods }
    var own = facts
    own.line = kind
    own.supply = SupplyKind(kind)
    return place.decide(own)
  }

  /// The scheme under which the seller declares tax of the consumer's state.
  var schemeAtDestination: Scheme { place.seller.unionOSS?.contains(date) == true ? .ossUnion : .localRegistration }

  /// Whether lines of `kind` are no supply of this seller.
  func isNoSupply(_ kind: LineKind) -> Bool { place.seller.noSupply.contains(kind) }

  /// Whether `rate` is any of a territory's rates on the date of supply.
  func isRate(_ rate: TaxRate, of place: Place?) -> Bool {
    guard let place else { return false }
    return self.place.rates.has(rate, in: place.territory, on: date)
      || self.place.rates.has(rate, in: place.state, on: date)
  }

  /// Whether the rates of a place are tabulated.
  func covers(_ place: Place?) -> Bool { place.map { self.place.rates.covers($0.state) } ?? false }
}

extension LineKind {
  /// Whether a line of the kind is a supply by itself, which the place of the goods beside it does not decide.
  var hasOwnPlace: Bool { self == .service || self == .digital }
}

/// Terms of lines as the `vat` stage decides them, for the cases that the tests sell.
import Books
import Commerce
import Tax

extension DeclaredLine.Terms {
  /// Taxed at `percent` in `territory`, by default where the seller is.
  static func taxed(
    _ percent: String, in territory: String = "DE", _ scheme: Scheme = .domestic, _ kind: LineKind = .goods,
    _ taxReturn: TaxReturn? = nil
  ) -> DeclaredLine.Terms {
    DeclaredLine.Terms(
      lineKind: kind, treatment: .taxed, scheme: scheme, rate: TaxRate(percent), territory: Territory(territory),
      dispatch: Territory("DE"), liable: .seller, taxReturn: taxReturn ?? TaxReturn(scheme))
  }

  /// Declared in the Union one-stop shop.
  static func oss(_ percent: String, in territory: String, _ kind: LineKind = .goods) -> DeclaredLine.Terms {
    .taxed(percent, in: territory, .ossUnion, kind)
  }

  /// Goods to a business in another member state.
  static let intraCommunity = untaxed(.exemptIC, .icSupply, in: "DE", .buyer)
  /// Goods that leave the Union.
  static let export = untaxed(.exportZero, .export, in: "DE", .seller)

  /// Not taxed by the seller.
  static func untaxed(
    _ treatment: Treatment, _ scheme: Scheme, in territory: String, _ liable: LiableParty, _ kind: LineKind = .goods,
    rate: String = "0"
  ) -> DeclaredLine.Terms {
    DeclaredLine.Terms(
      lineKind: kind, treatment: treatment, scheme: scheme, rate: TaxRate(rate), territory: Territory(territory),
      dispatch: Territory("DE"), liable: liable, taxReturn: TaxReturn(scheme))
  }

  /// No supply: money that moves with a sale.
  static func noSupply(_ kind: LineKind) -> DeclaredLine.Terms {
    DeclaredLine.Terms(
      lineKind: kind, treatment: .outOfScope, scheme: Scheme.none, rate: nil, territory: nil, dispatch: nil,
      liable: LiableParty.none, taxReturn: TaxReturn.none)
  }

  /// The same for a line of another kind.
  func of(_ kind: LineKind) -> DeclaredLine.Terms {
    var terms = self
    terms.lineKind = kind
    return terms
  }
}

extension PostedDocument.Line {
  /// A line in the currency of the books, in minor units.
  static func line(_ terms: DeclaredLine.Terms, _ net: Int64, tax: Int64 = 0) -> PostedDocument.Line {
    PostedDocument.Line(
      terms: terms, net: MinorUnits(net), tax: MinorUnits(tax), baseNet: MinorUnits(net), baseTax: MinorUnits(tax))
  }

  /// A line in another currency, with its amounts in the books' currency.
  static func line(
    _ terms: DeclaredLine.Terms, _ net: Int64, tax: Int64 = 0, base baseNet: Int64, baseTax: Int64 = 0
  ) -> PostedDocument.Line {
    PostedDocument.Line(
      terms: terms, net: MinorUnits(net), tax: MinorUnits(tax), baseNet: MinorUnits(baseNet),
      baseTax: MinorUnits(baseTax))
  }
}

extension PostedDocument {
  /// A sale.
  static func sale(
    _ reference: String, by method: String, on platform: String = "shopify", to country: String? = nil,
    in currency: Currency = .euro, _ lines: [Line]
  ) -> PostedDocument {
    PostedDocument(
      kind: .sale, platform: platform, paymentMethod: method, destination: country.flatMap { Country($0) },
      currency: currency, reference: reference, lines: lines)
  }

  /// A refund of the sale `reference`.
  static func refund(
    of reference: String, by method: String, on platform: String = "shopify", in currency: Currency = .euro,
    _ lines: [Line]
  ) -> PostedDocument {
    PostedDocument(
      kind: .refund, platform: platform, paymentMethod: method, currency: currency, reference: reference, lines: lines)
  }

  /// The same document with a part that gift cards have paid, in minor units.
  func redeeming(_ amount: Int64) -> PostedDocument {
    var document = self
    let total = lines.reduce(0) { $0 + $1.net.count + $1.tax.count }
    let base = lines.reduce(0) { $0 + $1.baseNet.count + $1.baseTax.count }
    document.giftCards = GiftCardPart(MinorUnits(amount), of: MinorUnits(total), base: MinorUnits(base)) ?? .none
    return document
  }
}

extension Posting {
  /// Account, amount and tax code as people read them, such as `revenue domestic DE 19 -100.00 EUR DE-S`.
  var text: String {
    let exponent = currency.exponent ?? 0
    let parts = ["\(account)", amount.description(exponent: exponent), currency.code, tax?.code ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// What postings come to in the currency of the books.
func baseSum(_ postings: [Posting]) -> Int64 { postings.reduce(0) { $0 + $1.base.count } }

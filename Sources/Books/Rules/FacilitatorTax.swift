import Commerce
public import Tax

/// Tax that a marketplace collects and hands over in its own name, where a settlement shows both: it passes through the
/// seller's account and is never income.
public struct FacilitatorTax: Hashable, Sendable {
  /// The tax, on the marketplace's clearing account.
  public var tax: OpenItem
  /// Whose tax it is.
  public var territory: Territory

  /// The tax of an order, of `territory`.
  public init(_ tax: OpenItem, of territory: Territory) {
    self.tax = tax
    self.territory = territory
  }

  /// The postings: it comes in, is owed, and is handed over.
  public var postings: [Posting] {
    let tag = TaxTag(marketplaceOf: territory, rate: nil)
    let owed = Posting(AccountKey(.marketplaceTax), tax.currency, -tax.amount, base: -tax.base, tax: tag)
    return [tax.opening, owed, owed.reversed, tax.settling]
  }
}

/// What an order's amounts come to: whether prices include tax, whose tax is whose, and what the total leaves over.
import Commerce

/// Amazon states a total and amounts by item. Whether the amounts contain the tax is the marketplace's custom, unless they
/// add up to the total the other way alone. Tax that Amazon collects as a marketplace is not the seller's: the seller's total is
/// without it, and so are the seller's lines.
struct SaleAmounts: Sendable {
  /// An amount as a line has it.
  struct Line: Sendable {
    /// The item; `nil` for what belongs to none.
    var item: Int?
    var kind: Charge.Kind
    /// The amount, negative for discounts, with the seller's tax where prices include it.
    var amount: Exact
    /// The tax that the seller owes, negative for discounts.
    var sellerTax: Exact
    /// The tax that Amazon owes, negative for discounts.
    var marketplaceTax: Exact
  }

  private(set) var lines: [Line] = []
  private(set) var pricesIncludeTax: Bool
  /// What the seller sold for.
  private(set) var sellerTotal: Exact = .zero
  private(set) var tax: Exact = .zero
  private(set) var sellerTax: Exact = .zero
  private(set) var marketplaceTax: Exact = .zero
  /// What the seller's total is above the lines and, where prices are without tax, the seller's tax.
  private(set) var residue: Exact = .zero

  /// Works out the amounts; `nil` when a sum leaves the range of exact numbers.
  init?(_ sale: SaleDraft, marketplace: AmazonMarketplace) {
    pricesIncludeTax = marketplace.pricesIncludeTax
    if sale.state == .cancelled { return }
    var plain = Exact.zero
    for (item, charge) in sale.allCharges {
      let isTheirs = item.map { sale.items[$0].isTaxedByMarketplace } ?? false
      let amount = charge.kind.isDiscount ? -charge.amount : charge.amount
      let tax = charge.kind.isDiscount ? -charge.tax : charge.tax
      lines.append(
        Line(
          item: item, kind: charge.kind, amount: amount, sellerTax: isTheirs ? .zero : tax,
          marketplaceTax: isTheirs ? tax : .zero))
      guard let nextPlain = plain.adding(amount), let nextTax = self.tax.adding(tax),
        let nextTheirs = marketplaceTax.adding(isTheirs ? tax : .zero)
      else { return nil }
      (plain, self.tax, marketplaceTax) = (nextPlain, nextTax, nextTheirs)
    }
    guard let withTax = plain.adding(tax), let sellerTax = tax.subtracting(marketplaceTax) else { return nil }
    self.sellerTax = sellerTax
    if let total = sale.total, tax != .zero {
      guard let asGross = total.subtracting(plain), let asNet = total.subtracting(withTax) else { return nil }
      let (usual, other) = pricesIncludeTax ? (asGross, asNet) : (asNet, asGross)
      // Charges that Amazon does not list can bring the total nearer to the wrong sum, so only one that it adds up to
      // tells against what is usual.
      if other == .zero, usual != .zero { pricesIncludeTax.toggle() }
    }
    if pricesIncludeTax { takeOutMarketplaceTax() }
    let stated = sale.total ?? (pricesIncludeTax ? plain : withTax)
    guard let total = stated.subtracting(marketplaceTax), let rest = total.subtracting(sum) else { return nil }
    sellerTotal = total
    residue = rest
  }

  /// The sum of what the lines say, with the seller's tax.
  private var sum: Exact {
    let lines = lines.reduce(Exact.zero) { $0.adding($1.amount) ?? $0 }
    return pricesIncludeTax ? lines : lines.adding(sellerTax) ?? lines
  }

  private mutating func takeOutMarketplaceTax() {
    for index in lines.indices {
      lines[index].amount = lines[index].amount.subtracting(lines[index].marketplaceTax) ?? lines[index].amount
    }
  }
}

extension SaleDraft {
  /// All amounts with the number of their item.
  fileprivate var allCharges: [(item: Int?, charge: Charge)] {
    items.enumerated().flatMap { number, item in item.charges.map { (Optional(number), $0) } }
      + charges.map { (nil, $0) }
  }
}

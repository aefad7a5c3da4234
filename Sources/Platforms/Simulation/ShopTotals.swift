/// What an order and a refund come to.

extension ShopLine {
  /// The amount of the line after its discount, in the terms of the price.
  public var amount: Int64 { quantity * price - discount }
}

extension ShopOrder {
  /// Every tax of the order.
  public var taxes: [ShopTax] {
    lines.flatMap(\.taxes) + (carriage?.taxes ?? []) + (fee?.taxes ?? [])
  }

  /// The tax on the whole order.
  public var taxTotal: Int64 { taxes.reduce(0) { $0 + $1.amount } }

  /// The discounts on all lines, positive.
  public var discountTotal: Int64 { lines.reduce(0) { $0 + $1.discount } }

  /// The sum of goods, carriage and fee in the terms of the prices.
  public var priceTotal: Int64 { lines.reduce(0) { $0 + $1.amount } + (carriage?.amount ?? 0) + (fee?.amount ?? 0) }

  /// What the buyer has to pay, with tax.
  public func total(pricesIncludeTax: Bool) -> Int64 { priceTotal + (pricesIncludeTax ? 0 : taxTotal) }

  /// What of a refund goes back to the gift card: what the other way of paying has not taken.
  public func giftCardBack(_ place: Int, pricesIncludeTax: Bool) -> Int64 {
    let totals = refunds.map { $0.total(pricesIncludeTax: pricesIncludeTax) }
    let left = total(pricesIncludeTax: pricesIncludeTax) - giftCard - totals.prefix(place).reduce(0, +)
    return totals[place] - min(totals[place], max(0, left))
  }

  /// What was given back, with tax.
  public func refundTotal(pricesIncludeTax: Bool) -> Int64 {
    refunds.reduce(0) { $0 + $1.total(pricesIncludeTax: pricesIncludeTax) }
  }
}

extension ShopRefund {
  /// Every tax given back, positive.
  public var taxes: [ShopTax] {
    lines.flatMap(\.taxes) + (carriage?.taxes ?? []) + (fee?.taxes ?? [])
  }

  /// The tax given back, positive.
  public var taxTotal: Int64 { taxes.reduce(0) { $0 + $1.amount } }

  /// What was given back in the terms of the prices, positive.
  public var priceTotal: Int64 { lines.reduce(0) { $0 + $1.amount } + (carriage?.amount ?? 0) + (fee?.amount ?? 0) }

  /// What was given back with tax, positive.
  public func total(pricesIncludeTax: Bool) -> Int64 { priceTotal + (pricesIncludeTax ? 0 : taxTotal) }
}

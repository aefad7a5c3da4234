public import Commerce

/// What goods have cost that leave the stock and may come back.
///
/// The unit cost is finer than the currency's minor unit. What comes back is valued on the number of units that are back by
/// then, so that a sale of which all units come back one by one leaves nothing.
public struct GoodsCost: Hashable, Sendable {
  /// What a unit has cost, in units of the books' currency.
  public var unitCost: Exact
  /// The currency of the books.
  public var currency: Currency
  /// How many units are sold.
  public var sold: Exact

  /// The cost of `sold` units.
  public init(unitCost: Exact, _ currency: Currency, sold: Exact) {
    self.unitCost = unitCost
    self.currency = currency
    self.sold = sold
  }

  /// The postings when the goods leave.
  ///
  /// - Throws: ``PostingFault/tooLarge``.
  public func postings() throws(PostingFault) -> [Posting] { postings(try value(of: sold)) }

  /// The postings when `units` come back, after `before` came back already.
  ///
  /// - Throws: ``PostingFault/moreThanSold``, ``PostingFault/tooLarge``.
  public func restock(_ units: Exact, after before: Exact = .zero) throws(PostingFault) -> [Posting] {
    guard let all = before.adding(units) else { throw .tooLarge }
    guard all <= sold else { throw .moreThanSold }
    guard let back = try value(of: all).subtracting(try value(of: before)) else { throw .tooLarge }
    return postings(-back).reversed()
  }

  /// What `units` have cost together, rounded once.
  private func value(of units: Exact) throws(PostingFault) -> MinorUnits {
    let divisor = Exact.unit * Exact.divisor(currency.exponent ?? 0)
    guard let value = Rounding.halfAwayFromZero.scale(unitCost.millionths, by: units.millionths, over: divisor) else {
      throw .tooLarge
    }
    return MinorUnits(value)
  }

  private func postings(_ value: MinorUnits) -> [Posting] {
    guard value != .zero else { return [] }
    return [
      Posting(AccountKey(.costOfGoods), currency, value, base: value),
      Posting(AccountKey(.inventory), currency, -value, base: -value),
    ]
  }
}

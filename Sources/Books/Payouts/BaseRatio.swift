public import Commerce

/// What amounts of a currency are in the books' currency, by one amount of which both are known.
public struct BaseRatio: Hashable, Sendable {
  /// The amount, in minor units of its currency; not zero.
  public let amount: MinorUnits
  /// The same amount in minor units of the books' currency.
  public let base: MinorUnits

  /// The ratio of an amount in the books' own currency.
  public static let same = BaseRatio(amount: MinorUnits(1), base: MinorUnits(1))

  /// A ratio; `nil` where the amount is nothing, or both differ in sign.
  public init?(_ amount: MinorUnits, is base: MinorUnits) {
    guard amount != .zero, base == .zero || (amount < .zero) == (base < .zero) else { return nil }
    self.init(amount: amount, base: base)
  }

  private init(amount: MinorUnits, base: MinorUnits) {
    self.amount = amount
    self.base = base
  }

  /// An amount in the books' currency, rounded to its minor unit.
  ///
  /// - Throws: `PayoutFault.tooLarge` when it does not fit 64 bits.
  func base(of other: MinorUnits) throws(PayoutFault) -> MinorUnits {
    if amount == base { return other }
    guard let count = Rounding.halfAwayFromZero.scale(other.count, by: base.count, over: amount.count) else {
      throw .tooLarge
    }
    return MinorUnits(count)
  }
}

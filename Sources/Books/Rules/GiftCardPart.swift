public import Commerce

/// What gift cards have paid of a document, or taken back of a refund: vouchers that were sold before and are redeemed.
public struct GiftCardPart: Hashable, Sendable {
  /// Nothing.
  public static let none = GiftCardPart(amount: .zero, base: .zero)

  /// The amount in minor units of the document's currency; negative on refunds.
  public private(set) var amount: MinorUnits
  /// The amount in minor units of the books' currency.
  public private(set) var base: MinorUnits

  /// The part `amount` of a document, at the rate at which all of it stands in the books: what is left is the rest there too.
  ///
  /// - Returns: `nil` where a document of nothing would have a part, or its share does not fit 64 bits.
  public init?(_ amount: MinorUnits, of total: MinorUnits, base: MinorUnits) {
    if amount == total {
      self.init(amount: amount, base: base)
    } else if amount == .zero {
      self = .none
    } else {
      guard let ratio = BaseRatio(total, is: base), let share = try? ratio.base(of: amount) else { return nil }
      self.init(amount: amount, base: share)
    }
  }

  private init(amount: MinorUnits, base: MinorUnits) {
    self.amount = amount
    self.base = base
  }

  /// Adds the part of another document.
  public static func += (sum: inout GiftCardPart, part: GiftCardPart) {
    sum.amount = MinorUnits(sum.amount.count + part.amount.count)
    sum.base = MinorUnits(sum.base.count + part.base.count)
  }
}

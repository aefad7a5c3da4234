public import Commerce

/// What stands open on an account under one reference, such as what a provider holds of one order.
public struct OpenItem: Hashable, Sendable {
  /// The account, such as a provider's clearing account.
  public var account: AccountKey
  /// The platform's id of the order, settlement or payout.
  public var reference: String
  /// The currency of ``amount``.
  public var currency: Currency
  /// The amount in minor units of its currency; positive for what is owed to the business.
  public var amount: MinorUnits
  /// What it stands in the books at, in minor units of their currency.
  public var base: MinorUnits

  /// An item.
  public init(
    _ account: AccountKey, reference: String, _ currency: Currency, _ amount: MinorUnits, base: MinorUnits
  ) {
    self.account = account
    self.reference = reference
    self.currency = currency
    self.amount = amount
    self.base = base
  }

  /// The posting that adds the item to its account.
  public var opening: Posting { Posting(account, currency, amount, base: base, reference: reference) }
  /// The posting that takes it off its account.
  public var settling: Posting { opening.reversed }
}

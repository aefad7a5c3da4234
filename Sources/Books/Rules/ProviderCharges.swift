public import Commerce

/// What payment providers and marketplaces charge, kept from what they hold.
///
/// Each charge goes to its account and comes off the open item that it is about: an order, a payout or a settlement.
public struct ProviderCharges: Hashable, Sendable {
  /// One charge.
  public struct Charge: Hashable, Sendable {
    /// What it is for, such as ``AccountRole/paymentFees``.
    public var role: AccountRole
    /// The open item that it comes off.
    public var reference: String
    /// The amount in minor units of its currency; negative for a charge that is given back.
    public var amount: MinorUnits
    /// The amount in minor units of the books' currency.
    public var base: MinorUnits

    /// A charge.
    public init(_ role: AccountRole, reference: String, _ amount: MinorUnits, base: MinorUnits) {
      self.role = role
      self.reference = reference
      self.amount = amount
      self.base = base
    }
  }

  /// The account that they come off, such as a provider's clearing account.
  public var account: AccountKey
  /// The currency of the amounts.
  public var currency: Currency
  /// The charges.
  public var charges: [Charge]

  /// Charges that come off `account`.
  public init(_ account: AccountKey, _ currency: Currency, _ charges: [Charge]) {
    self.account = account
    self.currency = currency
    self.charges = charges
  }

  /// The postings: what is charged by account, then what each item bears.
  public var postings: [Posting] {
    var costs = PostingSums()
    var items = PostingSums()
    for charge in charges {
      costs.add(Posting(AccountKey(charge.role), currency, charge.amount, base: charge.base))
      items.add(Posting(account, currency, -charge.amount, base: -charge.base, reference: charge.reference))
    }
    return costs.remaining + items.remaining
  }
}

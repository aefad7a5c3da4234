public import Commerce

/// One amount to one account. Debits are positive, credits negative.
public struct Posting: Hashable, Sendable {
  /// Which account.
  public var account: AccountKey
  /// The currency of ``amount``.
  public var currency: Currency
  /// The amount, in minor units of its currency; zero where only the books' currency moves, as in a revaluation.
  public var amount: MinorUnits
  /// The amount in minor units of the books' currency.
  public var base: MinorUnits
  /// The tax it belongs to; `nil` for none.
  public var tax: TaxTag?
  /// The open item that it adds to or settles: the platform's id of an order or payout; empty for none.
  public var reference: String
  /// What it is, where the account does not say; empty otherwise.
  public var note: String

  /// A posting.
  public init(
    _ account: AccountKey, _ currency: Currency, _ amount: MinorUnits, base: MinorUnits, tax: TaxTag? = nil,
    reference: String = "", note: String = ""
  ) {
    self.account = account
    self.currency = currency
    self.amount = amount
    self.base = base
    self.tax = tax
    self.reference = reference
    self.note = note
  }
}

extension Posting {
  /// The same with the other sign: what takes it back.
  public var reversed: Posting {
    var posting = self
    posting.amount = -amount
    posting.base = -base
    return posting
  }
}

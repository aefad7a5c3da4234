public import Commerce

/// A payout of a provider or marketplace as the rules see it, or a statement of what it holds.
///
/// A payout is a transfer of the sum of its lines. A statement, such as a day of a PayPal account, has no day and no status
/// of its own: money stays with the provider until one of its lines is a transfer.
public struct SettledPayout: Hashable, Sendable {
  /// One amount.
  public struct Line: Hashable, Sendable {
    /// What it is for.
    public var kind: PayoutLineKind
    /// What the source calls it.
    public var name: String
    /// The open item that it settles: the id of the sale that it is for; empty where it names none.
    public var item: String
    /// Name of the store whose sale that is; empty where it names none.
    public var store: String
    /// Whether a document of the item is in the journal.
    public var isKnown: Bool
    /// The day on which it took place.
    public var date: CivilDate
    /// The amount before the fee, as it changes what the provider owes.
    public var amount: MinorUnits
    /// What the provider keeps of it; positive for a fee.
    public var fee: MinorUnits
    /// What its amounts are in the books' currency by the documents of its item; `nil` for what the payout says.
    public var ratio: BaseRatio?
    /// The sale that a chargeback takes back; `nil` where it is not known.
    public var sale: PostedDocument?
    /// The tax that a marketplace collects in its own name, where the documents of its item contain it; `nil` otherwise.
    public var marketplaceTax: TaxTag?

    /// A line.
    public init(
      _ kind: PayoutLineKind, _ name: String = "", item: String = "", of store: String = "", isKnown: Bool = false,
      on date: CivilDate,
      amount: MinorUnits, fee: MinorUnits = .zero, ratio: BaseRatio? = nil, sale: PostedDocument? = nil,
      marketplaceTax: TaxTag? = nil
    ) {
      self.kind = kind
      self.name = name
      self.item = item
      self.store = store
      self.isKnown = isKnown
      self.date = date
      self.amount = amount
      self.fee = fee
      self.ratio = ratio
      self.sale = sale
      self.marketplaceTax = marketplaceTax
    }
  }

  /// What arrived at the bank, where the provider has exchanged it.
  public struct BankAmount: Hashable, Sendable {
    /// The amount, in minor units of its currency.
    public var amount: MinorUnits
    /// Its currency.
    public var currency: Currency

    /// An amount.
    public init(_ amount: MinorUnits, _ currency: Currency) {
      self.amount = amount
      self.currency = currency
    }
  }

  /// Name of the store that it was loaded for.
  public var store: String
  /// Whom the money is with, in small letters: a platform or a payment method.
  public var party: String
  /// The platform's id of it.
  public var id: String
  /// What the keys of its entries begin with; it stays when the payout is revised.
  public var key: String
  /// How far the money has come; `nil` for a statement.
  public var status: PayoutStatus?
  /// The day on which the money was sent; `nil` for a statement.
  public var date: CivilDate?
  /// The currency of its amounts.
  public var currency: Currency
  /// What they are in the books' currency where documents do not tell; `nil` where nobody knows.
  public var ratio: BaseRatio?
  /// What it comes to, as the provider states it; `nil` for what its lines come to.
  public var total: MinorUnits?
  /// What was carried over from the payout before and is part of the total.
  public var opening: MinorUnits
  /// What arrived at the bank, where that is another currency.
  public var bank: BankAmount?
  /// Its amounts.
  public var lines: [Line]

  /// A payout.
  public init(
    store: String, party: String, id: String, key: String, status: PayoutStatus?, date: CivilDate?,
    currency: Currency, ratio: BaseRatio? = .same, total: MinorUnits? = nil, opening: MinorUnits = .zero,
    bank: BankAmount? = nil, lines: [Line]
  ) {
    self.store = store
    self.party = party
    self.id = id
    self.key = key
    self.status = status
    self.date = date
    self.currency = currency
    self.ratio = ratio
    self.total = total
    self.opening = opening
    self.bank = bank
    self.lines = lines
  }

  /// Whether it is a statement of what the provider holds.
  public var isStatement: Bool { status == nil && date == nil }
  /// Whether every order that it names is in the journal.
  public var isComplete: Bool { lines.allSatisfy { $0.item.isEmpty || $0.isKnown } }
  /// The account of what the provider owes.
  var account: AccountKey { AccountKey(.clearing, party: party) }
  /// Whether the money was sent, or fetched where the seller owed.
  var isSent: Bool { status == .paid }
}

/// Why a payout cannot be posted.
public enum PayoutFault: String, Error, Hashable, Sendable, CaseIterable {
  /// It is paid, or has an amount, and nobody knows when.
  case undated
  /// An amount is in another currency than the payout.
  case otherCurrency = "other_currency"
  /// Nothing says what its amounts are in the books' currency.
  case noRate = "no_rate"
  /// The rate of the tax on services from abroad is not known for a day.
  case noTaxRate = "no_tax_rate"
  /// An amount is finer than the currency's smallest unit.
  case tooFine = "too_fine"
  /// An amount does not fit 64 bits.
  case tooLarge = "too_large"

  /// A sentence for a person: why, and what to do.
  public var sentence: String {
    switch self {
    case .undated: "it does not say when the money was sent or an amount arose; map paid_on and posted_on"
    case .otherCurrency: "an amount is in another currency than the payout; book it by hand"
    case .noRate: "no document of its currency says what it is in the books' currency; load its orders first"
    case .noTaxRate: "the rate of the tax on the supplier's services is not known for one of its days"
    case .tooFine: "an amount is finer than the smallest unit of its currency; look for a wrong decimal mark"
    case .tooLarge: "an amount does not fit 64 bits; look for a misplaced decimal point"
    }
  }
}

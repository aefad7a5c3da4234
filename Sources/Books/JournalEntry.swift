public import Commerce

/// A sealed entry of the journal.
public struct JournalEntry: Hashable, Sendable {
  /// Its number: from 1, without gaps.
  public var number: Int64
  /// What kind of event.
  public var kind: EntryKind
  /// The day it is booked on.
  public var date: CivilDate
  /// The month that it corrects, where that was closed; `nil` otherwise.
  public var correctionOf: CivilMonth?
  /// Name of the store; empty where it is about none.
  public var store: String
  /// The number that is written on it.
  public var document: String
  /// What tells it from every other.
  public var key: String
  /// The number of the entry that it takes back; `nil` for none.
  public var reverses: Int64?
  /// What a person should know; empty for nothing.
  public var note: String
  /// The version of the posting rules that it was booked by.
  public var rules: Int
  /// When it was sealed, in seconds since 1970.
  public var sealedAt: Int64
  /// Its lines, debits and credits; their amounts in the books' currency add up to zero.
  public var lines: [JournalLine]

  /// An entry.
  public init(
    number: Int64, kind: EntryKind, date: CivilDate, correctionOf: CivilMonth? = nil, store: String, document: String,
    key: String, reverses: Int64? = nil, note: String = "", rules: Int = 1, sealedAt: Int64, lines: [JournalLine]
  ) {
    self.number = number
    self.kind = kind
    self.date = date
    self.correctionOf = correctionOf
    self.store = store
    self.document = document
    self.key = key
    self.reverses = reverses
    self.note = note
    self.rules = rules
    self.sealedAt = sealedAt
    self.lines = lines
  }
}

/// One line of a sealed entry. Debits are positive, credits negative.
public struct JournalLine: Hashable, Sendable {
  /// The account.
  public var account: Account
  /// The currency of ``amount``.
  public var currency: Currency
  /// The amount, in minor units of its currency.
  public var amount: MinorUnits
  /// The amount in minor units of the books' currency.
  public var base: MinorUnits
  /// The tax it belongs to; `nil` for none.
  public var tax: TaxTag?
  /// The open item that it adds to or settles; empty for none.
  public var reference: String
  /// What it is, where the account does not say; empty otherwise.
  public var note: String

  /// A line.
  public init(
    account: Account, currency: Currency, amount: MinorUnits, base: MinorUnits, tax: TaxTag? = nil,
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

/// What kind of event a journal entry books.
public enum EntryKind: String, Hashable, Sendable, CaseIterable {
  /// Sales.
  case sale
  /// Money given back for sales, chargebacks included.
  case refund
  /// What platforms and payment providers charge.
  case fee
  /// Money that arrives from a provider, or is held back by one.
  case payout
  /// Goods that leave the stock or come back, at cost.
  case costOfGoods = "cost_of_goods"
  /// Differences from exchange rates that come about with a payout.
  case exchange
  /// Differences from exchange rates on what is open at the end of a period.
  case revaluation
  /// An earlier entry taken back.
  case reversal
  /// What a document turned out to be other than it was booked.
  case correction
  /// Anything else, such as stock found missing.
  case adjustment
  /// What the books begin with.
  case opening
}

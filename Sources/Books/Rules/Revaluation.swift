public import Commerce

/// What items in other currencies are worth at the end of a month, against what they stand in the books at.
///
/// The difference is not realised: it is booked on the last day of the month and taken back on the first of the next, so that
/// a payout is later measured against the rates of the sales.
public struct Revaluation: Hashable, Sendable {
  /// An item with its worth at the end of the month.
  public struct Valued: Hashable, Sendable {
    /// The item, as it stands in the books.
    public var item: OpenItem
    /// What it is worth, in minor units of the books' currency.
    public var worth: MinorUnits

    /// An item that is worth `worth`.
    public init(_ item: OpenItem, worth: MinorUnits) {
      self.item = item
      self.worth = worth
    }
  }

  /// The month.
  public var month: CivilMonth
  /// The currency of the books.
  public var currency: Currency
  /// The items; those in the books' currency are worth what they stand at.
  public var items: [Valued]

  /// The items at the end of `month`.
  public init(_ month: CivilMonth, in currency: Currency, _ items: [Valued]) {
    self.month = month
    self.currency = currency
    self.items = items
  }

  /// The day on which it is booked.
  public var date: CivilDate { month.lastDay }
  /// The day on which it is taken back.
  public var reversalDate: CivilDate { month.lastDay.addingDays(1) }

  /// The postings: each item's difference, and against them what is not realised.
  ///
  /// - Throws: ``PostingFault/tooLarge``.
  public func postings() throws(PostingFault) -> [Posting] {
    var sums = PostingSums()
    var difference = MinorUnits.zero
    for valued in items where valued.item.currency != currency {
      guard let own = valued.worth.subtracting(valued.item.base), let sum = difference.adding(own) else {
        throw .tooLarge
      }
      difference = sum
      sums.add(
        Posting(
          valued.item.account, valued.item.currency, .zero, base: own, reference: valued.item.reference))
    }
    sums.add(Posting(AccountKey(.unrealisedExchange), currency, -difference, base: -difference))
    return sums.remaining
  }
}

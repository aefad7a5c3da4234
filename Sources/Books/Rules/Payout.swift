public import Commerce

/// Money that a provider sends, and what it settles.
///
/// Where the provider has exchanged the money, or the books' currency is another, what arrives is worth more or less than
/// what was settled stands in the books at: the exchange gain or loss that has come about.
public struct Payout: Hashable, Sendable {
  /// What arrives: an item on the account of the bank.
  public var received: OpenItem
  /// What it settles, each item wholly or in part; negative where the business owes, such as for refunds.
  public var settled: [OpenItem]

  /// A payout.
  public init(received: OpenItem, settled: [OpenItem]) {
    self.received = received
    self.settled = settled
  }

  /// The postings, in books of `base`.
  ///
  /// - Throws: ``PostingFault/unbalanced(_:_:)`` where all amounts are of one currency and do not come to nothing:
  ///   a missing cent is no exchange difference.
  public func postings(in base: Currency) throws(PostingFault) -> [Posting] {
    let arrived = received.opening
    let cleared = settled.map(\.settling)
    let all = [arrived] + cleared
    var sum = MinorUnits.zero
    var difference = MinorUnits.zero
    for posting in all {
      guard let next = sum.adding(posting.amount), let nextBase = difference.adding(posting.base) else {
        throw .tooLarge
      }
      sum = next
      difference = nextBase
    }
    let currencies = Set(all.filter { $0.amount != .zero }.map(\.currency))
    if currencies.count == 1, let only = currencies.first {
      if sum != .zero { throw .unbalanced(sum, only) }
      if only == base, difference != .zero { throw .unbalanced(difference, base) }
    }
    // More arrived than stood in the books: a gain, and gains are credits.
    let exchange = Posting(
      AccountKey(difference > .zero ? .exchangeGain : .exchangeLoss), base, -difference, base: -difference)
    let postings =
      [arrived] + (difference < .zero ? [exchange] : []) + cleared + (difference > .zero ? [exchange] : [])
    return postings.filter { $0.amount != .zero || $0.base != .zero }
  }
}

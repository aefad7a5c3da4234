/// A posting with the account that it is made to.
public struct BookedPosting: Hashable, Sendable {
  /// The posting.
  public var posting: Posting
  /// The account, which may be another than the one that the chart has for the posting's key by now.
  public var account: Account

  /// A posting to `account`.
  public init(_ posting: Posting, to account: Account) {
    self.posting = posting
    self.account = account
  }

  /// What takes it back from the account that it was made to.
  var reversed: BookedPosting { BookedPosting(posting.reversed, to: account) }

  /// Whether both differ in nothing but their amounts; which role the account has played is of no account.
  func isAlike(_ other: BookedPosting) -> Bool {
    account.number == other.account.number && posting.currency == other.posting.currency
      && posting.tax == other.posting.tax && posting.reference == other.posting.reference
      && posting.note == other.posting.note
  }
}

/// What is to be booked of a store's documents, and how.
public struct JournalOrder: Sendable {
  /// How many documents one entry books.
  public enum Granularity: String, Sendable, CaseIterable {
    /// One entry for all documents of one kind, store and day.
    case day
    /// One entry for each document.
    case document
  }

  /// Name of the store.
  public var store: String
  /// Its platform, such as `shopify`.
  public var platform: String
  /// How many documents one entry books.
  public var granularity: Granularity
  /// Whether what goods have cost is booked, where products or stock tell it.
  public var costsGoods = false
  /// Whether documents are booked again whose entry was taken back.
  public var booksAgain = false
  /// How the business keeps its books.
  public var books: BooksProfile

  /// An order.
  public init(store: String, platform: String, granularity: Granularity, books: BooksProfile) {
    self.store = store
    self.platform = platform
    self.granularity = granularity
    self.books = books
  }
}

/// What was booked.
public struct JournalOutcome: Sendable, Equatable {
  /// Entries that were sealed.
  public var entries: Int64 = 0
  /// Of them, corrections of what was booked before.
  public var corrections: Int64 = 0
  /// Documents that were booked.
  public var documents: Int64 = 0
  /// Lines whose goods were booked at cost.
  public var costed: Int64 = 0
  /// Lines of goods of which nobody says what they cost, or that come back without having left.
  public var uncosted: Int64 = 0
  /// Documents that wait, by reason.
  public var waiting: [UnpostedReason: Int64] = [:]
  /// Payouts that were looked at and stand in the journal as they are.
  public var payouts: Int64 = 0
  /// Payouts that wait, by reason.
  public var waitingPayouts: [PayoutFault: Int64] = [:]

  /// Nothing.
  public init() {}

  /// Adds another outcome.
  public mutating func add(_ other: JournalOutcome) {
    entries += other.entries
    corrections += other.corrections
    documents += other.documents
    costed += other.costed
    uncosted += other.uncosted
    for (reason, count) in other.waiting { waiting[reason, default: 0] += count }
    payouts += other.payouts
    for (reason, count) in other.waitingPayouts { waitingPayouts[reason, default: 0] += count }
  }
}

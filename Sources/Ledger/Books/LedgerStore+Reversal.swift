/// Entries that are taken back by hand.
public import Books
public import Commerce
import GRDB
public import Pipeline

extension LedgerStore {
  /// Takes an entry back by one that mirrors it, and returns the number of that one.
  ///
  /// - Parameters:
  ///   - date: the day on which it is taken back; `nil` for the entry's own, or the first one after the closed months.
  ///   - reason: why, for the record; nothing personal.
  /// - Throws: `E8604` when the month is closed, `E8608` when there is no such entry or it was taken back.
  public func reverse(
    _ entry: Int64, on date: CivilDate?, reason: String, in books: BooksProfile, at instant: Int64
  ) throws(RunFailure) -> Int64 {
    try booking { database in
      var found: JournalEntry?
      try JournalReading(database).entries(JournalSelection(first: entry, last: entry)) { entry, _ in found = entry }
      let isReversed = try Bool.fetchOne(
        database, sql: "SELECT count(*) FROM journal_entries WHERE reverses = ?", arguments: [entry])
      guard let found, isReversed != true else { throw BooksFailure.notReversible(entry, exists: found != nil) }
      let closed = try Periods(database).closedThrough()
      let (day, correctionOf) = date.map { ($0, nil) } ?? BookingCalendar(closedThrough: closed).day(for: found.date)
      if let closed, day.month <= closed { throw BooksFailure.closed(day.month, through: closed) }
      let writer = try JournalWriter(books, at: instant, database)
      let sealed = EntryDraft(
        found.kind, on: found.date, store: found.store, document: found.document, key: found.key, note: reason,
        postings: found.lines.map { line in
          // The accounts are those of the entry, given below.
          Posting(
            AccountKey(.suspense), line.currency, line.amount, base: line.base, tax: line.tax,
            reference: line.reference, note: line.note)
        })
      let draft = sealed.reversal(
        of: entry, on: day, document: found.document, key: "reversal of \(entry)", correcting: correctionOf)
      guard let number = try writer.seal(draft, accounts: found.lines.map(\.account)) else {
        throw BooksFailure.notReversible(entry, exists: true)
      }
      try writer.finish()
      return number
    }
  }
}

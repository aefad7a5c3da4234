/// Entries that are taken back by hand.
public import Books
public import Commerce
import GRDB
public import Pipeline

/// An entry that was taken back, and the one that does so.
public struct ReversedEntry: Sendable, Equatable {
  /// Its number.
  public var entry: Int64
  /// The number of the one that takes it back.
  public var reversal: Int64
}

extension LedgerStore {
  /// Takes an entry back by one that mirrors it, and gives the numbers of both, the entry that was asked for first.
  ///
  /// The documents of the entry are not booked any more: one that changes later is booked in full. A document that has moved
  /// to another day was corrected by two entries; both are taken back together.
  ///
  /// - Parameters:
  ///   - date: the day on which it is taken back; `nil` for the entry's own, or the first one after the closed months.
  ///   - reason: why, for the record; nothing personal.
  /// - Throws: `E8604` when the month is closed; `E8608` when there is no such entry, it was taken back, takes back documents
  ///   itself, or a later one corrects its documents.
  public func reverse(
    _ entry: Int64, on date: CivilDate?, reason: String, in books: BooksProfile, at instant: Int64
  ) throws(RunFailure) -> [ReversedEntry] {
    try booking { database in
      let writer = try JournalWriter(books, at: instant, auditLog(database), database)
      let reversals = try Reversals(on: date, reason: reason, writer, database)
      let entries = try [entry] + reversals.partners(of: entry)
      try reversals.check(entries)
      let done = try entries.map { ReversedEntry(entry: $0, reversal: try reversals.reverse($0)) }
      try writer.finish()
      return done
    }
  }
}

/// The entries that take others back.
private struct Reversals {
  private let date: CivilDate?
  private let reason: String
  private let writer: JournalWriter
  private let database: Database
  private let closed: CivilMonth?

  init(on date: CivilDate?, reason: String, _ writer: JournalWriter, _ database: Database) throws {
    self.date = date
    self.reason = reason
    self.writer = writer
    self.database = database
    closed = try Periods(database).closedThrough()
  }

  /// The other entry of a document that was taken back on one day and booked anew on another.
  func partners(of entry: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT o.id FROM journal_entries e JOIN journal_entries o
        WHERE e.id = ?1 AND e.kind = 'correction' AND (
          (e.key GLOB 'document * taken back' AND o.key = replace(e.key, ' taken back', ' booked anew'))
          OR (e.key GLOB 'document * booked anew' AND o.key = replace(e.key, ' booked anew', ' taken back')))
        """, arguments: [entry])
  }

  /// Makes sure that what was booked later does not rest on the entries.
  ///
  /// - Throws: `E8608` where it does, and where one of them takes back documents itself.
  func check(_ entries: [Int64]) throws {
    for entry in entries {
      let original = try Int64.fetchOne(
        database,
        sql: """
          SELECT o.id FROM journal_entries e JOIN journal_entries o ON o.id = e.reverses
          WHERE e.id = ? AND o.key GLOB 'document*'
          """, arguments: [entry])
      if let original { throw BooksFailure.takesBackDocuments(entry, of: original) }
      let later = try Int64.fetchAll(database, sql: Self.laterSQL, arguments: [entry]).first { !entries.contains($0) }
      if let later { throw BooksFailure.correctedSince(entry, by: later) }
    }
  }

  /// Takes an entry back.
  ///
  /// - Returns: the number of the entry that does so.
  func reverse(_ entry: Int64) throws -> Int64 {
    var found: JournalEntry?
    try JournalReading(database).entries(JournalSelection(first: entry, last: entry)) { entry, _ in found = entry }
    let isReversed = try Bool.fetchOne(
      database, sql: "SELECT count(*) FROM journal_entries WHERE reverses = ?", arguments: [entry])
    guard let found, isReversed != true else { throw BooksFailure.notReversible(entry, exists: found != nil) }
    let (day, correctionOf) = date.map { ($0, nil) } ?? BookingCalendar(closedThrough: closed).day(for: found.date)
    if let closed, day.month <= closed { throw BooksFailure.closed(day.month, through: closed) }
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
    return number
  }

  /// The standing entries of later revisions of the documents that an entry books.
  private static let laterSQL = """
    SELECT \(StandingDocuments.entry(of: "n.id")) AS entry
    FROM (SELECT transaction_id FROM journal_documents WHERE entry_id = ?1
      UNION ALL SELECT transaction_id FROM rebooked_documents WHERE entry_id = ?1) j
    JOIN transactions t ON t.id = j.transaction_id
    JOIN transactions n ON n.external_id = t.external_id AND n.store_id = t.store_id AND n.kind = t.kind
      AND n.revision > t.revision
    WHERE entry IS NOT NULL ORDER BY entry DESC
    """
}

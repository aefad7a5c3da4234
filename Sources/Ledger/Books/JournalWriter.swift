/// Seals entries into the journal: roles become accounts, the entry gets its number and its place in the chain.
import Books
import Columns
import Commerce
import Foundation
import GRDB
import Pipeline
import Tax

/// Works inside a transaction of the ledger's only writer; what it caches holds as long as that transaction.
final class JournalWriter {
  private let database: Database
  private let base: Currency
  private let instant: Int64
  private let log: AuditLog
  private let roles: AccountRoles
  private let posting: Statement
  private let entry: Statement
  private var stores: [String: Int64] = [:]
  private var last: Int64
  private var head: [UInt8]
  private var isGrown = false

  /// A writer of entries that are sealed now, which puts on record how far the journal goes.
  ///
  /// - Throws: `E8603` when the books are kept in another currency.
  init(_ books: BooksProfile, at instant: Int64, _ log: AuditLog, _ database: Database) throws {
    self.database = database
    self.log = log
    self.instant = instant
    base = books.currency
    try Self.settle(books, database)
    let row = try Row.fetchOne(database, sql: "SELECT id, hash FROM journal_entries ORDER BY id DESC LIMIT 1")
    last = row?["id"] ?? 0
    head = (row?["hash"] as Data?).map(Array.init) ?? JournalChain.start
    roles = AccountRoles(books.chart, next: last + 1, database)
    posting = try Statement(
      """
      INSERT OR FAIL INTO postings (entry_id, line_no, account, currency, amount, base, tax_code, territory, rate, reference, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, database)
    entry = try Statement(
      """
      INSERT INTO journal_entries (id, kind, date, correction_of, store_id, document, key, reverses, note, rules,
        sealed_at, line_count, previous, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, database)
  }

  /// The account of a key, put on record with the next entry.
  ///
  /// - Throws: `E8601` when the chart has none.
  func account(_ key: AccountKey) throws -> Account { try roles.account(key) }

  /// Seals an entry and returns its number; `nil` when all its amounts are nothing.
  ///
  /// - Parameter accounts: the account of each posting, where it is not the one that the chart has now.
  /// - Throws: `E8601` when a role has no account, `E8602` when debits and credits differ.
  func seal(_ draft: EntryDraft, accounts: [Account]? = nil) throws -> Int64? {
    let kept = draft.postings.indices.filter { index in
      draft.postings[index].amount != .zero || draft.postings[index].base != .zero
    }
    guard !kept.isEmpty else { return nil }
    let difference = kept.reduce(0) { $0 + draft.postings[$1].base.count }
    guard difference == 0 else { throw BooksFailure.unbalanced(draft, by: difference, base) }
    let number = last + 1
    let lines = try kept.flatMap { index in
      let account = try accounts?[index] ?? roles.account(draft.postings[index].account)
      return draft.postings[index].booked.map { posting in
        JournalLine(
          account: account, currency: posting.currency, amount: posting.amount, base: posting.base, tax: posting.tax,
          reference: posting.reference, note: posting.note)
      }
    }
    let sealed = JournalEntry(
      number: number, kind: draft.kind, date: draft.date, correctionOf: draft.correctionOf, store: draft.store,
      document: draft.document, key: draft.key, reverses: draft.reverses, note: draft.note,
      rules: DocumentRules.version,
      sealedAt: instant, lines: lines)
    for (index, line) in lines.enumerated() { try write(line, Int64(index + 1), of: number) }
    let hash = JournalChain.hash(of: sealed, after: head)
    try write(sealed, hash)
    head = hash
    last = number
    isGrown = true
    roles.next = number + 1
    return number
  }

  /// Puts on record how far the journal goes now.
  func finish() throws {
    guard isGrown else { return }
    let seal = JournalSeal(entry: last, hash: head)
    try log.append(AuditEntry(.journalGrown, subject: seal.subject), at: instant)
  }

  /// The entry that books an event already; `nil` when it is not booked.
  func entry(withKey key: String) throws -> Int64? {
    try Int64.fetchOne(database, sql: "SELECT id FROM journal_entries WHERE key = ?", arguments: [key])
  }

  private func write(_ line: JournalLine, _ number: Int64, of entry: Int64) throws {
    posting.bind(1, entry)
    posting.bind(2, number)
    posting.bind(3, copying: line.account.number)
    posting.bind(4, copying: line.currency.code)
    posting.bind(5, line.amount.count)
    posting.bind(6, line.base.count)
    posting.bind(7, copying: line.tax?.code)
    posting.bind(8, copying: line.tax?.territory?.code)
    posting.bind(9, line.tax?.rate?.thousandths ?? .missing)
    posting.bind(10, copying: line.reference.isEmpty ? nil : line.reference)
    posting.bind(11, copying: line.note.isEmpty ? nil : line.note)
    try posting.run()
  }

  private func write(_ sealed: JournalEntry, _ hash: [UInt8]) throws {
    entry.bind(1, sealed.number)
    entry.bind(2, copying: sealed.kind.rawValue)
    entry.bind(3, copying: sealed.date.description)
    entry.bind(4, copying: sealed.correctionOf?.description)
    entry.bind(5, try sealed.store.isEmpty ? .missing : store(sealed.store))
    entry.bind(6, copying: sealed.document)
    entry.bind(7, copying: sealed.key)
    entry.bind(8, sealed.reverses ?? .missing)
    entry.bind(9, copying: sealed.note)
    entry.bind(10, Int64(sealed.rules))
    entry.bind(11, sealed.sealedAt)
    entry.bind(12, Int64(sealed.lines.count))
    entry.bind(13, copying: head)
    entry.bind(14, copying: hash)
    try entry.run()
  }

  private func store(_ name: String) throws -> Int64 {
    if let known = stores[name] { return known }
    guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM stores WHERE name = ?", arguments: [name]) else {
      throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: "there is no store \"\(name)\"")
    }
    stores[name] = id
    return id
  }

  /// Begins the books, or makes sure that they are these.
  private static func settle(_ books: BooksProfile, _ database: Database) throws {
    guard let row = try Row.fetchOne(database, sql: "SELECT base_currency, home FROM books") else {
      return try database.execute(
        sql: "INSERT INTO books (id, base_currency, home) VALUES (1, ?, ?)",
        arguments: [books.currency.code, books.home.code])
    }
    let currency: String = row["base_currency"]
    let home: String = row["home"]
    guard currency == books.currency.code, home == books.home.code else {
      throw BooksFailure.otherBooks(currency, home, books)
    }
  }
}

/// The sealed entries of the journal, read in their order.
public import Books
import Columns
public import Commerce
import Foundation
import GRDB
public import Pipeline
import Tax

/// Which entries of the journal are asked for; without a limit, all of them.
public struct JournalSelection: Sendable, Hashable {
  /// The first number.
  public var first: Int64?
  /// The last number.
  public var last: Int64?
  /// The first day.
  public var from: CivilDate?
  /// The last day.
  public var to: CivilDate?
  /// Name of the store.
  public var store: String?
  /// Number of an account that they post to.
  public var account: String?
  /// What kind.
  public var kind: EntryKind?

  /// A selection.
  public init(
    first: Int64? = nil, last: Int64? = nil, from: CivilDate? = nil, to: CivilDate? = nil, store: String? = nil,
    account: String? = nil, kind: EntryKind? = nil
  ) {
    self.first = first
    self.last = last
    self.from = from
    self.to = to
    self.store = store
    self.account = account
    self.kind = kind
  }
}

extension LedgerReader {
  /// Gives every entry of a selection, by number.
  public func journalEntries(
    _ selection: JournalSelection = JournalSelection(), _ body: (JournalEntry) throws -> Void
  ) throws(RunFailure) {
    try read { database in try JournalReading(database).entries(selection) { entry, _ in try body(entry) } }
  }

  /// One entry; `nil` when there is none of that number.
  public func journalEntry(_ number: Int64) throws(RunFailure) -> JournalEntry? {
    var found: JournalEntry?
    try journalEntries(JournalSelection(first: number, last: number)) { found = $0 }
    return found
  }

  /// The currency of the books; `nil` while nothing is booked.
  public func booksCurrency() throws(RunFailure) -> Currency? {
    try read { try String.fetchOne($0, sql: "SELECT base_currency FROM books").flatMap { Currency($0) } }
  }

  /// The number of the last entry; 0 when there is none.
  public func lastEntry() throws(RunFailure) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM journal_entries") ?? 0 }
  }

  /// The accounts that the journal knows, by number.
  public func accounts() throws(RunFailure) -> [Account] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM ledger_accounts ORDER BY number").map(Account.init(row:)) }
  }

  /// Every closing and reopening of a month, oldest first.
  public func periodChanges() throws(RunFailure) -> [PeriodChange] { try read { try Periods($0).changes() } }

  /// The last month that is closed; `nil` while none is.
  public func closedThrough() throws(RunFailure) -> CivilMonth? { try read { try Periods($0).closedThrough() } }
}

struct JournalReading {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// Gives every entry of a selection, by number, with the hash that is stored with it.
  func entries(_ selection: JournalSelection, _ body: (JournalEntry, [UInt8]) throws -> Void) throws {
    let accounts = try accounts()
    let lines = try Statement(Self.linesSQL, database)
    let rows = try Row.fetchCursor(
      database, sql: Self.entriesSQL,
      arguments: [
        selection.first, selection.last, selection.from?.description, selection.to?.description, selection.store,
        selection.account, selection.kind?.rawValue,
      ])
    while let row = try rows.next() {
      // What cannot be read must not be left out of the books silently.
      guard var entry = JournalEntry(row: row) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      lines.bind(1, entry.number)
      while try lines.next() {
        guard let line = Self.line(lines, accounts) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        entry.lines.append(line)
      }
      try body(entry, Array(row["hash"] as Data))
    }
  }

  /// Whether an entry has exactly the postings of a draft.
  func books(_ draft: EntryDraft, in number: Int64, _ chart: ChartOfAccounts) throws -> Bool {
    var same = false
    try entries(JournalSelection(first: number, last: number)) { entry, _ in
      let postings = draft.postings.flatMap(\.booked).filter { $0.amount != .zero || $0.base != .zero }
      same =
        entry.date == draft.date && entry.kind == draft.kind && entry.lines.count == postings.count
        && zip(entry.lines, postings).allSatisfy { line, posting in
          line.account.number == chart.account(for: posting.account)?.number && line.currency == posting.currency
            && line.amount == posting.amount && line.base == posting.base
        }
    }
    return same
  }

  private func accounts() throws -> [String: Account] {
    try Row.fetchAll(database, sql: "SELECT * FROM ledger_accounts").map(Account.init(row:))
      .reduce(into: [:]) { $0[$1.number] = $1 }
  }

  private static func line(_ row: Statement, _ accounts: [String: Account]) -> JournalLine? {
    guard let account = accounts[row.string(0)], let currency = Currency(row.string(1)) else { return nil }
    let code = row.string(4)
    let rate = row.narrow(6)
    let tag =
      code.isEmpty
      ? nil
      : TaxTag(
        code: code, territory: Territory(row.string(5)), rate: rate == .missing ? nil : TaxRate(thousandths: rate))
    return JournalLine(
      account: account, currency: currency, amount: MinorUnits(row.integer(2)), base: MinorUnits(row.integer(3)),
      tax: tag, reference: row.string(7), note: row.string(8))
  }

  private static let entriesSQL = """
    SELECT e.*, s.name AS store FROM journal_entries e LEFT JOIN stores s ON s.id = e.store_id
    WHERE (?1 IS NULL OR e.id >= ?1) AND (?2 IS NULL OR e.id <= ?2) AND (?3 IS NULL OR e.date >= ?3)
      AND (?4 IS NULL OR e.date <= ?4) AND (?5 IS NULL OR s.name = ?5)
      AND (?6 IS NULL OR EXISTS (SELECT 1 FROM postings p WHERE p.account = ?6 AND p.entry_id = e.id))
      AND (?7 IS NULL OR e.kind = ?7)
    ORDER BY e.id
    """
  private static let linesSQL = """
    SELECT account, currency, amount, base, tax_code, territory, rate, reference, note FROM postings
    WHERE entry_id = ?1 ORDER BY line_no
    """
}

extension JournalEntry {
  /// The entry of a row, without its lines.
  fileprivate init?(row: Row) {
    guard let kind = EntryKind(rawValue: row["kind"]), let date = CivilDate(row["date"] as String) else { return nil }
    self.init(
      number: row["id"], kind: kind, date: date,
      correctionOf: (row["correction_of"] as String?).flatMap { CivilMonth($0) }, store: row["store"] ?? "",
      document: row["document"], key: row["key"], reverses: row["reverses"], note: row["note"], rules: row["rules"],
      sealedAt: row["sealed_at"], lines: [])
  }
}

/// The published documents of a store that are not in the journal yet, with their lines.
import Columns
import Commerce
import GRDB

/// A document as the ledger has it, before its codes are looked up.
struct UnbookedDocument {
  var id: Int64
  var kind: TransactionKind
  /// The civil date of the supply or refund; `nil` when the source does not tell.
  var date: CivilDate?
  var terms: Int64
  var destination: Int64
  var isRevision: Bool
  /// Whether its amounts were converted into the currency of the books.
  var isConverted: Bool
}

/// A line of it; amounts in minor units, missing where they were not converted.
struct UnbookedLine {
  var terms: Int64
  var net, tax, baseNet, baseTax: Int64
}

/// Gives documents by their numbers: first those that waited, then all behind the last one that was looked at.
///
/// Documents and lines lie in the order of their numbers, so both are walked along together; a search for the lines of every
/// document would take as long again.
final class UnbookedDocuments {
  /// The last document that was looked at.
  private(set) var last: Int64

  private let waiting: Statement
  private let new: Statement
  private let lines: Statement
  private let store: Int64
  /// The published runs, and whether they converted into the currency of the books.
  private let runs: [Int64: Bool]
  private var isWaiting = true
  /// The document whose line the statement ``lines`` is at; `nil` when it is at none.
  private var lineOwner: Int64?
  private var dates = DateCache()

  init(store: Int64, base: Currency, _ database: Database) throws {
    self.store = store
    runs = try Row.fetchAll(
      database, sql: "SELECT id, base_currency = ? AS converts FROM runs WHERE status = 'published'",
      arguments: [base.code]
    ).reduce(into: [:]) { $0[$1["id"]] = $1["converts"] }
    last =
      try Int64.fetchOne(
        database, sql: "SELECT last_transaction FROM journal_progress WHERE store_id = ?", arguments: [store]) ?? 0
    waiting = try Statement(
      "\(Self.documentsSQL) JOIN journal_waiting w ON w.transaction_id = t.id \(Self.endSQL)", database)
    new = try Statement("\(Self.documentsSQL) \(Self.endSQL)", database)
    lines = try Statement(
      """
      SELECT id, terms_id, net, tax, base_net, base_tax FROM lines WHERE id > ?1 ORDER BY id
      """, database)
    begin(waiting, after: 0)
  }

  deinit {
    waiting.reset()
    new.reset()
    lines.reset()
  }

  /// The next document; its lines replace those in `found`.
  func next(into found: inout [UnbookedLine]) throws -> UnbookedDocument? {
    if isWaiting {
      while try waiting.next() { if let document = try read(waiting, &found) { return document } }
      isWaiting = false
      begin(new, after: last)
    }
    while try new.next() {
      guard let document = try read(new, &found) else { continue }
      last = document.id
      return document
    }
    return nil
  }

  private func begin(_ statement: Statement, after id: Int64) {
    statement.bind(1, id)
    statement.bind(2, store)
  }

  /// The document of a row with its lines; `nil` when its run is not published.
  private func read(_ row: Statement, _ found: inout [UnbookedLine]) throws -> UnbookedDocument? {
    guard let isConverted = runs[row.integer(6)] else { return nil }
    let document = UnbookedDocument(
      id: row.integer(0), kind: TransactionKind(stored: row.narrow(1)), date: dates.date(row.string(2)),
      terms: row.integer(3), destination: row.integer(4), isRevision: row.integer(5) != 0,
      isConverted: isConverted)
    found.removeAll(keepingCapacity: true)
    try advance(to: document.id)
    while lineOwner == document.id {
      found.append(
        UnbookedLine(
          terms: lines.integer(1), net: lines.integer(2), tax: lines.integer(3), baseNet: lines.integer(4),
          baseTax: lines.integer(5)))
      try step()
    }
    return document
  }

  /// Moves to the first line of a document: over a few lines of others, or by searching.
  private func advance(to document: Int64) throws {
    for _ in 0..<64 {
      guard let owner = lineOwner, owner < document else { break }
      try step()
    }
    if let owner = lineOwner, owner >= document { return }
    lines.reset()
    lines.bind(1, document << LineRows.numberBits)
    try step()
  }

  private func step() throws {
    lineOwner = try lines.next() ? lines.integer(0) >> LineRows.numberBits : nil
  }

  private static let documentsSQL = """
    SELECT t.id, t.kind, t.tax_date, t.terms_id, t.destination_id, t.supersedes IS NOT NULL, t.run_id
    FROM transactions t
    """
  private static let endSQL = "WHERE t.id > ?1 AND t.store_id = ?2 AND t.is_current = 1 ORDER BY t.id"
}

/// The last date that was read: documents of one day stand together.
private struct DateCache {
  private var text = ""
  private var value: CivilDate?

  mutating func date(_ text: String) -> CivilDate? {
    if text != self.text {
      self.text = text
      value = CivilDate(text)
    }
    return value
  }
}

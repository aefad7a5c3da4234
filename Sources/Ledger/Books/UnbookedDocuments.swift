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
  /// Whether it was booked before, by an entry that was taken back.
  var isAgain = false
}

/// A line of it; amounts in minor units, missing where they were not converted.
struct UnbookedLine {
  var terms: Int64
  var net, tax, baseNet, baseTax: Int64
}

/// Gives documents by their numbers, of which those that waited are one part, those whose entry was taken back another, and a
/// stretch of new ones a third.
///
/// Documents and lines lie in the order of their numbers, so both are walked along together; a search for the lines of every
/// document would take as long again.
final class UnbookedDocuments {
  /// Which documents are given.
  enum Part: Sendable, Equatable {
    /// Those that waited when they were looked at last.
    case waiting
    /// Those whose entry was taken back.
    case again
    /// Those whose numbers lie in a range.
    case new(ClosedRange<Int64>)
  }

  private let documents: Statement
  private let lines: Statement
  private let isAgain: Bool
  private let runs: PublishedRuns
  /// The document whose line the statement ``lines`` is at; `nil` when it is at none.
  private var lineOwner: Int64?
  private var dates = DateCache()

  init(_ part: Part, store: Int64, _ runs: PublishedRuns, _ database: Database) throws {
    self.runs = runs
    isAgain = part == .again
    let columns = "t.id, t.kind, t.tax_date, t.terms_id, t.destination_id, t.supersedes IS NOT NULL, t.run_id"
    let condition = "t.store_id = ?1 AND t.is_current = 1"
    switch part {
    case .waiting:
      documents = try Statement(
        """
        SELECT \(columns) FROM journal_waiting w JOIN transactions t ON t.id = w.transaction_id
        WHERE \(condition) ORDER BY w.transaction_id
        """, database)
    case .again:
      documents = try Statement(
        """
        SELECT \(columns) FROM journal_documents j JOIN transactions t ON t.id = j.transaction_id
        WHERE \(condition) AND \(StandingDocuments.isTakenBack("t.id")) ORDER BY t.id
        """, database)
    case .new(let numbers):
      documents = try Statement(
        "SELECT \(columns) FROM transactions t WHERE t.id BETWEEN ?2 AND ?3 AND \(condition) ORDER BY t.id", database)
      documents.bind(2, numbers.lowerBound)
      documents.bind(3, numbers.upperBound)
    }
    documents.bind(1, store)
    lines = try Statement(
      """
      SELECT id, terms_id, net, tax, base_net, base_tax FROM lines WHERE id > ?1 ORDER BY id
      """, database)
  }

  deinit {
    documents.reset()
    lines.reset()
  }

  /// The next document; its lines replace those in `found`.
  func next(into found: inout [UnbookedLine]) throws -> UnbookedDocument? {
    while try documents.next() { if let document = try read(documents, &found) { return document } }
    return nil
  }

  /// The document of a row with its lines; `nil` when its run is not published.
  private func read(_ row: Statement, _ found: inout [UnbookedLine]) throws -> UnbookedDocument? {
    guard let isConverted = runs.conversions[row.integer(6)] else { return nil }
    var document = UnbookedDocument(
      id: row.integer(0), kind: TransactionKind(stored: row.narrow(1)), date: dates.date(row.string(2)),
      terms: row.integer(3), destination: row.integer(4), isRevision: row.integer(5) != 0,
      isConverted: isConverted)
    document.isAgain = isAgain
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

/// The published runs, and whether they converted into the currency of the books.
struct PublishedRuns {
  let conversions: [Int64: Bool]

  init(base: Currency, _ database: Database) throws {
    conversions = try Row.fetchAll(
      database, sql: "SELECT id, base_currency = ? AS converts FROM runs WHERE status = 'published'",
      arguments: [base.code]
    ).reduce(into: [:]) { $0[$1["id"]] = $1["converts"] }
  }
}

/// Writes the rows of `transactions`.
import Columns
import GRDB

struct TransactionRows {
  /// Writes new documents; one that is there already is left out, and the number of changes tells.
  let fresh: BulkInsert
  /// Writes a later revision of a document.
  let revision: Statement
  private var shared: SharedDocumentRows

  private static let columns = [
    "id", "kind", "external_id", "source_line", "source_byte", "reference", "refunds", "placed_at", "tax_date",
    "terms_id", "total", "tax_total", "destination_id", "postcode", "contact_id", "vat_id", "net",
    "tax", "base_net", "base_tax", "fixing_id", "content_hash",
  ]
  private static let sharedColumns = ["store_id", "run_id", "source_id"]

  /// Prepares the statements for one run.
  init(store: Int64, run: Int64, _ database: Database) throws {
    fresh = try BulkInsert(
      "transactions",
      [.row("id"), .shared("store_id"), .row("kind"), .row("external_id"), .fixed("revision", "1"), .shared("run_id")]
        + [.shared("source_id")] + Self.columns.dropFirst(3).map { .row($0) }
        + [.fixed("supersedes", "NULL"), .fixed("is_current", "1")],
      rowsPerStep: 24, suffix: "ON CONFLICT DO NOTHING", database)
    let names = Self.sharedColumns + Self.columns + ["revision", "supersedes", "is_current"]
    let parameters = (1..<names.count).map { "?\($0)" } + ["1"]
    revision = try Statement(
      "INSERT INTO transactions (\(names.joined(separator: ", "))) VALUES (\(parameters.joined(separator: ", ")))",
      database)
    shared = try SharedDocumentRows(database)
    fresh.bindShared(1, store)
    fresh.bindShared(2, run)
    revision.bind(1, store)
    revision.bind(2, run)
  }

  /// Sets the source of the rows to come.
  func use(source: Int64) {
    fresh.bindShared(3, source)
    revision.bind(3, source)
  }

  /// Binds the number and the predecessor of a later revision, which follow the columns.
  func bindRevision(_ number: Int64, supersedes: Int64) {
    let base = Int32(Self.sharedColumns.count + Self.columns.count)
    revision.bind(base + 1, number)
    revision.bind(base + 2, supersedes)
  }

  /// Binds a document after parameter `base` of `statement`.
  @inline(__always)
  mutating func bind(
    _ document: Int, _ entry: DocumentEntry, at position: SourcePosition, _ columns: DocumentColumns,
    _ text: PinnedText,
    _ codes: CodeTexts, to statement: Statement, after base: Int32
  ) throws {
    statement.bind(base &+ 1, entry.id)
    statement.bind(base &+ 2, columns.kind[document])
    statement.bind(base &+ 3, columns.externalID[document], of: text)
    statement.bind(base &+ 4, Int64(position.line))
    statement.bind(base &+ 5, Int64(position.byte))
    statement.bind(base &+ 6, columns.reference[document], of: text)
    statement.bind(base &+ 7, columns.refunds[document], of: text)
    statement.bind(base &+ 8, columns.placedAt[document])
    statement.bind(base &+ 9, columns.taxDate[document], in: codes.dates)
    statement.bind(base &+ 10, try shared.terms(document, columns, text, codes))
    statement.bind(base &+ 11, columns.total[document])
    statement.bind(base &+ 12, columns.taxTotal[document])
    statement.bind(base &+ 13, try shared.destination(document, columns, text, codes))
    if columns.isErased(document) {
      statement.bind(base &+ 14, copying: columns.shortPostcode(document, text, codes))
    } else {
      statement.bind(base &+ 14, columns.postcode[document], of: text)
    }
    statement.bind(base &+ 15, columns.contact[document])
    statement.bind(base &+ 16, columns.vatID[document], of: text)
    statement.bind(base &+ 17, entry.net)
    statement.bind(base &+ 18, entry.tax)
    statement.bind(base &+ 19, entry.baseNet)
    statement.bind(base &+ 20, entry.baseTax)
    statement.bind(base &+ 21, try shared.fixing(document, columns, codes))
    statement.bind(base &+ 22, entry.hash)
  }
}

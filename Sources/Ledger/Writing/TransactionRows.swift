/// Writes the rows of `transactions`.
import Columns
import GRDB

struct TransactionRows {
  /// Writes new documents; one that is there already is left out, and the number of changes tells.
  let fresh: BulkInsert
  /// Writes a later revision of a document.
  let revision: Statement

  private static let columns = [
    "id", "kind", "external_id", "source_line", "source_byte", "reference", "refunds", "placed_at", "tax_date",
    "status",
    "source_status", "currency", "total", "tax_total", "price_basis", "estimated", "country", "country_source",
    "region",
    "postcode", "customer_id", "customer_rule", "payment_method", "channel", "vat_id", "net", "tax", "base_net",
    "base_tax", "fixing_units", "fixing_scale", "fixing_date", "content_hash",
  ]
  private static let shared = ["store_id", "run_id", "source_id"]

  /// Prepares the statements for one run.
  init(store: Int64, run: Int64, _ database: Database) throws {
    fresh = try BulkInsert(
      "transactions", shared: Self.shared, fixed: [("revision", "1"), ("is_current", "1")], columns: Self.columns,
      rowsPerStep: 24, suffix: "ON CONFLICT DO NOTHING", database)
    let names = Self.shared + Self.columns + ["revision", "supersedes", "is_current"]
    let parameters = (1..<names.count).map { "?\($0)" } + ["1"]
    revision = try Statement(
      "INSERT INTO transactions (\(names.joined(separator: ", "))) VALUES (\(parameters.joined(separator: ", ")))",
      database)
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
    let base = Int32(Self.shared.count + Self.columns.count)
    revision.bind(base + 1, number)
    revision.bind(base + 2, supersedes)
  }

  /// Binds a document after parameter `base` of `statement`.
  @inline(__always)
  func bind(
    _ document: Int, _ entry: DocumentEntry, at position: SourcePosition, _ columns: DocumentColumns,
    _ text: PinnedText,
    _ codes: CodeTexts, to statement: Statement, after base: Int32
  ) {
    statement.bind(base &+ 1, entry.id)
    statement.bind(base &+ 2, columns.kind[document])
    statement.bind(base &+ 3, columns.externalID[document], of: text)
    statement.bind(base &+ 4, Int64(position.line))
    statement.bind(base &+ 5, Int64(position.byte))
    statement.bind(base &+ 6, columns.reference[document], of: text)
    statement.bind(base &+ 7, columns.refunds[document], of: text)
    statement.bind(base &+ 8, columns.placedAt[document])
    statement.bind(base &+ 9, columns.taxDate[document], in: codes.dates)
    statement.bind(base &+ 10, columns.status[document])
    statement.bind(base &+ 11, columns.sourceStatus[document], of: text)
    statement.bind(base &+ 12, columns.currency[document], in: codes.currencies)
    statement.bind(base &+ 13, columns.total[document])
    statement.bind(base &+ 14, columns.taxTotal[document])
    statement.bind(base &+ 15, columns.priceBasis[document])
    statement.bind(base &+ 16, columns.estimated[document])
    statement.bind(base &+ 17, columns.country[document], in: codes.countries)
    statement.bind(base &+ 18, columns.countrySource[document], of: text)
    statement.bind(base &+ 19, columns.region[document], of: text)
    statement.bind(base &+ 20, columns.postcode[document], of: text)
    statement.bind(base &+ 21, columns.customer[document])
    statement.bind(base &+ 22, columns.customerRule[document])
    statement.bind(base &+ 23, columns.paymentMethod[document], of: text)
    statement.bind(base &+ 24, columns.channel[document], of: text)
    statement.bind(base &+ 25, columns.vatID[document], of: text)
    statement.bind(base &+ 26, entry.net)
    statement.bind(base &+ 27, entry.tax)
    statement.bind(base &+ 28, entry.baseNet)
    statement.bind(base &+ 29, entry.baseTax)
    statement.bind(base &+ 30, columns.fixingUnits[document])
    statement.bind(base &+ 31, columns.fixingScale[document])
    statement.bind(base &+ 32, columns.fixingDate[document], in: codes.dates)
    statement.bind(base &+ 33, entry.hash)
  }
}

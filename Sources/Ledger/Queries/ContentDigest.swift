/// What a ledger holds, boiled down to digests that do not depend on how it came there.
import Commerce
import Crypto
import Foundation
import GRDB
public import Pipeline

/// SHA-256 digests, in hexadecimal digits, over what is published, by natural keys.
///
/// Numbers that the ledger gives (runs, transactions, customers), the order of loading and the interruptions on the way
/// leave no trace in them.
public struct ContentDigest: Sendable, Equatable {
  /// Documents of every revision with their lines and taxes, without positions and customers.
  public var documents: String
  /// Where each document and line came from: file, line and byte.
  public var provenance: String
  /// Which documents are of one customer.
  public var customers: String
  /// Rejects that are open, with their reasons and original bytes.
  public var rejects: String
  /// The sums of all tallies.
  public var tallies: String
  /// Products, stock, accounts, payouts and returns of every revision with their lines, without positions and customers.
  public var entities: String
}

extension LedgerReader {
  /// The digests of what is published.
  public func contentDigest() throws(RunFailure) -> ContentDigest {
    try read { database in
      database.add(function: Self.opened(try rejectOpener(database)))
      return ContentDigest(
        documents: try Self.digest(Self.documentSQL, Self.lineSQL, Self.taxLineSQL, in: database),
        provenance: try Self.digest(Self.provenanceSQL, Self.lineProvenanceSQL, in: database),
        customers: try Self.digest(Self.customerSQL, in: database),
        rejects: try Self.digest(Self.rejectContentSQL, Self.problemSQL, in: database),
        tallies: try Self.digest(Self.tallySQL, in: database),
        entities: try Self.digest(EntityTable.all.flatMap(Self.entitySQL), in: database))
    }
  }

  /// Opens a part of a reject within a statement.
  private static func opened(_ opener: RejectOpener?) -> DatabaseFunction {
    DatabaseFunction("opened", argumentCount: 3) { values in
      guard let reject = Int64.fromDatabaseValue(values[0]), let part = Int.fromDatabaseValue(values[1]) else {
        return nil
      }
      return try opener?.open(Data.fromDatabaseValue(values[2]), reject: reject, part: part).map { Data($0) }
    }
  }

  /// The digest over all values of the rows that the statements give, with their types.
  private static func digest(_ statements: String..., in database: Database) throws -> String {
    try digest(statements, in: database)
  }

  private static func digest(_ statements: [String], in database: Database) throws -> String {
    var hash = SHA256()
    var bytes: [UInt8] = []
    for sql in statements {
      let rows = try Statement(sql, database)
      while try rows.next() {
        bytes.removeAll(keepingCapacity: true)
        rows.appendRow(to: &bytes)
        bytes.append(0x1E)
        hash.update(data: bytes)
      }
      hash.update(data: [0x1D])
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// What is published of an entity: documents, then lines.
  private static func entitySQL(_ table: EntityTable) -> [String] {
    let fields = table.documentFields.filter(\.isContent).map { "d.\($0.name)" }
    let key = "s.name, d.external_id, d.revision"
    let from = """
      FROM \(table.documents) d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
      JOIN stores s ON s.id = d.store_id
      """
    let columns = ([key, "d.is_current", "d.content_hash"] + fields).joined(separator: ", ")
    let documents = "SELECT \(columns) \(from) ORDER BY \(key)"
    guard let lines = table.lines else { return [documents] }
    let values = table.lineFields.map { "l.\($0.name)" }.joined(separator: ", ")
    return [
      documents,
      "SELECT \(key), l.line_no, \(values) \(from) JOIN \(lines) l ON l.document_id = d.id ORDER BY \(key), l.line_no",
    ]
  }

  private static let published = """
    FROM transactions t JOIN runs r ON r.id = t.run_id AND r.status = 'published' JOIN stores s ON s.id = t.store_id
    """
  private static let key = "s.name, t.kind, t.external_id, t.revision"

  private static let documentSQL = """
    SELECT \(key), t.is_current, t.reference, t.refunds, t.placed_at, t.tax_date, e.status, e.source_status, e.currency,
      t.total, t.tax_total, e.price_basis, e.estimated, p.country, p.country_source, p.region, t.postcode,
      e.payment_method, e.channel, t.vat_id, t.net, t.tax, t.base_net, t.base_tax, x.units, x.scale, x.date,
      t.content_hash, r.base_currency
    \(published) JOIN document_terms e ON e.id = t.terms_id LEFT JOIN destinations p ON p.id = t.destination_id
    LEFT JOIN fixings x ON x.id = t.fixing_id ORDER BY \(key)
    """
  private static let lineSQL = """
    SELECT \(key), l.id & 1048575, w.kind, a.sku, a.title, l.quantity, l.unit_price, l.source_amount, l.net, l.tax,
      l.base_net, l.base_tax, w.rate, w.treatment, w.scheme, w.tax_country,
      w.category, w.territory, w.dispatch, w.liable, w.tax_return, w.reason
    \(published) CROSS JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
    JOIN line_terms w ON w.id = l.terms_id LEFT JOIN labels a ON a.id = l.label_id ORDER BY \(key), l.id
    """
  private static let taxLineSQL = """
    SELECT \(key), x.ordinal, x.title, x.amount
    \(published) CROSS JOIN tax_lines x ON x.transaction_id = t.id ORDER BY \(key), x.ordinal
    """
  private static let provenanceSQL = """
    SELECT \(key), f.path, t.source_line, t.source_byte
    \(published) CROSS JOIN sources f ON f.id = t.source_id ORDER BY \(key)
    """
  private static let lineProvenanceSQL = """
    SELECT \(key), l.id & 1048575, l.source_line, l.source_byte
    \(published) CROSS JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575 ORDER BY \(key), l.id
    """
  // A customer is known by the first of its documents.
  private static let customerSQL = """
    WITH bearers AS (
      SELECT coalesce(g.customer_id, t.contact_id) AS customer,
        s.name || char(31) || t.kind || char(31) || t.external_id AS document, g.rule
      \(published) LEFT JOIN memberships g ON g.contact_id = t.contact_id
      WHERE t.is_current = 1 AND t.contact_id IS NOT NULL),
    first AS (SELECT customer, min(document) AS document FROM bearers GROUP BY customer)
    SELECT first.document, bearers.document, bearers.rule FROM bearers JOIN first USING (customer)
    ORDER BY first.document, bearers.document
    """
  private static let rejectContentSQL = """
    SELECT s.name, f.path, j.source_line, j.source_byte, j.kind, j.external_id, j.code, opened(j.id, 0, j.raw)
    FROM rejects j JOIN stores s ON s.id = j.store_id JOIN sources f ON f.id = j.source_id
    WHERE j.status = 'open' ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, j.entity
    """
  private static let problemSQL = """
    SELECT s.name, f.path, j.source_line, j.source_byte, j.external_id, p.ordinal, p.code, p.source_line, p.source_byte,
      p.column_name, opened(j.id, p.ordinal, p.value), p.detail
    FROM rejects j JOIN stores s ON s.id = j.store_id JOIN sources f ON f.id = j.source_id
    JOIN reject_problems p ON p.reject_id = j.id
    WHERE j.status = 'open' ORDER BY 1, 2, 3, 4, 5, 6
    """
  private static let tallySQL = """
    SELECT s.name, a.month, a.kind, a.line_kind, a.status, a.country_source, a.country, a.tax_country, a.treatment,
      a.scheme, a.rate, a.currency, r.base_currency, a.price_basis, sum(a.documents), sum(a.lines),
      sum(a.source_amount), sum(a.net), sum(a.tax), sum(a.base_net), sum(a.base_tax)
    FROM tallies a JOIN runs r ON r.id = a.run_id AND r.status = 'published' JOIN stores s ON s.id = a.store_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 HAVING sum(a.lines) <> 0 OR sum(a.documents) <> 0
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
    """
}

/// Whether the sub-ledger adds up: documents to their lines, tallies to the lines, control totals to the documents.
import GRDB
public import Pipeline

/// What comparing the parts of the sub-ledger with one another has shown.
public struct SubLedgerAgreement: Sendable, Equatable {
  /// The first thing that does not add up.
  public enum Fault: Sendable, Equatable {
    /// The lines of a document come to another net amount or tax than the document.
    case document(store: String, externalID: String)
    /// The lines of a month in a currency are others, or come to another amount, than the tallies that reports add up.
    case tallies(store: String, month: String, currency: String)
    /// A run has other documents in a currency, or lines of another amount, than its control totals say it loaded.
    case controls(run: Int64, currency: String)
  }

  /// How many documents there are, earlier revisions included.
  public var documents: Int64
  /// What is wrong; `nil` when nothing is.
  public var fault: Fault?
}

extension LedgerReader {
  /// Adds all documents up anew.
  public func subLedgerAgreement() throws(RunFailure) -> SubLedgerAgreement {
    try read { database in
      let documents = try Int64.fetchOne(database, sql: "SELECT count(*) FROM transactions") ?? 0
      let checks = [Self.documentFault, Self.tallyFault, Self.controlFault]
      return SubLedgerAgreement(documents: documents, fault: try checks.lazy.compactMap { try $0(database) }.first)
    }
  }

  private static func documentFault(_ database: Database) throws -> SubLedgerAgreement.Fault? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT s.name, t.external_id FROM transactions t JOIN stores s ON s.id = t.store_id
        WHERE (t.net, t.tax) IS NOT (
          SELECT coalesce(sum(l.net), 0), coalesce(sum(l.tax), 0) FROM lines l
          WHERE l.id BETWEEN t.id << 20 AND (t.id << 20) + 1048575)
        ORDER BY t.id LIMIT 1
        """
    ).map { .document(store: $0[0], externalID: $0[1]) }
  }

  private static func tallyFault(_ database: Database) throws -> SubLedgerAgreement.Fault? {
    try Row.fetchOne(
      database,
      sql: """
        WITH added AS (
          SELECT t.store_id, coalesce(substr(t.tax_date, 1, 7), '') AS month, e.currency, count(*) AS lines,
            sum(l.net) AS net, sum(l.tax) AS tax
          FROM lines l JOIN transactions t ON t.id = l.id >> 20 AND t.is_current = 1
          JOIN runs r ON r.id = t.run_id AND r.status = 'published' JOIN document_terms e ON e.id = t.terms_id
          GROUP BY 1, 2, 3
        ), tallied AS (
          SELECT a.store_id, a.month, a.currency, sum(a.lines) AS lines, sum(a.net) AS net, sum(a.tax) AS tax
          FROM tallies a JOIN runs r ON r.id = a.run_id AND r.status = 'published'
          GROUP BY 1, 2, 3 HAVING sum(a.lines) <> 0 OR sum(a.net) <> 0 OR sum(a.tax) <> 0
        )
        SELECT s.name, d.month, d.currency FROM (
          SELECT * FROM (SELECT * FROM added EXCEPT SELECT * FROM tallied)
          UNION ALL SELECT * FROM (SELECT * FROM tallied EXCEPT SELECT * FROM added)
        ) d JOIN stores s ON s.id = d.store_id ORDER BY 1, 2, 3 LIMIT 1
        """
    ).map { .tallies(store: $0[0], month: $0[1], currency: $0[2]) }
  }

  private static func controlFault(_ database: Database) throws -> SubLedgerAgreement.Fault? {
    try Row.fetchOne(
      database,
      sql: """
        WITH loaded AS (
          SELECT t.run_id, e.currency, count(DISTINCT t.id) AS documents, coalesce(sum(l.source_amount), 0) AS amount
          FROM lines l JOIN transactions t ON t.id = l.id >> 20 JOIN document_terms e ON e.id = t.terms_id
          GROUP BY 1, 2
        )
        SELECT c.run_id, c.currency FROM controls c JOIN runs r ON r.id = c.run_id
        LEFT JOIN loaded d ON d.run_id = c.run_id AND d.currency = c.currency
        WHERE c.fate = 'loaded' AND r.status = 'published' AND r.entity = 'orders'
          AND (c.documents, c.amount) IS NOT (coalesce(d.documents, 0), coalesce(d.amount, 0))
        ORDER BY 1, 2 LIMIT 1
        """
    ).map { .controls(run: $0[0], currency: $0[1]) }
  }
}

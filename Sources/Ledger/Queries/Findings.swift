/// What a person should look at, summed by code.
import Commerce
import GRDB
public import Pipeline

/// The findings of one code.
public struct FindingSummary: Sendable, Equatable {
  /// The code.
  public var code: String
  /// Number of findings.
  public var count: Int64
  /// Documents they are about.
  public var documents: Int64
  /// One of the details, as an example.
  public var example: String
}

extension LedgerReader {
  /// The findings of one run, or of all published runs about documents as they stand, by code.
  public func findings(run: Int64? = nil) throws(RunFailure) -> [FindingSummary] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          WITH found AS (
            SELECT f.code, f.transaction_id AS document, f.detail, f.run_id, t.is_current
            FROM findings f JOIN transactions t ON t.id = f.transaction_id
            \(Self.entityFindings))
          SELECT f.code, count(*) AS n, count(DISTINCT f.document) AS documents, min(f.detail) AS example
          FROM found f JOIN runs r ON r.id = f.run_id
          WHERE f.run_id = ?1 OR (?1 IS NULL AND r.status = 'published' AND f.is_current = 1)
          GROUP BY f.code ORDER BY f.code
          """, arguments: [run]
      ).map { FindingSummary(code: $0["code"], count: $0["n"], documents: $0["documents"], example: $0["example"]) }
    }
  }

  /// The findings about other entities than orders; their documents are told apart by the entity.
  private static let entityFindings = EntityTable.all.map { table in
    """
    UNION ALL
    SELECT f.code, f.entity || f.document_id, f.detail, f.run_id, d.is_current
    FROM entity_findings f JOIN \(table.documents) d ON d.id = f.document_id
    WHERE f.entity = '\(table.entity.rawValue)'
    """
  }.joined(separator: "\n")
}

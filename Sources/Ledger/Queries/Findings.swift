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
          SELECT f.code, count(*) AS n, count(DISTINCT f.transaction_id) AS documents, min(f.detail) AS example
          FROM findings f JOIN runs r ON r.id = f.run_id JOIN transactions t ON t.id = f.transaction_id
          WHERE f.run_id = ?1 OR (?1 IS NULL AND r.status = 'published' AND t.is_current = 1)
          GROUP BY f.code ORDER BY f.code
          """, arguments: [run]
      ).map { FindingSummary(code: $0["code"], count: $0["n"], documents: $0["documents"], example: $0["example"]) }
    }
  }
}

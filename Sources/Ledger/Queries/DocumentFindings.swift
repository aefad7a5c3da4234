/// The findings of documents as they stand, one by one.
public import Commerce
import GRDB
public import Pipeline

/// A finding with the document it is about.
public struct DocumentFinding: Sendable, Equatable {
  /// The ledger's number of the document.
  public var id: Int64
  /// Name of the store.
  public var store: String
  /// The platform's id of the document.
  public var document: String
  /// What kind of document.
  public var kind: TransactionKind
  /// The civil date of the supply or refund; `nil` when it is not known.
  public var taxDate: CivilDate?
  /// Currency of the document.
  public var currency: Currency?
  /// Number of the line; `nil` for the document as a whole.
  public var line: Int64?
  /// Stable code.
  public var code: String
  /// What is the matter with this one; amounts and rates, nothing personal.
  public var detail: String
}

extension LedgerReader {
  /// The findings about documents as they stand in published runs, in the order of the ledger.
  ///
  /// - Parameters:
  ///   - store: whose documents; `nil` for every store's.
  ///   - first: the first tax date; `nil` for no limit.
  ///   - last: the last tax date; `nil` for no limit.
  public func documentFindings(
    store: String? = nil, from first: CivilDate? = nil, to last: CivilDate? = nil
  ) throws(RunFailure) -> [DocumentFinding] {
    try documentFindings(
      "(?1 IS NULL OR s.name = ?1) AND (?2 IS NULL OR t.tax_date >= ?2) AND (?3 IS NULL OR t.tax_date <= ?3)",
      [store, first?.description, last?.description])
  }

  /// The findings about one document.
  func documentFindings(ofDocument id: Int64) throws(RunFailure) -> [DocumentFinding] {
    try documentFindings("t.id = ?1", [id])
  }

  private func documentFindings(
    _ condition: String, _ arguments: StatementArguments
  ) throws(RunFailure) -> [DocumentFinding] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT t.id, s.name AS store, t.external_id, t.kind, t.tax_date, e.currency, f.line_no, f.code, f.detail
          FROM findings f
          JOIN transactions t ON t.id = f.transaction_id AND t.is_current = 1
          JOIN runs r ON r.id = t.run_id AND r.status = 'published'
          JOIN stores s ON s.id = t.store_id
          JOIN document_terms e ON e.id = t.terms_id
          WHERE \(condition)
          ORDER BY t.id, f.line_no, f.id
          """, arguments: arguments
      ).map { row in
        DocumentFinding(
          id: row["id"], store: row["store"], document: row["external_id"], kind: TransactionKind(stored: row["kind"]),
          taxDate: (row["tax_date"] as String?).flatMap { CivilDate($0) },
          currency: Currency(row["currency"] as String),
          line: row["line_no"], code: row["code"], detail: row["detail"])
      }
    }
  }
}

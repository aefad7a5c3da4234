/// Which document is in which entry, and which is in none.
public import Books
import Columns
public import Commerce
import GRDB
public import Pipeline

/// A document and the entry that books it.
public struct BookedDocument: Sendable, Equatable {
  /// The ledger's number of the document.
  public var document: Int64
  /// Name of the store.
  public var store: String
  /// What kind of document.
  public var kind: TransactionKind
  /// The platform's id.
  public var externalID: String
  /// Which revision of it.
  public var revision: Int64
  /// The civil date of the supply, `yyyy-MM-dd`; `nil` when the source does not tell.
  public var date: String?
  /// Its currency.
  public var currency: String
  /// Its amount, tax included, in minor units of its currency.
  public var gross: MinorUnits
  /// The entry; `nil` when none books it.
  public var entry: Int64?
  /// Why none does; `nil` when one does, and when it was not looked at yet.
  public var reason: UnpostedReason?
}

extension LedgerReader {
  /// The documents that an entry books, by number.
  public func documents(ofEntry entry: Int64, limit: Int = .max) throws(RunFailure) -> [BookedDocument] {
    try booked(
      """
      JOIN (SELECT transaction_id, entry_id FROM journal_documents WHERE entry_id = ?1
        UNION ALL SELECT transaction_id, entry_id FROM rebooked_documents WHERE entry_id = ?1) j ON j.transaction_id = t.id
      """, reason: "NULL", [entry, limit])
  }

  /// The entry that books a document and was not taken back; `nil` when none does.
  public func entry(ofDocument document: Int64) throws(RunFailure) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database, sql: "SELECT \(StandingDocuments.entry(of: "?1"))", arguments: [document])
    }
  }

  /// The published documents that no entry books: those that wait or whose entry was taken back, with the reason, and those
  /// that were not looked at.
  ///
  /// What was called off before it was booked is not among them: there is nothing to book.
  public func unbookedDocuments(store: String? = nil, limit: Int = .max) throws(RunFailure) -> [BookedDocument] {
    try booked(
      """
      LEFT JOIN journal_documents d ON d.transaction_id = t.id LEFT JOIN journal_waiting w ON w.transaction_id = t.id
      JOIN (SELECT NULL AS entry_id) j
      WHERE t.is_current = 1 AND (?1 IS NULL OR s.name = ?1)
        AND (d.transaction_id IS NULL OR (\(StandingDocuments.isTakenBack("t.id"))))
      """, reason: "iif(d.transaction_id IS NULL, w.reason, '\(UnpostedReason.takenBack.rawValue)')", [store, limit])
  }

  /// How buyers paid, as the platforms name it.
  public func paymentMethods() throws(RunFailure) -> Set<String> {
    try read { database in
      Set(
        try String.fetchAll(
          database, sql: "SELECT DISTINCT payment_method FROM document_terms WHERE payment_method IS NOT NULL"))
    }
  }

  /// The entries of sales, refunds and adjustments that no document stands behind: there should be none.
  public func entriesWithoutDocuments() throws(RunFailure) -> [Int64] {
    try read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT e.id FROM journal_entries e WHERE e.kind IN ('sale', 'refund') AND e.key NOT GLOB 'payout *'
            AND e.id NOT IN (SELECT entry_id FROM journal_documents WHERE entry_id IS NOT NULL)
            AND e.id NOT IN (SELECT entry_id FROM rebooked_documents) ORDER BY e.id
          """)
    }
  }

  private func booked(
    _ condition: String, reason: String, _ arguments: StatementArguments
  ) throws(RunFailure) -> [BookedDocument] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT t.id, s.name AS store, t.kind, t.external_id, t.revision, t.tax_date, e.currency,
            t.net + t.tax AS gross, j.entry_id, \(reason) AS reason
          FROM transactions t
          JOIN runs r ON r.id = t.run_id AND r.status = 'published'
          JOIN stores s ON s.id = t.store_id
          JOIN document_terms e ON e.id = t.terms_id
          \(condition) ORDER BY t.id LIMIT ?2
          """, arguments: arguments
      ).map { row in
        BookedDocument(
          document: row["id"], store: row["store"], kind: TransactionKind(stored: row["kind"]),
          externalID: row["external_id"], revision: row["revision"], date: row["tax_date"], currency: row["currency"],
          gross: MinorUnits(row["gross"]), entry: row["entry_id"],
          reason: (row["reason"] as String?).flatMap(UnpostedReason.init(rawValue:)))
      }
    }
  }
}

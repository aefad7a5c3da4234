/// The published documents whose amounts were converted for other books than those of a business.
public import Commerce
import GRDB
public import Pipeline

/// Documents of a store in books of another currency: of another business, or from before this one changed its currency.
public struct OtherBooks: Sendable, Equatable {
  /// Name of the store.
  public var store: String
  /// The currency of the books that its runs were made for.
  public var currency: String
  /// Documents.
  public var documents: Int64
}

extension LedgerReader {
  /// The documents, by store, whose runs were made for books in another currency than `currency`.
  ///
  /// - Parameters:
  ///   - store: whose documents; `nil` for every store's.
  ///   - first: the first tax date; `nil` for no limit.
  ///   - last: the last tax date; `nil` for no limit.
  public func otherBooks(
    than currency: Currency, store: String? = nil, from first: CivilDate? = nil, to last: CivilDate? = nil
  ) throws(RunFailure) -> [OtherBooks] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.name, r.base_currency, count(*) AS documents FROM transactions t
          JOIN runs r ON r.id = t.run_id AND r.status = 'published' AND r.base_currency <> ?1
          JOIN stores s ON s.id = t.store_id
          WHERE t.is_current = 1 AND (?2 IS NULL OR s.name = ?2) AND (?3 IS NULL OR t.tax_date >= ?3)
            AND (?4 IS NULL OR t.tax_date <= ?4)
          GROUP BY s.name, r.base_currency ORDER BY s.name, r.base_currency
          """, arguments: [currency.code, store, first?.description, last?.description]
      ).map { OtherBooks(store: $0["name"], currency: $0["base_currency"], documents: $0["documents"]) }
    }
  }
}

/// What chargebacks have taken back of income and tax: the books have it, and no document does.
public import Books
public import Commerce
import GRDB
public import Pipeline
import Tax

/// What the chargebacks of a store and month have taken back of one tax, in minor units of the books' currency.
///
/// A chargeback is a line of a payout and no document, so no return declares it.
public struct ChargebackTax: Sendable, Equatable {
  /// The month in which it was booked.
  public var month: CivilMonth
  /// Name of the store whose payouts tell of it.
  public var store: String
  /// The tax.
  public var tag: TaxTag
  /// Income without tax; positive for what was taken back.
  public var net: MinorUnits
  /// Tax; positive for what was taken back.
  public var tax: MinorUnits
}

extension LedgerReader {
  /// What chargebacks have taken back, by month, store and tax.
  public func chargebackTaxes() throws(RunFailure) -> [ChargebackTax] {
    try read { try ChargebackTax.all($0) }
  }
}

extension ChargebackTax {
  static func all(_ database: Database) throws -> [ChargebackTax] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT substr(e.date, 1, 7) AS month, coalesce(s.name, '') AS store, p.tax_code, p.territory, p.rate,
          sum(iif(p.account IN (\(taxAccounts)), 0, p.base)) AS net,
          sum(iif(p.account IN (\(taxAccounts)), p.base, 0)) AS tax
        FROM journal_entries e
        LEFT JOIN journal_entries o ON o.id = e.reverses
        JOIN postings p ON p.entry_id = e.id AND p.tax_code IS NOT NULL
        LEFT JOIN stores s ON s.id = e.store_id
        WHERE coalesce(o.key, e.key) GLOB 'payout * chargebacks *'
        GROUP BY 1, 2, 3, 4, 5 HAVING net <> 0 OR tax <> 0 ORDER BY 1, 2, 3, 4, 5
        """
    ).compactMap { row in
      CivilMonth(row["month"] as String).map { month in
        ChargebackTax(
          month: month, store: row["store"],
          tag: TaxTag(
            code: row["tax_code"], territory: (row["territory"] as String?).flatMap { Territory($0) },
            rate: (row["rate"] as Int32?).map { TaxRate(thousandths: $0) }),
          net: MinorUnits(row["net"]), tax: MinorUnits(row["tax"]))
      }
    }
  }

  private static let taxAccounts = "SELECT account FROM account_roles WHERE key GLOB 'output_tax*'"
}

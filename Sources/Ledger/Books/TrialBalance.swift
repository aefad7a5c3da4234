/// What stands on every account.
public import Books
public import Commerce
import GRDB
public import Pipeline

/// An account and what was posted to it, in minor units of the books' currency.
public struct AccountBalance: Sendable, Equatable {
  /// The account.
  public var account: Account
  /// What stood on it before the first day; debits are positive.
  public var opening: MinorUnits
  /// The sum of its debits.
  public var debit: MinorUnits
  /// The sum of its credits, as a positive amount.
  public var credit: MinorUnits

  /// What stands on it after the last day; debits are positive.
  public var balance: MinorUnits { MinorUnits(opening.count + debit.count - credit.count) }
}

extension LedgerReader {
  /// The accounts that were posted to until the last day, by number.
  ///
  /// - Parameters:
  ///   - first: the first day; what came before is the opening. `nil` for the beginning of the books.
  ///   - last: the last day; `nil` for the end.
  public func trialBalance(from first: CivilDate? = nil, to last: CivilDate? = nil) throws(RunFailure)
    -> [AccountBalance]
  {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT a.*, sum(iif(e.date < ?1, p.base, 0)) AS opening,
            sum(iif(?1 IS NULL OR e.date >= ?1, max(p.base, 0), 0)) AS debit,
            sum(iif(?1 IS NULL OR e.date >= ?1, max(-p.base, 0), 0)) AS credit
          FROM journal_entries e JOIN postings p ON p.entry_id = e.id JOIN ledger_accounts a ON a.number = p.account
          WHERE ?2 IS NULL OR e.date <= ?2
          GROUP BY a.number ORDER BY a.number
          """, arguments: [first?.description, last?.description]
      ).map { row in
        AccountBalance(
          account: Account(row: row), opening: MinorUnits(row["opening"] ?? 0), debit: MinorUnits(row["debit"]),
          credit: MinorUnits(row["credit"]))
      }
    }
  }
}

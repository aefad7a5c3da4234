/// What is open in other currencies at the end of a month, valued at that day's fixings.
public import Books
public import Commerce
import GRDB
public import Pipeline
public import Tax

/// What a revaluation has booked.
public struct RevaluationOutcome: Sendable, Equatable {
  /// The entry of the last day of the month, and the one that takes it back; `nil` when there was nothing to value.
  public var entries: [Int64]
  /// What was valued: account, currency, amount, what it stood at and what it is worth.
  public var items: [RevaluedItem]
}

/// What is open on an account in another currency than the books'.
public struct RevaluedItem: Sendable, Equatable {
  /// The account.
  public var account: Account
  /// The open item's reference; empty where documents are booked by day.
  public var reference: String
  /// The currency.
  public var currency: Currency
  /// The amount that is open, in minor units of the currency.
  public var amount: MinorUnits
  /// What it stands in the books at, in minor units of the books' currency.
  public var base: MinorUnits
  /// What it is worth at the end of the month, in minor units of the books' currency.
  public var worth: MinorUnits
}

extension LedgerStore {
  /// Values what stands open on clearing accounts, receivables and reserves in other currencies at the fixings of the last day
  /// of a month, and takes the difference back on the day after.
  ///
  /// Doing it again for the same month books nothing.
  ///
  /// - Parameter fixings: the reference rates that count.
  /// - Throws: `E8601` to `E8606` as ``book(_:in:at:)`` does; `E8609` when a currency has no fixing.
  public func revalue(
    _ month: CivilMonth, by fixings: ECBFixings, in books: BooksProfile, at instant: Int64
  ) throws(RunFailure) -> RevaluationOutcome {
    try booking { database in
      let writer = try JournalWriter(books, at: instant, auditLog(database), database)
      let name = "revaluation \(month)"
      if let number = try writer.entry(withKey: name) {
        let reversal = try writer.entry(withKey: "\(name) taken back")
        return RevaluationOutcome(entries: [number] + [reversal].compactMap { $0 }, items: [])
      }
      if let closed = try Periods(database).closedThrough(), month <= closed {
        throw BooksFailure.closed(month, through: closed)
      }
      let items = try Self.items(until: month.lastDay, fixings, books.currency, database)
      let rule = Revaluation(
        month, in: books.currency,
        items.map { item in
          // The account is given below: on a card several keys may share it.
          let key = AccountKey(.clearing, party: item.account.number)
          let open = OpenItem(key, reference: item.reference, item.currency, item.amount, base: item.base)
          return Revaluation.Valued(open, worth: item.worth)
        })
      let postings = try Self.postings(of: rule)
      let accounts = try postings.map { posting in
        try items.first { $0.account.number == posting.account.party }?.account ?? writer.account(posting.account)
      }
      let draft = EntryDraft(.revaluation, on: rule.date, document: name, key: name, postings: postings)
      guard let number = try writer.seal(draft, accounts: accounts) else {
        return RevaluationOutcome(entries: [], items: items)
      }
      let back = draft.reversal(
        of: number, on: rule.reversalDate, document: name, key: "\(name) taken back")
      let reversal = try writer.seal(back, accounts: accounts)
      try writer.finish()
      return RevaluationOutcome(entries: [number] + [reversal].compactMap { $0 }, items: items)
    }
  }

  private static func postings(of rule: Revaluation) throws -> [Posting] {
    do throws(PostingFault) {
      return try rule.postings()
    } catch {
      throw BooksFailure.tooLarge(rule.month)
    }
  }

  /// What is open by account, currency and item; what is held back is one, since another payout lets it go.
  private static func items(
    until last: CivilDate, _ fixings: ECBFixings, _ base: Currency, _ database: Database
  ) throws -> [RevaluedItem] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT a.*, p.currency, sum(p.amount) AS amount, sum(p.base) AS base,
          iif(p.account IN (SELECT account FROM account_roles WHERE key GLOB 'reserve*'), '',
            coalesce(p.reference, '')) AS item
        FROM journal_entries e
        JOIN postings p ON p.entry_id = e.id
        JOIN ledger_accounts a ON a.number = p.account
        WHERE e.date <= ?1 AND p.currency <> ?2 AND p.account IN (
          SELECT account FROM account_roles
          WHERE key GLOB 'clearing*' OR key GLOB 'receivable*' OR key GLOB 'reserve*')
        GROUP BY p.account, p.currency, item HAVING sum(p.amount) <> 0
        ORDER BY p.account, p.currency, item
        """, arguments: [last.description, base.code])
    return try rows.map { row in
      guard let currency = Currency(row["currency"] as String) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      let amount = MinorUnits(row["amount"])
      do throws(NoFixing) {
        let worth = try fixings.convert(amount, from: currency, to: base, on: last)
        return RevaluedItem(
          account: Account(row: row), reference: row["item"], currency: currency, amount: amount,
          base: MinorUnits(row["base"]), worth: worth)
      } catch {
        throw BooksFailure.noFixing(currency, on: last)
      }
    }
  }
}

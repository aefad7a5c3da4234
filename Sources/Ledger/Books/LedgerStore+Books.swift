/// What changes the books: entries are sealed, months closed and reopened.
public import Books
public import Commerce
import GRDB
public import Pipeline

extension LedgerStore: JournalDesk {
  /// Seals entries, all or none, and returns their numbers; an entry that books nothing has none.
  ///
  /// What is booked already with the same key and the same postings is left as it is.
  ///
  /// - Parameters:
  ///   - drafts: the entries, in the order in which they are numbered.
  ///   - books: the currency of the books and the accounts of roles.
  ///   - instant: now, in seconds since 1970.
  /// - Throws: `E8601` when a role has no account, `E8602` when debits and credits differ, `E8603` when the books are kept
  ///   in another currency, `E8604` when a month is closed, `E8606` when a key is booked with other amounts.
  public func book(_ drafts: [EntryDraft], in books: BooksProfile, at instant: Int64) throws(RunFailure) -> [Int64?] {
    try booking { database in
      let writer = try JournalWriter(books, at: instant, auditLog(database), database)
      let closed = try Periods(database).closedThrough()
      let numbers = try drafts.map { draft -> Int64? in
        if let number = try writer.entry(withKey: draft.key) {
          guard try JournalReading(database).books(draft, in: number, books.chart) else {
            throw BooksFailure.bookedBefore(draft, as: number)
          }
          return number
        }
        if let closed, draft.date.month <= closed { throw BooksFailure.closed(draft.date.month, through: closed) }
        return try writer.seal(draft)
      }
      try writer.finish()
      return numbers
    }
  }

  /// Books the documents and payouts of a store that are not in the journal yet.
  ///
  /// - Throws: `E8601` when a role has no account, `E8603` when the books are kept in another currency; nothing is booked
  ///   then.
  public func post(_ order: JournalOrder, at instant: Int64) throws(RunFailure) -> JournalOutcome {
    try booking { database in
      guard
        let store = try Int64.fetchOne(
          database, sql: "SELECT id FROM stores WHERE name = ?", arguments: [order.store])
      else { return JournalOutcome() }
      let writer = try JournalWriter(order.books, at: instant, auditLog(database), database)
      var pass = try DocumentPass(
        order, ledger: path, stretch: documentsPerStretch, store: store, writer, database)
      var outcome = try pass.run()
      if order.costsGoods {
        var costs = try CostPass(order, store: store, writer, database)
        outcome.add(try costs.run())
      }
      try PayoutPass(order, store: store, writer, database).run(&outcome)
      try writer.finish()
      return outcome
    }
  }

  /// Closes a month and all before it that are open: nothing can be booked in them any more.
  ///
  /// - Throws: `E8605` when it is closed.
  public func closePeriod(_ month: CivilMonth, reason: String, at instant: Int64) throws(RunFailure) {
    try onRecord { database in
      try transaction(database) {
        try Periods(database).close(month, reason: reason, at: instant)
        try auditLog(database).append(AuditEntry(.periodClosed, subject: "\(month)"), at: instant)
      }
    }
  }

  /// Reopens the month that was closed last.
  ///
  /// - Throws: `E8605` when it is another.
  public func reopenPeriod(_ month: CivilMonth, reason: String, at instant: Int64) throws(RunFailure) {
    try onRecord { database in
      try transaction(database) {
        try Periods(database).reopen(month, reason: reason, at: instant)
        try auditLog(database).append(AuditEntry(.periodReopened, subject: "\(month)"), at: instant)
      }
    }
  }

  /// Runs `body` in a transaction that survives the loss of power, on a connection that enforces foreign keys: no posting
  /// is left without its entry.
  ///
  /// A statement whose trigger may refuse it keeps a journal of its own. In a file, as by default, that is a write for every
  /// row, and takes more time than all the rest.
  func booking<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try onRecord { database in
      try database.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
      defer { try? database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA temp_store = DEFAULT") }
      return try transaction(database) { try body(database) }
    }
  }
}

/// Books the payouts of a store that are not in the journal yet.
import Books
import Columns
import Commerce
import GRDB
import Pipeline

/// Every payout is booked as far as it has come, or waits with a reason. What a payout turned out to be other than it was
/// booked (a status, another revision, an order that has come since) is booked by difference, event by event. One that
/// names an order which is not in the journal is looked at again in the next pass.
struct PayoutPass {
  private let order: JournalOrder
  private let database: Database
  private let store: Int64
  private let writer: JournalWriter
  private let calendar: BookingCalendar
  private let reading: PayoutReading
  private let rules: PayoutRules

  init(_ order: JournalOrder, store: Int64, _ writer: JournalWriter, _ database: Database) throws {
    self.order = order
    self.store = store
    self.writer = writer
    self.database = database
    calendar = BookingCalendar(closedThrough: try Periods(database).closedThrough())
    let documents = DocumentRules(home: order.books.home)
    reading = try PayoutReading(
      store: store, named: order.store, platform: order.platform, books: order.books.currency, documents,
      try PostingTerms(database), database)
    rules = PayoutRules(
      books: order.books.currency,
      fees: FeeAccounts(home: order.books.home, reverseCharge: order.books.reverseCharge), documents: documents,
      namesOrders: order.granularity == .document)
  }

  /// Books all of them and adds what was done to `outcome`.
  func run(_ outcome: inout JournalOutcome) throws {
    let open = try Int64.fetchAll(
      database,
      sql: """
        SELECT d.id FROM payouts d
        JOIN runs r ON r.id = d.run_id AND r.status = 'published'
        LEFT JOIN journal_payouts j ON j.document_id = d.id
        WHERE d.store_id = ? AND d.is_current = 1 AND (j.document_id IS NULL OR j.is_complete = 0) ORDER BY d.id
        """, arguments: [store])
    guard !open.isEmpty else { return }
    var accounts = try Row.fetchAll(database, sql: "SELECT * FROM ledger_accounts").map(Account.init(row:))
      .reduce(into: [:]) { $0[$1.number] = $1 }
    for document in open {
      do {
        let payout = try reading.payout(document)
        try book(try rules.entries(of: payout), of: payout, &accounts, &outcome)
        try database.execute(
          sql: """
            INSERT INTO journal_payouts (document_id, is_complete) VALUES (?1, ?2)
            ON CONFLICT (document_id) DO UPDATE SET is_complete = ?2
            """, arguments: [document, payout.isComplete])
        try wait(document, nil)
        outcome.payouts += 1
      } catch let fault as PayoutFault {
        try wait(document, fault)
        outcome.waitingPayouts[fault, default: 0] += 1
      }
    }
  }

  private func wait(_ document: Int64, _ fault: PayoutFault?) throws {
    try database.execute(
      sql: """
        DELETE FROM journal_payouts_waiting WHERE document_id IN (
          SELECT o.id FROM payouts d JOIN payouts o ON o.external_id = d.external_id AND o.store_id = d.store_id
          WHERE d.id = ?)
        """, arguments: [document])
    guard let fault else { return }
    try database.execute(
      sql: "INSERT INTO journal_payouts_waiting (document_id, reason) VALUES (?, ?)",
      arguments: [document, fault.rawValue])
  }

  // MARK: Entries

  private func book(
    _ drafts: [EntryDraft], of payout: SettledPayout, _ accounts: inout [String: Account],
    _ outcome: inout JournalOutcome
  ) throws {
    var booked = try BookedPayout(key: payout.key, accounts, database).events
    for draft in drafts {
      let now = try draft.postings.map { BookedPosting($0, to: try writer.account($0.account)) }
      for booked in now { accounts[booked.account.number] = booked.account }
      if let before = booked.removeValue(forKey: draft.key) {
        try correct(draft, from: before, to: now, &outcome)
      } else {
        var dated = draft
        (dated.date, dated.correctionOf) = calendar.day(for: draft.date)
        if try writer.seal(dated) != nil { outcome.entries += 1 }
      }
    }
    // What the payout does not say any more is taken back.
    for (key, before) in booked.sorted(by: { $0.key < $1.key }) {
      guard let date = CivilDate(String(key.suffix(10))) else { continue }
      let draft = EntryDraft(.correction, on: date, store: order.store, document: payout.id, key: key, postings: [])
      try correct(draft, from: before, to: [], &outcome)
    }
  }

  /// Books the difference; none where only the names of orders are new.
  private func correct(
    _ draft: EntryDraft, from before: BookedPayout.Event, to now: [BookedPosting], _ outcome: inout JournalOutcome
  ) throws {
    let correction = Correction(from: before.postings, to: now)
    guard correction.movesMoney else { return }
    let (day, month) = calendar.day(for: draft.date)
    let entry = EntryDraft(
      .correction, on: day, store: order.store, document: draft.document,
      key: "\(draft.key)\(BookedPayout.correction)\(before.entries)", correctionOf: month,
      postings: correction.postings.map(\.posting))
    guard try writer.seal(entry, accounts: correction.postings.map(\.account)) != nil else { return }
    outcome.entries += 1
    outcome.corrections += 1
  }
}

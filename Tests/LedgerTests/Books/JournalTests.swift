/// Entries that are sealed one by one, and months that are closed.
import Books
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Journal")
struct JournalTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private func draft(_ key: String, on date: CivilDate = SampleBooks.march, gross: Int64 = 11_900) -> EntryDraft {
    EntryDraft(.sale, on: date, document: "D-\(key)", key: key, postings: SampleBooks.sale(gross))
  }

  private func book(_ drafts: [EntryDraft]) throws -> [Int64?] {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    return try store.book(drafts, in: try SampleBooks.profile, at: 1_000)
  }

  @Test("an entry is read back as it was sealed")
  func readBack() throws {
    var tagged = draft("1")
    tagged.correctionOf = CivilMonth("2026-01")
    tagged.note = "a note"
    tagged.postings[0].reference = "1001"
    tagged.postings[1].note = "goods"
    #expect(try book([tagged]) == [1])
    let entry = try #require(try ledger.reader().journalEntry(1))
    #expect(entry.date == SampleBooks.march)
    #expect(entry.correctionOf == CivilMonth("2026-01"))
    #expect(entry.note == "a note")
    #expect(entry.lines.map(\.account.number) == ["1361", "8400", "1776"])
    #expect(entry.lines.map(\.base.count) == [11_900, -10_000, -1_900])
    #expect(entry.lines.map(\.reference) == ["1001", "", ""])
    #expect(entry.lines.map(\.note) == ["", "goods", ""])
    #expect(entry.lines.map(\.tax?.code) == [nil, "DE-S", "DE-S"])
    #expect(entry.lines[1].tax?.rate?.thousandths == 19_000)
  }

  @Test("an event is booked once: the same again changes nothing, other amounts are refused")
  func once() throws {
    #expect(try book([draft("1")]) == [1])
    #expect(try book([draft("1"), draft("2")]) == [1, 2])
    #expect(failure { _ = try book([draft("3"), draft("1", gross: 23_800)]) }?.code == "E8606")
    #expect(try ledger.reader().lastEntry() == 2, "all or none")
  }

  @Test("what does not balance is not booked")
  func refused() throws {
    var uneven = draft("1")
    uneven.postings[0].base = MinorUnits(11_901)
    #expect(failure { _ = try book([uneven]) }?.code == "E8602")
    #expect(try ledger.reader().lastEntry() == 0)
  }

  @Test("what is left of amounts at different rates is a debit in one currency and a credit in the other: two lines")
  func differentSigns() throws {
    let pound = try #require(Currency("GBP"))
    let clearing = AccountKey(.clearing, party: "amazon")
    let draft = EntryDraft(
      .payout, on: SampleBooks.march, document: "P", key: "P",
      postings: [
        Posting(clearing, pound, MinorUnits(5), base: MinorUnits(-3)),
        Posting(AccountKey(.bank), pound, MinorUnits(-5), base: MinorUnits(-6)),
        Posting(AccountKey(.exchangeLoss), .euro, MinorUnits(9), base: MinorUnits(9)),
      ])
    #expect(try book([draft]) == [1])
    #expect(try book([draft]) == [1])
    let lines = try #require(try ledger.reader().journalEntry(1)).lines
    #expect(lines.map(\.amount.count) == [5, 0, -5, 9])
    #expect(lines.map(\.base.count) == [0, -3, -6, 9])
  }

  @Test("books keep their currency")
  func currency() throws {
    _ = try book([draft("1")])
    let store = try LedgerStore(path: ledger.path)
    var profile = try SampleBooks.profile
    profile.currency = try #require(Currency("USD"))
    #expect(failure { _ = try store.book([draft("2")], in: profile, at: 1_000) }?.code == "E8603")
  }

  @Test("a closed month takes nothing until it is reopened, and both are on record")
  func periods() throws {
    let store = try LedgerStore(path: ledger.path)
    let profile = try SampleBooks.profile
    let january = SampleBooks.january.month
    _ = try store.book([draft("1", on: SampleBooks.january)], in: profile, at: 1_000)
    try store.closePeriod(january, reason: "return filed", at: 2_000)
    #expect(
      failure { _ = try store.book([draft("2", on: SampleBooks.january)], in: profile, at: 3_000) }?.code == "E8604")
    #expect(failure { _ = try store.closePeriod(january, reason: "again", at: 3_000) }?.code == "E8605")
    let march = SampleBooks.march.month
    #expect(failure { _ = try store.reopenPeriod(march, reason: "no", at: 3_000) }?.code == "E8605")
    try store.closePeriod(march, reason: "quarter", at: 4_000)
    #expect(failure { _ = try store.reopenPeriod(january, reason: "not the last", at: 5_000) }?.code == "E8605")
    try store.reopenPeriod(march, reason: "late invoice", at: 6_000)
    #expect(try store.book([draft("3")], in: profile, at: 7_000) == [2])
    try store.close()
    let reader = try ledger.reader()
    #expect(try reader.periodChanges().map(\.isClosing) == [true, true, false])
    #expect(try reader.closedThrough() == CivilMonth("2026-02"))
    #expect(
      try reader.audit().reversed().map(\.event)
        == ["journal_grown", "period_closed", "period_closed", "period_reopened", "journal_grown"])
    #expect(try reader.journalWalk().count == 2)
    #expect(try reader.journalWalk().fault == nil)
  }

  @Test("the trial balance carries what came before the first day over, and comes to nothing")
  func trialBalance() throws {
    _ = try book([draft("1", on: SampleBooks.january), draft("2"), draft("3", gross: 5_950)])
    let rows = try ledger.reader().trialBalance(from: SampleBooks.march.month.firstDay)
    #expect(rows.map(\.account.number) == ["1361", "1776", "8400"])
    #expect(rows.map(\.opening.count) == [11_900, -1_900, -10_000])
    #expect(rows.map(\.debit.count) == [17_850, 0, 0])
    #expect(rows.map(\.balance.count) == [29_750, -4_750, -25_000])
  }
}

@Suite("Revaluation and reversal")
struct RevaluationTests {
  private let ledger: TestLedger
  private let pound: Currency

  init() throws {
    ledger = try TestLedger()
    pound = try #require(Currency("GBP"))
  }

  /// A pound is worth 1.25 euros on every day.
  private var fixings: ECBFixings {
    get throws {
      let history = Array("Date,USD,GBP,\n2026-03-31,1.1,0.8,\n2026-01-30,1.1,0.8,\n".utf8)
      return try ECBFixings(history: history.span)
    }
  }

  private func sale(_ key: String, on date: CivilDate) -> EntryDraft {
    EntryDraft(.sale, on: date, document: key, key: key, postings: SampleBooks.salePounds(10_000))
  }

  @Test("what is open in pounds is valued at the end of the month and taken back on the day after, once")
  func revalue() throws {
    let store = try LedgerStore(path: ledger.path)
    let books = try SampleBooks.profile
    _ = try store.book([sale("1", on: SampleBooks.january)], in: books, at: 1_000)
    let outcome = try store.revalue(SampleBooks.january.month, by: try fixings, in: books, at: 2_000)
    #expect(outcome.entries == [2, 3])
    #expect(outcome.items.map(\.base.count) == [11_700])
    #expect(outcome.items.map(\.worth.count) == [12_500])
    #expect(try store.revalue(SampleBooks.january.month, by: try fixings, in: books, at: 3_000).entries == [2, 3])
    try store.close()
    let reader = try ledger.reader()
    let entry = try #require(try reader.journalEntry(2))
    #expect(entry.date.description == "2026-01-31")
    #expect(entry.lines.map(\.account.number) == ["1361", "2660"])
    #expect(entry.lines.map(\.amount.count) == [0, -800])
    #expect(entry.lines.map(\.base.count) == [800, -800])
    #expect(try reader.journalEntry(3)?.date.description == "2026-02-01")
    #expect(try reader.journalEntry(3)?.reverses == 2)
    #expect(try reader.journalWalk().fault == nil)
  }

  @Test("an entry is taken back once, also after its month was closed")
  func reverse() throws {
    let store = try LedgerStore(path: ledger.path)
    let books = try SampleBooks.profile
    _ = try store.book([sale("1", on: SampleBooks.january)], in: books, at: 1_000)
    #expect(failure { _ = try store.reverse(7, on: nil, reason: "x", in: books, at: 2_000) }?.code == "E8608")
    try store.closePeriod(SampleBooks.january.month, reason: "return filed", at: 2_000)
    #expect(
      failure { _ = try store.reverse(1, on: SampleBooks.january, reason: "x", in: books, at: 2_000) }?.code == "E8604")
    #expect(try store.reverse(1, on: nil, reason: "wrong store", in: books, at: 3_000).map(\.reversal) == [2])
    #expect(failure { _ = try store.reverse(1, on: nil, reason: "x", in: books, at: 4_000) }?.code == "E8608")
    try store.close()
    let back = try #require(try ledger.reader().journalEntry(2))
    #expect(back.date.description == "2026-02-01")
    #expect(back.correctionOf == SampleBooks.january.month)
    #expect(try ledger.reader().trialBalance().allSatisfy { $0.balance == .zero })
  }
}

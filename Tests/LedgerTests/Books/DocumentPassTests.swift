/// Documents of a ledger that are booked: once, by day or one by one, and corrected when they change.
import Books
import Commerce
import GRDB
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Booking documents")
struct DocumentPassTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  // MARK: Documents

  /// A line taxed at home at 19 %.
  private func line(_ net: Int64 = 1_000, _ tax: Int64 = 190, _ kind: LineKind = .goods) -> SampleLine {
    var line = SampleLine()
    line.net = net
    line.tax = tax
    line.kind = kind
    line.treatment = .taxed
    line.scheme = .domestic
    return line
  }

  private func sale(_ id: String, on date: String = "2026-01-05", _ lines: [SampleLine]? = nil) -> SampleDocument {
    SampleDocument(id).with { document in
      document.date = date
      document.lines = lines ?? [line()]
      document.paymentMethod = "shopify_payments"
    }
  }

  private func refund(_ id: String, of sale: String, on date: String = "2026-01-06") -> SampleDocument {
    self.sale(id, on: date, [line(-1_000, -190)]).with { document in
      document.kind = .refund
      document.refunds = sale
    }
  }

  // MARK: Booking

  @discardableResult
  private func post(
    _ granularity: JournalOrder.Granularity = .day, _ change: (inout BooksProfile) -> Void = { _ in }
  ) throws -> JournalOutcome {
    var books = try SampleBooks.profile
    change(&books)
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    return try store.post(
      JournalOrder(store: "shop", platform: "shopify", granularity: granularity, books: books), at: 2_000)
  }

  private func entries() throws -> [JournalEntry] {
    var entries: [JournalEntry] = []
    try ledger.reader().journalEntries { entries.append($0) }
    return entries
  }

  /// What stands on the accounts, by number.
  private func balances() throws -> [String: Int64] {
    try ledger.reader().trialBalance().reduce(into: [:]) { $0[$1.account.number] = $1.balance.count }
  }

  @Test("the documents of a day and kind are one entry; a second pass books nothing")
  func byDay() throws {
    try ledger.load([sale("1"), sale("2"), sale("3", on: "2026-01-06"), refund("4", of: "1")])
    let outcome = try post()
    #expect(outcome.entries == 3)
    #expect(outcome.documents == 4)
    let entries = try entries()
    #expect(entries.map(\.kind) == [.sale, .sale, .refund])
    #expect(entries.map(\.date.description) == ["2026-01-05", "2026-01-06", "2026-01-06"])
    #expect(entries[0].lines.map(\.account.number) == ["1361", "8400", "1776"])
    #expect(entries[0].lines.map(\.base.count) == [2_380, -2_000, -380])
    #expect(entries[0].document == "shop 2026-01-05 sale")
    #expect(try post() == JournalOutcome())
  }

  @Test("one entry a document sums to the same, and names the order that is paid")
  func byDocument() throws {
    let documents = [sale("1"), sale("2"), sale("3", on: "2026-01-06"), refund("4", of: "1")]
    try ledger.load(documents)
    try post(.document)
    #expect(try entries().map(\.document) == ["1", "2", "3", "4"])
    #expect(try entries().map { $0.lines.first { $0.account.number == "1361" }?.reference } == ["1", "2", "3", "1"])
    let single = try balances()
    let other = try TestLedger()
    try other.load(documents)
    let store = try LedgerStore(path: other.path)
    _ = try store.post(
      JournalOrder(store: "shop", platform: "shopify", granularity: .day, books: try SampleBooks.profile), at: 1)
    try store.close()
    let daily = try other.reader().trialBalance().reduce(into: [:]) { $0[$1.account.number] = $1.balance.count }
    #expect(single == daily)
  }

  @Test("documents that come later to a day that is booked are an entry of their own")
  func later() throws {
    try ledger.load([sale("1")])
    try post()
    try ledger.load([sale("2")], from: "more.csv", digest: 2)
    #expect(try post().entries == 1)
    #expect(try entries().map(\.document) == ["shop 2026-01-05 sale", "shop 2026-01-05 sale 2"])
  }

  @Test("a document that changed is corrected by the difference, on its own day")
  func corrected() throws {
    try ledger.load([sale("1"), sale("2")])
    try post()
    try ledger.load([sale("1", [line(1_000, 190), line(500, 95)])], from: "more.csv", digest: 2)
    let outcome = try post()
    #expect(outcome.corrections == 1)
    let correction = try #require(try entries().last)
    #expect(correction.kind == .correction)
    #expect(correction.date == SampleBooks.january)
    #expect(correction.correctionOf == nil)
    #expect(correction.lines.map(\.base.count).sorted() == [-500, -95, 595])
    #expect(try balances() == ["1361": 2_975, "8400": -2_500, "1776": -475])
  }

  @Test("a change that books nothing else is no entry")
  func unchangedAmounts() throws {
    try ledger.load([sale("1")])
    try post()
    try ledger.load([sale("1").with { $0.status = .refunded }], from: "more.csv", digest: 2)
    #expect(try post().entries == 0)
    #expect(try ledger.reader().lastEntry() == 1)
  }

  @Test("what moved to another day is taken back and booked anew")
  func moved() throws {
    try ledger.load([sale("1")])
    try post()
    try ledger.load([sale("1", on: "2026-01-07")], from: "more.csv", digest: 2)
    #expect(try post().corrections == 2)
    #expect(try entries().map(\.date.description) == ["2026-01-05", "2026-01-05", "2026-01-07"])
    #expect(try balances() == ["1361": 1_190, "8400": -1_000, "1776": -190])
  }

  @Test("what was called off is taken back, once, and booked again when it was not after all")
  func calledOff() throws {
    try ledger.load([sale("1"), sale("2")])
    try post()
    try ledger.load([sale("1").with { $0.status = .cancelled }], from: "b.csv", digest: 2)
    try post()
    #expect(try balances() == ["1361": 1_190, "8400": -1_000, "1776": -190])
    try ledger.load([sale("1").with { $0.status = .cancelled }, sale("3")], from: "c.csv", digest: 3)
    try post()
    try ledger.load([sale("1")], from: "d.csv", digest: 4)
    try post()
    #expect(try balances() == ["1361": 3_570, "8400": -3_000, "1776": -570])
  }

  @Test("after a close, what changes and what comes late is booked on the first open day and names its month")
  func afterClose() throws {
    try ledger.load([sale("1")])
    try post()
    let store = try LedgerStore(path: ledger.path)
    try store.closePeriod(SampleBooks.january.month, reason: "return filed", at: 2_000)
    try store.close()
    try ledger.load(
      [sale("1", [line(800, 152)]), sale("2", on: "2026-01-20"), sale("3", on: "2026-02-02")], from: "more.csv",
      digest: 2)
    try post()
    let late = try entries().dropFirst()
    #expect(late.map(\.kind) == [.correction, .sale, .sale])
    #expect(late.map(\.date.description) == ["2026-02-01", "2026-02-01", "2026-02-02"])
    #expect(late.map(\.correctionOf) == [CivilMonth("2026-01"), CivilMonth("2026-01"), nil])
    #expect(try ledger.reader().journalWalk().fault == nil)
  }

  @Test("what cannot be booked yet waits with a reason, and is booked when it can be")
  func waiting() throws {
    let open = line(1_000, 190)
    var pending = open
    pending.treatment = .pending
    try ledger.load([
      sale("1").with { $0.status = .pending }, sale("2", [open, pending]), sale("3").with { $0.status = .cancelled },
      sale("4"),
    ])
    let outcome = try post()
    #expect(outcome.waiting == [.unpaid: 1, .taxPending: 1])
    #expect(outcome.documents == 1)
    try ledger.load([sale("1")], from: "more.csv", digest: 2)
    let next = try post()
    #expect(next.documents == 1)
    #expect(next.waiting == [.taxPending: 1])
    #expect(try balances() == ["1361": 2_380, "8400": -2_000, "1776": -380])
  }

  @Test("a correction takes back what was booked from the account that it was booked to")
  func otherAccounts() throws {
    try ledger.load([sale("1")])
    try post()
    try ledger.load([sale("1", [line(800, 152)])], from: "more.csv", digest: 2)
    try post(.day) { books in
      let own = AccountMapping(.clearing, party: "shopify", account: "1399", name: "Own account", type: .asset)
      books.chart = (try? books.chart.overriding([own])) ?? books.chart
    }
    #expect(try balances() == ["1361": 0, "1399": 952, "8400": -800, "1776": -152])
  }

  @Test("documents posted again come to what is booked, whatever happened to them; a difference is found")
  func agreement() throws {
    try ledger.load([sale("1"), sale("2"), refund("3", of: "1"), sale("4")])
    try post()
    try ledger.load(
      [sale("1", [line(700, 133)]), sale("2", on: "2026-01-09"), sale("4").with { $0.status = .cancelled }],
      from: "more.csv", digest: 2)
    try post(.document) { books in
      let own = AccountMapping(.clearing, party: "shopify", account: "1399", name: "Own account", type: .asset)
      books.chart = (try? books.chart.overriding([own])) ?? books.chart
    }
    #expect(try ledger.reader().booksAgreement() == BooksAgreement(documents: 3, differences: [:]))
    try DatabaseQueue(path: ledger.path).write { database in
      try database.execute(sql: "UPDATE lines SET base_net = base_net + 7 WHERE id >> 20 = 3")
    }
    #expect(try ledger.reader().booksAgreement().differences == ["1361": -7, "8400": 7])
  }

  @Test("nothing of an unpublished run is booked")
  func unpublished() throws {
    try ledger.load([sale("1")])
    try ledger.load([sale("2")], from: "more.csv", digest: 2, verdict: .refused)
    #expect(try post().documents == 1)
  }
}

/// Two stores that count their orders alike: what one sells is never the other's.
import Books
import Columns
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Two stores with the same order number")
struct TwoStoresTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private func order(_ gross: Int64, by method: String) -> SampleDocument {
    SampleDocument("1001").with { document in
      document.date = "2026-01-05"
      document.paymentMethod = method
      document.lines[0].tax = gross * 19 / 119
      document.lines[0].net = gross - document.lines[0].tax
      document.lines[0].treatment = .taxed
      document.lines[0].scheme = .domestic
    }
  }

  private func post(_ granularity: JournalOrder.Granularity) throws {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    for name in ["shop", "other"] {
      _ = try store.post(
        JournalOrder(store: name, platform: "shopify", granularity: granularity, books: try SampleBooks.profile),
        at: 2_000)
    }
  }

  private func entries() throws -> [JournalEntry] {
    var entries: [JournalEntry] = []
    try ledger.reader().journalEntries { entries.append($0) }
    return entries
  }

  @Test(
    "each has its own entry, its own documents and its own open item",
    arguments: [JournalOrder.Granularity.day, .document])
  func apart(_ granularity: JournalOrder.Granularity) throws {
    try ledger.load([order(11_900, by: "paypal")])
    try ledger.load([order(5_950, by: "paypal")], store: "other")
    try post(granularity)
    let entries = try entries()
    #expect(entries.map(\.store) == ["shop", "other"])
    #expect(entries.map { $0.lines.first?.base.count } == [11_900, 5_950])
    let reader = try ledger.reader()
    let stores = try entries.map { try reader.documents(ofEntry: $0.number).map(\.store) }
    #expect(stores == [["shop"], ["other"]])
    let open = try #require(try reader.clearing().accounts.first).items.open
    #expect(
      Set(open.map(\.item)) == [.order("1001", store: "shop"), .order("1001", store: "other")])
    #expect(try reader.booksAgreement() == BooksAgreement(documents: 2, differences: [:]))
  }

  @Test("one that changes corrects its own order and no other")
  func corrected() throws {
    try ledger.load([order(11_900, by: "paypal")])
    try ledger.load([order(5_950, by: "paypal")], store: "other")
    try post(.document)
    try ledger.load([order(4_760, by: "paypal")], from: "b.csv", digest: 2, store: "other")
    try post(.document)
    let correction = try #require(try entries().last)
    #expect(correction.store == "other" && correction.note == "was booked in entry 2")
    #expect(correction.lines.first { $0.account.number == "1363" }?.base.count == -1_190)
    #expect(try ledger.reader().booksAgreement() == BooksAgreement(documents: 2, differences: [:]))
  }

  @Test("what a provider of both has paid out settles the order whose buyer has paid through it")
  func payout() throws {
    try ledger.load([order(11_900, by: "klarna")])
    try ledger.load([order(5_950, by: "paypal")], store: "other")
    let store = try LedgerStore(path: ledger.path)
    var request = RunRequest.sample(pipeline: "payouts", store: "paypal", digest: 3)
    request.entity = .payouts
    _ = try store.begin(request)
    var batch = Batch([SampleDocument("P-1")])
    let number = batch.text.append("#1001")
    batch.put(PayoutKeys.paidOn, Column(stored: [SampleBooks.january.day]))
    batch.put(PayoutKeys.status, Column(stored: [PayoutStatus.paid.rawValue]))
    batch.put(PayoutKeys.total, Column(stored: [59_500_000]))
    batch.put(PayoutKeys.lineKind, Column(stored: [PayoutLineKind.sale.rawValue]))
    batch.put(PayoutKeys.amount, Column(stored: [59_500_000]))
    batch.put(PayoutKeys.net, Column(stored: [59_500_000]))
    batch.put(PayoutKeys.orderReference, Column(stored: [number]))
    _ = try store.loadWhole(batch, from: .sample("payouts.csv"))
    try store.finish(.published, at: 950, message: "")
    try store.close()
    try post(.document)
    let books = try LedgerStore(path: ledger.path)
    _ = try books.post(
      JournalOrder(store: "paypal", platform: "other", granularity: .document, books: try SampleBooks.profile),
      at: 2_000)
    try books.close()
    let accounts = try ledger.reader().clearing().accounts
    #expect(accounts.filter { !$0.isProven }.isEmpty)
    #expect(accounts.flatMap { $0.items.open }.map(\.item) == [.order("1001", store: "shop")])
  }
}

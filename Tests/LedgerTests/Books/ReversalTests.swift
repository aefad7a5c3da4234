/// Documents whose entry was taken back: nothing of them is booked, until they change or are asked for again.
import Books
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Documents whose entry was taken back")
struct ReversalTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private func sale(_ id: String, net: Int64 = 1_000, on date: String = "2026-01-05") -> SampleDocument {
    SampleDocument(id).with { document in
      document.date = date
      document.paymentMethod = "shopify_payments"
      document.lines[0].net = net
      document.lines[0].tax = net * 19 / 100
      document.lines[0].treatment = .taxed
      document.lines[0].scheme = .domestic
    }
  }

  @discardableResult
  private func post(
    _ granularity: JournalOrder.Granularity = .day, again: Bool = false, account: String? = nil
  ) throws -> JournalOutcome {
    var books = try SampleBooks.profile
    if let account {
      books.chart = try books.chart.overriding([
        AccountMapping(.clearing, party: "shopify", account: account, name: "Own account", type: .asset)
      ])
    }
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    var order = JournalOrder(store: "shop", platform: "shopify", granularity: granularity, books: books)
    order.booksAgain = again
    return try store.post(order, at: 2_000)
  }

  @discardableResult
  private func reverse(_ entry: Int64) throws -> [Int64] {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    return try store.reverse(entry, on: nil, reason: "mistake", in: try SampleBooks.profile, at: 3_000).map(\.reversal)
  }

  private func balances() throws -> [String: Int64] {
    try ledger.reader().trialBalance().reduce(into: [:]) { $0[$1.account.number] = $1.balance.count }
      .filter { $0.value != 0 }
  }

  /// Whether both books agree, and every open item of providers is accounted for.
  private func expectAgreement(documents: Int64, _ place: SourceLocation = #_sourceLocation) throws {
    let reader = try ledger.reader()
    #expect(
      try reader.booksAgreement() == BooksAgreement(documents: documents, differences: [:]), sourceLocation: place)
    #expect(try reader.clearing().accounts.allSatisfy(\.isProven), sourceLocation: place)
    #expect(try reader.journalWalk().fault == nil, sourceLocation: place)
  }

  private static let whole = ["1361": Int64(2_380), "8400": -2_000, "1776": -380]

  @Test("nothing of them is booked, and they are told as such", arguments: [JournalOrder.Granularity.day, .document])
  func takenBack(_ granularity: JournalOrder.Granularity) throws {
    try ledger.load([sale("1"), sale("2")])
    try post(granularity)
    try reverse(1)
    let left: Int64 = granularity == .day ? 0 : 1
    #expect(try balances()["1361"] ?? 0 == left * 1_190)
    try expectAgreement(documents: left)
    let reader = try ledger.reader()
    #expect(try reader.unbookedDocuments().map(\.reason) == Array(repeating: .takenBack, count: 2 - Int(left)))
    #expect(try reader.documents(ofEntry: 1).count == 2 - Int(left))
    #expect(try reader.entry(ofDocument: 1) == nil)
    #expect(try post(granularity).documents == 0)
  }

  @Test("one that changes later is booked in full", arguments: [JournalOrder.Granularity.day, .document])
  func changed(_ granularity: JournalOrder.Granularity) throws {
    try ledger.load([sale("1")])
    try post(granularity)
    try reverse(1)
    try ledger.load([sale("1", net: 500)], from: "b.csv", digest: 2)
    #expect(try post(granularity).corrections == 0)
    #expect(try balances() == ["1361": 595, "8400": -500, "1776": -95])
    try expectAgreement(documents: 1)
    #expect(try ledger.reader().unbookedDocuments().isEmpty)
  }

  @Test("they are booked again when that is asked for, once, by the accounts of today")
  func again() throws {
    try ledger.load([sale("1"), sale("2")])
    try post()
    try reverse(1)
    #expect(try post(again: true, account: "1399").documents == 2)
    #expect(try balances() == ["1399": 2_380, "8400": -2_000, "1776": -380])
    try expectAgreement(documents: 2)
    #expect(try post(again: true).documents == 0)
    #expect(try ledger.reader().documents(ofEntry: 3).count == 2)
    // And once more.
    try reverse(3)
    try expectAgreement(documents: 0)
    #expect(try post(.document, again: true).documents == 2)
    #expect(try balances() == Self.whole)
    try expectAgreement(documents: 2)
    // What changes then is corrected by the difference to that.
    try ledger.load([sale("1", net: 500)], from: "b.csv", digest: 2)
    #expect(try post().corrections == 1)
    #expect(try balances() == ["1361": 1_785, "8400": -1_500, "1776": -285])
    try expectAgreement(documents: 2)
  }

  @Test("a correction that is taken back leaves what was booked before it")
  func correction() throws {
    try ledger.load([sale("1"), sale("2")])
    try post()
    try ledger.load([sale("1", net: 500)], from: "b.csv", digest: 2)
    try post()
    let failed = failure { try reverse(1) }
    #expect(failed?.code == "E8608" && failed?.message.contains("entry 2 corrects") == true)
    try reverse(2)
    #expect(try balances() == Self.whole)
    try expectAgreement(documents: 2)
    #expect(try post(again: true).corrections == 1)
    #expect(try balances()["8400"] == -1_500)
    try expectAgreement(documents: 2)
    try reverse(4)
    try reverse(1)
    #expect(try balances() == [:])
    try expectAgreement(documents: 0)
  }

  @Test("a document that has moved to another day is taken back from both")
  func moved() throws {
    try ledger.load([sale("1")])
    try post()
    try ledger.load([sale("1", on: "2026-01-09")], from: "b.csv", digest: 2)
    try post()
    #expect(try reverse(2) == [4, 5])
    #expect(try balances() == ["1361": 1_190, "8400": -1_000, "1776": -190])
    try expectAgreement(documents: 1)
    try reverse(1)
    #expect(try post(again: true).documents == 1)
    #expect(try ledger.reader().journalEntry(7)?.date.description == "2026-01-09")
    try expectAgreement(documents: 1)
  }

  @Test("calling off is taken back too, and can be booked again")
  func calledOff() throws {
    try ledger.load([sale("1")])
    try post()
    try ledger.load([sale("1").with { $0.status = .cancelled }], from: "b.csv", digest: 2)
    try post()
    try reverse(2)
    #expect(try balances() == ["1361": 1_190, "8400": -1_000, "1776": -190])
    try expectAgreement(documents: 1)
    try post(again: true)
    #expect(try balances() == [:])
    try expectAgreement(documents: 0)
  }

  @Test("what takes documents back is not taken back itself")
  func reversalOfReversal() throws {
    try ledger.load([sale("1")])
    try post()
    try reverse(1)
    let failed = failure { try reverse(2) }
    #expect(failed?.code == "E8608" && failed?.remedy.contains("--again") == true)
  }
}

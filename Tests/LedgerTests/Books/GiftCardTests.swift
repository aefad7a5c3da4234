/// Orders that a gift card has paid in part: the card's part ends what is owed for it, the rest is with who paid it.
import Books
import Commerce
import GRDB
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Gift cards in the books")
struct GiftCardTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  /// A sale of 11.90 with tax, of which a gift card has paid a part.
  private func sale(_ id: String, giftCards: Int64?, net: Int64 = 1_000, tax: Int64 = 190) -> SampleDocument {
    SampleDocument(id).with { document in
      document.date = "2026-01-05"
      document.paymentMethod = "gift_card + shopify_payments"
      document.giftCards = giftCards
      document.lines[0].net = net
      document.lines[0].tax = tax
      document.lines[0].treatment = .taxed
      document.lines[0].scheme = .domestic
    }
  }

  private func refund(_ id: String, of sale: String, giftCards: Int64?) -> SampleDocument {
    self.sale(id, giftCards: giftCards, net: -500, tax: -95).with { document in
      document.kind = .refund
      document.refunds = sale
      document.date = "2026-01-06"
    }
  }

  private func post(_ granularity: JournalOrder.Granularity) throws {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    _ = try store.post(
      JournalOrder(store: "shop", platform: "shopify", granularity: granularity, books: try SampleBooks.profile),
      at: 2_000)
  }

  private func balances() throws -> [String: Int64] {
    try ledger.reader().trialBalance().reduce(into: [:]) { $0[$1.account.number] = $1.balance.count }
  }

  private func open() throws -> [String] {
    let account = try #require(try ledger.reader().clearing().accounts.first)
    #expect(account.isProven)
    return account.items.open.map { "\($0.amount.count) \($0.reason.rawValue)" }
  }

  @Test(
    "the gift card's part is no longer owed for it, the rest is with the provider",
    arguments: [
      JournalOrder.Granularity.day, .document,
    ])
  func parts(_ granularity: JournalOrder.Granularity) throws {
    try ledger.load([
      sale("1", giftCards: 400), sale("2", giftCards: 0), sale("3", giftCards: 1_190),
      refund("4", of: "1", giftCards: -95),
    ])
    try post(granularity)
    #expect(try balances() == ["1361": 1_480, "1700": 1_495, "8400": -2_500, "1776": -475])
    #expect(try open() == ["290 not_paid_out", "1190 not_paid_out"])
    #expect(try ledger.reader().booksAgreement().differences == [:])
  }

  @Test("where nobody says how much, all of it is with the provider")
  func unknown() throws {
    try ledger.load([sale("1", giftCards: nil)])
    try post(.day)
    #expect(try balances() == ["1361": 1_190, "8400": -1_000, "1776": -190])
  }

  @Test("a part that comes to be known is a change of the document, and moves what is open")
  func becomesKnown() throws {
    try ledger.load([sale("1", giftCards: nil)])
    try post(.document)
    try ledger.load([sale("1", giftCards: 400)], from: "b.csv", digest: 2)
    try post(.document)
    #expect(try balances() == ["1361": 790, "1700": 400, "8400": -1_000, "1776": -190])
    try ledger.load([sale("1", giftCards: 300)], from: "c.csv", digest: 3)
    try post(.document)
    #expect(try balances() == ["1361": 890, "1700": 300, "8400": -1_000, "1776": -190])
    #expect(try ledger.reader().booksAgreement() == BooksAgreement(documents: 1, differences: [:]))
    #expect(try open() == ["890 not_paid_out"])
  }

  @Test("the same again changes nothing")
  func again() throws {
    try ledger.load([sale("1", giftCards: 400)])
    try ledger.load([sale("1", giftCards: 400)], from: "b.csv", digest: 2)
    let revisions = try DatabaseQueue(path: ledger.path).read {
      try Int64.fetchOne($0, sql: "SELECT count(*) FROM transactions")
    }
    #expect(revisions == 1)
  }
}

/// What goods have cost, booked with the sales and taken back with what comes back.
import Books
import Columns
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Cost of goods")
struct CostTests {
  private let ledger: TestLedger

  /// A ledger whose lamps cost 12.3456 euros each.
  init() throws {
    ledger = try TestLedger()
    let store = try LedgerStore(path: ledger.path)
    var request = RunRequest.sample(pipeline: "stock")
    request.entity = .inventory
    _ = try store.begin(request)
    var article = SampleDocument("lamp")
    article.lines[0].sku = "LAMP"
    var batch = Batch([article])
    batch.put(InventoryKeys.cost, Column(stored: [12_345_600]))
    batch.put(InventoryKeys.available, Column(stored: [5_000_000]))
    _ = try store.loadWhole(batch, from: .sample("stock.csv"))
    try store.finish(.published, at: 900, message: "")
    try store.close()
  }

  private func document(_ id: String, units: Int64, refunds: String? = nil, on date: String = "2026-01-05")
    -> SampleDocument
  {
    SampleDocument(id).with { document in
      document.date = date
      document.kind = refunds == nil ? .sale : .refund
      document.refunds = refunds ?? ""
      document.paymentMethod = "shopify_payments"
      var line = SampleLine()
      line.sku = "LAMP"
      line.units = units
      line.treatment = .taxed
      line.scheme = .domestic
      if refunds != nil { (line.net, line.tax) = (-line.net, -line.tax) }
      document.lines = [line]
    }
  }

  @discardableResult
  private func post() throws -> JournalOutcome {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    var order = JournalOrder(store: "shop", platform: "shopify", granularity: .day, books: try SampleBooks.profile)
    order.costsGoods = true
    return try store.post(order, at: 2_000)
  }

  private func balances() throws -> [String: Int64] {
    try ledger.reader().trialBalance().reduce(into: [:]) { $0[$1.account.number] = $1.balance.count }
  }

  @Test("two units leave at 24.69; one comes back at 12.35, the other at what is left")
  func leaveAndComeBack() throws {
    try ledger.load([document("1", units: 2)])
    let outcome = try post()
    #expect(outcome.costed == 1 && outcome.uncosted == 0)
    #expect(try balances()["3960"] == 2_469)
    #expect(try balances()["3980"] == -2_469)
    try ledger.load([document("2", units: 1, refunds: "1", on: "2026-01-12")], from: "b.csv", digest: 2)
    try post()
    #expect(try balances()["3960"] == 1_234)
    try ledger.load([document("3", units: 1, refunds: "1", on: "2026-01-13")], from: "c.csv", digest: 3)
    try post()
    #expect(try balances()["3960"] == 0)
    #expect(try post().entries == 0)
    #expect(try ledger.reader().journalWalk().fault == nil)
    #expect(try ledger.reader().booksAgreement().differences == [:])
  }

  @Test("refunds of one pass are measured one after the other, and more than was sold is not made up")
  func onePass() throws {
    try ledger.load([
      document("1", units: 2), document("2", units: 1, refunds: "1"), document("3", units: 1, refunds: "1"),
      document("4", units: 1, refunds: "1"),
    ])
    let outcome = try post()
    #expect(outcome.costed == 3 && outcome.uncosted == 1)
    #expect(try balances()["3960"] == 0)
  }

  @Test(
    "goods that were paid back and did not come back stay spent", arguments: [(true, Int64(1_234)), (false, 2_469)])
  func notRestocked(_ isRestocked: Bool, _ spent: Int64) throws {
    let refund = document("2", units: 1, refunds: "1").with { $0.lines[0].restocked = isRestocked }
    try ledger.load([document("1", units: 2), refund])
    #expect(try post().uncosted == 0)
    #expect(try balances()["3960"] == spent)
    #expect(try balances()["3980"] == -spent)
    #expect(try post().entries == 0)
  }

  @Test("goods that came back spoiled stay spent, those that can be sold again are in stock")
  func spoiled() throws {
    let store = try LedgerStore(path: ledger.path)
    var request = RunRequest.sample(pipeline: "returns")
    request.entity = .returns
    _ = try store.begin(request)
    let returned = ["SELLABLE", "CUSTOMER_DAMAGED"].enumerated().map { number, _ in
      SampleDocument("r\(number)").with {
        $0.lines[0].sku = "LAMP"
        $0.lines[0].units = 1
      }
    }
    var batch = Batch(returned)
    batch.put(ReturnKeys.orderID, Column(stored: returned.map { _ in batch.text.append("1") }))
    batch.put(
      ReturnKeys.disposition, Column(stored: ["SELLABLE", "CUSTOMER_DAMAGED"].map { batch.text.append($0) }))
    _ = try store.loadWhole(batch, from: .sample("returns.csv"))
    try store.finish(.published, at: 950, message: "")
    try store.close()
    try ledger.load([document("1", units: 3), document("2", units: 2, refunds: "1"), document("9", units: 1)])
    try post()
    // Three and one left, one is back: three at 12.3456.
    #expect(try balances()["3960"] == 4_939 - 1_235)
  }

  @Test("a sale that changes is costed anew, one that is called off not at all")
  func changed() throws {
    try ledger.load([document("1", units: 2), document("2", units: 1)])
    try post()
    try ledger.load(
      [document("1", units: 3), document("2", units: 1).with { $0.status = .cancelled }], from: "b.csv", digest: 2)
    try post()
    #expect(try balances()["3960"] == 3_704)
    #expect(try balances()["3980"] == -3_704)
  }

  @Test("what nobody knows the cost of is counted and not booked")
  func unknown() throws {
    try ledger.load([document("1", units: 1).with { $0.lines[0].sku = "OTHER" }])
    #expect(try post().uncosted == 1)
    #expect(try balances()["3960"] == nil)
  }
}

/// Products, stock, accounts, payouts and returns in the ledger: columns, revisions, rejects and what a run leaves behind.
import Columns
import Commerce
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Entities")
struct EntityTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  /// Loads articles with their stock in one run: a document each.
  @discardableResult
  private func load(
    _ articles: [(id: String, stock: Int64?)], store name: String = "shop", from file: String = "a.csv",
    changedAt: Int64 = 0, verdict: RunVerdict = .published
  ) throws -> BatchOutcome {
    var batch = Batch(articles.map { SampleDocument($0.id) })
    batch.put(
      InventoryKeys.available, Column(stored: articles.map { $0.stock.map { $0 * 1_000_000 } ?? .missing }))
    batch.put(InventoryKeys.updatedAt, Column(stored: articles.map { _ in changedAt }))
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    var request = RunRequest.sample(store: name)
    request.entity = .inventory
    _ = try store.begin(request)
    let outcome = try store.loadWhole(batch, from: .sample(file, bytes: Int64(500 + changedAt)))
    try store.finish(verdict, at: 1_000, message: "")
    return outcome
  }

  @Test("a migration is never edited: a field that is new takes a migration of its own")
  func columns() throws {
    try load([])
    let expected = [
      "products": "title description source_status status vendor category tags parent created_at updated_at currency",
      "variants":
        "variant_id sku barcode options price compare_at_price cost stock tracked article weight weight_unit fulfillment_channel",
      "stock_records": "title updated_at",
      "stock":
        "article sku asin fnsku barcode condition place place_name place_country available on_hand reserved inbound unfulfillable tracked cost",
      "accounts":
        "region country_source country vat_id tax_exempt marketing_consent marketing_consent_at created_at updated_at contact sms_consent sms_consent_at",
      "payouts":
        "source_status status paid_at paid_on period_start period_end currency total opening_balance bank_total bank_currency bank_reference",
      "payout_lines":
        "line_kind_source line_kind description transaction_id order_id order_reference sku quantity marketplace posted_at posted_on line_currency amount fee net",
      "return_records": "returned_at returned_on order_id source_status",
      "returns": "sku asin fnsku title quantity place disposition reason",
    ]
    for (table, fields) in expected {
      let names = try ledger.rows("SELECT name FROM pragma_table_info('\(table)')").map { $0[0] as String }
      let common = names.contains("line_no") ? 4 : 11
      #expect(names.dropFirst(common).joined(separator: " ") == fields, "\(table)")
    }
  }

  @Test("the same is unchanged, another figure is a revision, and the time of change alone is neither")
  func revisions() throws {
    try load([("1", 5), ("2", nil)])
    #expect(try load([("1", 5), ("2", nil)], from: "b.csv", changedAt: 60).totals.count(.unchanged).documents == 2)
    #expect(try load([("1", 7), ("2", 0)], from: "c.csv", changedAt: 120).counts.revised == 2)
    let rows = try ledger.rows("SELECT external_id, revision, available_millionths FROM v_stock ORDER BY external_id")
    #expect(rows.map { $0[1] as Int64 } == [2, 2])
    #expect(rows.map { $0[2] as Int64? } == [7_000_000, 0])
    let counts = try ledger.reader().counts(of: .inventory)
    #expect([counts.documents, counts.lines, counts.superseded] == [2, 2, 2])
  }

  @Test("each store has its own")
  func stores() throws {
    try load([("1", 5)], store: "one")
    #expect(try load([("1", 6)], store: "two", from: "b.csv").counts.revised == 0)
    #expect(try ledger.reader().stockLevels(store: "two").map(\.available) == [Exact("6")])
  }

  @Test("a document that a file has twice, with other content, is scattered")
  func scattered() throws {
    let outcome = try load([("1", 5), ("1", 6)])
    #expect(outcome.totals.count(.rejected).documents == 1)
    #expect(try ledger.reader().rejects().map(\.code) == ["R4001"])
  }

  @Test("an unpublished run shows nothing, and a refused one leaves nothing")
  func refused() throws {
    try load([("1", 5)])
    let before = try ledger.reader().contentDigest()
    try load([("1", 6), ("2", 1)], from: "b.csv", verdict: .refused)
    #expect(try ledger.reader().contentDigest() == before)
    #expect(try ledger.number("SELECT count(*) FROM stock_records") == 1)
    #expect(try ledger.number("SELECT count(*) FROM stock") == 1)
  }

  @Test("an order's reject is not closed by an article of the same id")
  func rejectsApart() throws {
    try ledger.load([SampleDocument("1").with { $0.refusals = [("R2001", nil, "")] }])
    try load([("1", 5)], from: "b.csv")
    #expect(try ledger.reader().counts().openRejects == 1)
    var filter = RejectFilter(status: "open")
    filter.entity = .inventory
    #expect(try ledger.reader().rejects(filter).isEmpty)
  }
}

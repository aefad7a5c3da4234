/// What people say of materials and of what stores refuse.
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Materials by hand")
struct MaterialsByHandTests {
  @Test("a value that is set is told to the stores, and one that no store could be told is refused with what would do")
  func set() throws {
    let shops = try FiveShops()
    for store in ["shopify-de", "woocommerce-de"] { try shops.run(store, night: 0) }
    let material = try #require(try shops.program.ledger().materials().first { $0.stores.count == 2 && $0.name != nil })
    let number = String(material.number)
    for wrong in ["price=0", "price=1.234", "price=x", "status=gone", "name=<b>Mug</b>", "sku=", "colour=red"] {
      let refused = try shops.program.run("materials", "set", number, wrong)
      #expect(refused.exit == 2, "\(wrong): \(refused.text)")
    }
    let done = try shops.program.run("materials", "set", number, "price=77.70", "name=Mug, set by hand", "description=")
    #expect(done.exit == 0, "\(done.text)")
    for _ in 0..<2 { for store in ["shopify-de", "woocommerce-de"] { try shops.run(store, night: 0) } }
    let told = try shops.program.rows(
      """
      SELECT DISTINCT x.seen FROM article_sides x JOIN article_links l ON l.id = x.link_id
      WHERE l.material_id = \(number) AND x.field = 'price'
      """)
    #expect(told.map { $0[0] as String } == ["77.70"])
    let names = try shops.program.rows(
      "SELECT title FROM v_products WHERE title = 'Mug, set by hand' AND store IN ('shopify-de', 'woocommerce-de')")
    #expect(names.count == 2)
    #expect(try shops.program.run("materials", "set", "999999", "price=1.00").messages.contains("E8813"))
  }

  @Test("a count by hand gives a store that is only told its levels something to be told, and tells of too little")
  func counted() throws {
    let program = try Program()
    func run(_ pipeline: String) throws {
      let outcome = try program.run("run", pipeline, "--quiet")
      #expect([0, 5].contains(outcome.exit), "\(outcome.text)")
    }
    try run("pipelines/woocommerce-products-sync.json")
    try program.define("woocommerce-stock-sync", (#""direction": "both""#, #""direction": "to_store""#))
    try run("own.json")
    #expect(try program.rows("SELECT 1 FROM outbox WHERE entity = 'inventory'").isEmpty)
    let set = try program.run("materials", "set", "1", "--units", "123", "--at", "WH-001", "--low-stock", "500")
    #expect(set.exit == 0, "\(set.text)")
    try run("own.json")
    let level = try #require(try program.ledger().materialStock(1).first { $0.store == "woocommerce-de" })
    #expect(level.quantity == Exact("123") && level.level == Exact("123"))
    let untied = try program.rows(
      """
      SELECT q.material_id FROM material_stock q WHERE q.quantity <> (SELECT sum(m.quantity) FROM stock_moves m
        WHERE m.material_id = q.material_id AND m.location = q.location)
      """)
    #expect(untied.isEmpty)
    try run("pipelines/all-stock.json")
    let sku = try #require(try program.ledger().materials(number: 1).first?.sku)
    let alert = try program.ledger().stockAlerts(store: "woocommerce-de").first { $0.sku == sku }
    #expect(alert?.threshold == Exact("500"))
    let half = try program.run("materials", "set", "1", "--units", "5")
    #expect(half.exit == 2 && half.messages.contains("--at"))
  }

  @Test("what a store refused is told again after its cause was mended, and not before")
  func retried() throws {
    let shops = try FiveShops()
    for store in ["shopify-de", "woocommerce-de"] { try shops.run(store, night: 0) }
    try shops.program.run("materials", "set", "1", "price=55.50")
    try shops.program.define("woocommerce-products-sync", (",\n    { \"use\": \"push\" }", ""))
    #expect(try shops.program.run("run", "own.json", "--quiet").exit == 0)
    let entry = try #require(try shops.program.ledger().outbox(of: "woocommerce-de").first?.number)
    let store = try LedgerStore(path: shops.program.ledgerPath)
    try store.settle([OutboxVerdict(entry, .refused, "the price is locked")], at: 1_767_400_000)
    try store.close()
    let before = try shops.writes("woocommerce-de")
    try shops.run("woocommerce-de", night: 0)
    #expect(try shops.writes("woocommerce-de") == before)
    let problem = try #require(
      try shops.program.ledger().syncProblems(of: "woocommerce-de").first { $0.kind == "refused" })
    #expect(problem.detail == "the price is locked")
    let retry = try shops.program.run("sync", "outbox", "retry", String(entry))
    #expect(retry.exit == 0 && retry.output.contains("1 entry"), "\(retry.text)")
    #expect(try shops.program.ledger().syncProblems(of: "woocommerce-de").allSatisfy { $0.kind != "refused" })
    try shops.run("woocommerce-de", night: 0)
    #expect(try shops.writes("woocommerce-de") == before + 1)
    #expect(try shops.program.run("sync", "outbox", "retry", String(entry)).messages.contains("E8815"))
    #expect(try shops.program.run("sync", "outbox", "retry").output.contains("no store has refused"))
  }
}

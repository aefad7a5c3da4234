/// Stock that orders move: what one shop sells, the others have less of, and what a platform sends from its own stock does not.
import Commerce
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Stock that orders move")
struct OrderStockTests {
  private let program: Program

  init() throws { program = try Program() }

  private func run(_ pipeline: String, _ more: String...) throws {
    let outcome = try program.start(["run", pipeline, "--quiet"] + more).outcome()
    #expect([0, 5].contains(outcome.exit), "\(pipeline): \(outcome.text)")
  }

  /// Runs a store's stock pipeline with orders as the word on what was sold.
  private func settle(_ platform: String, night: Int, _ restocks: Bool = false) throws {
    let more = restocks ? #", "refunds_restock": true"# : ""
    try program.define("\(platform)-stock-sync", (#""direction": "both""#, #""direction": "to_store"\#(more)"#))
    try run("own.json", "--set", "night=\(night)")
  }

  /// Pulls the orders of a store whose shop is the one that the stock pipelines have.
  private func pullOrders(_ platform: String, night: Int, orders: Int, _ preset: String) throws {
    try program.define(
      preset,
      (
        #""simulation": { "orders": 600, "faults": "${faults}" }"#,
        #""simulation": { "orders": \#(orders), "seed": 7, "state": "output/shops/${store}.jsonl", "night": "\#(night)" }"#
      ))
    try run("own.json")
  }

  /// What the ledger counts at the shared place, and what each store shows there, by material.
  private func counts() throws -> [Int64: [String: Exact]] {
    var counts: [Int64: [String: Exact]] = [:]
    for level in try program.ledger().materialStock() where level.location == "WH-001" {
      counts[level.material, default: [:]]["ledger"] = level.quantity
      if let store = level.store { counts[level.material]?[store] = level.level }
    }
    return counts
  }

  @Test("what is sold in one shop lowers what the other shows, by the morning, and is taken off once")
  func sold() throws {
    for platform in ["shopify", "woocommerce"] { try run("pipelines/\(platform)-products-sync.json") }
    for platform in ["shopify", "woocommerce"] { try run("pipelines/\(platform)-stock-sync.json") }
    let before = try counts()
    try pullOrders("shopify", night: 1, orders: 1, "shopify-nightly")
    try settle("shopify", night: 1)
    try settle("woocommerce", night: 0)
    let moves = try program.rows("SELECT material_id, sum(quantity) FROM stock_moves WHERE kind = 'order' GROUP BY 1")
    #expect(!moves.isEmpty)
    let after = try counts()
    for row in moves {
      let (material, moved): (Int64, Int64) = (row[0], row[1])
      let was = try #require(before[material]?["ledger"])
      let left = Exact(millionths: was.millionths + moved)
      #expect(moved < 0 && after[material]?["ledger"] == left)
      #expect(after[material]?["woocommerce-de"] == max(left, .zero), "\(material)")
      #expect(after[material]?["shopify-de"] == max(left, .zero), "\(material)")
    }
    #expect(try program.rows("SELECT 1 FROM sync_problems WHERE kind = 'stock'").isEmpty)
    // Neither the same orders again nor the same levels change anything.
    try pullOrders("shopify", night: 1, orders: 1, "shopify-nightly")
    for platform in ["shopify", "woocommerce"] { try settle(platform, night: platform == "shopify" ? 1 : 0) }
    #expect(try counts() == after)
    #expect(try program.rows("SELECT 1 FROM outbox WHERE status IN ('decided', 'sent')").isEmpty)
  }

  @Test("a level that a list of stock does not tell, and that has moved, is decided anew from what the store said then")
  func movedListing() throws {
    for pipeline in ["amazon-products-sync", "amazon-stock-sync"] { try run("pipelines/\(pipeline).json") }
    // Goods have come in, so that all levels are to be told, and a night of sales is in no list of Amazon's stock: what the
    // seller sends himself is told with listings.
    try program.change("UPDATE material_stock SET quantity = quantity + 5000000 WHERE location = 'WH-001'")
    try run("pipelines/amazon-stock-sync.json", "--set", "night=1")
    let stale = try program.rows("SELECT 1 FROM outbox WHERE status = 'stale' AND entity = 'inventory'")
    #expect(!stale.isEmpty)
    for _ in 0..<2 { try run("pipelines/amazon-stock-sync.json", "--set", "night=1") }
    #expect(try program.rows("SELECT 1 FROM outbox WHERE status = 'stale'").count == stale.count)
    #expect(try program.rows("SELECT 1 FROM outbox WHERE status IN ('decided', 'sent')").isEmpty)
  }

  @Test("what comes back is in stock again where that is wanted, and once")
  func refunded() throws {
    for platform in ["shopify", "woocommerce"] { try run("pipelines/\(platform)-products-sync.json") }
    for platform in ["shopify", "woocommerce"] { try run("pipelines/\(platform)-stock-sync.json") }
    try pullOrders("shopify", night: 0, orders: 60, "shopify-nightly")
    try settle("shopify", night: 0)
    func moved(_ kind: String) throws -> Int64 {
      try program.rows("SELECT coalesce(sum(quantity), 0) FROM stock_moves WHERE kind = '\(kind)'").first?[0] ?? 0
    }
    #expect(try moved("order") < 0 && moved("refund") == 0)
    // The same orders are looked at again: now goods of refunds are put back.
    try program.change("DELETE FROM sync_folds WHERE run_id IN (SELECT id FROM runs WHERE entity = 'orders')")
    try settle("shopify", night: 0, true)
    let back = try moved("refund")
    #expect(back > 0)
    try program.change("DELETE FROM sync_folds WHERE run_id IN (SELECT id FROM runs WHERE entity = 'orders')")
    try settle("shopify", night: 0, true)
    #expect(try moved("refund") == back)
  }

  @Test("what Amazon sends from its own warehouses takes nothing from the seller's")
  func fulfilledByAmazon() throws {
    for pipeline in ["amazon-products-sync", "amazon-stock-sync"] { try run("pipelines/\(pipeline).json") }
    try pullOrders("amazon", night: 0, orders: 120, "amazon-nightly")
    try settle("amazon", night: 0)
    func channels(_ condition: String) throws -> Set<String> {
      Set(
        try program.rows(
          """
          SELECT DISTINCT e.channel FROM transactions t JOIN document_terms e ON e.id = t.terms_id
          WHERE e.channel IS NOT NULL AND \(condition)
          """
        ).map { $0[0] as String })
    }
    #expect(try channels("t.kind = 0 OR 1") == ["Amazon.de AFN", "Amazon.de MFN"])
    let moved = "t.id IN (SELECT transaction_id FROM stock_moves WHERE kind = 'order')"
    #expect(try channels(moved) == ["Amazon.de MFN"])
    #expect(
      try program.rows("SELECT 1 FROM stock_moves WHERE location = 'amazon-de/AFN' AND kind <> 'level'").isEmpty)
  }
}

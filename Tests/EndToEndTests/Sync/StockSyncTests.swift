/// One stock that two simulated shops sell from: what is sold in one, the other is told.
import Commerce
import Foundation
import Ledger
import Testing

@Suite("One stock in two shops")
struct StockSyncTests {
  private static let stores = ["shopify-de", "woocommerce-de"]

  private func run(_ program: Program, _ store: String, _ what: String, night: Int, _ more: [String] = []) throws {
    let platform = try #require(store.split(separator: "-").first)
    let outcome = try program.start(
      ["run", "pipelines/\(platform)-\(what)-sync.json", "--quiet", "--set", "night=\(night)"] + more
    ).outcome()
    #expect([0, 5].contains(outcome.exit), "\(store): \(outcome.text)")
  }

  private func round(_ program: Program, night: Int) throws {
    for store in Self.stores { try run(program, store, "products", night: night) }
    for store in Self.stores { try run(program, store, "stock", night: night) }
  }

  /// The levels of the shared place that differ from what the ledger counts, and all levels below nothing.
  private func differences(_ program: Program) throws -> [String] {
    try program.ledger().materialStock().filter { level in
      guard level.location == "WH-001", level.store != nil, let shown = level.level else { return false }
      return shown != max(level.quantity, .zero) || shown < .zero
    }.map { "\($0.material) \($0.store ?? ""): \($0.level.map { "\($0)" } ?? "") for \($0.quantity)" }
  }

  private func writes(_ program: Program) throws -> Int {
    try Self.stores.reduce(0) { sum, store in
      let journal = try String(contentsOfFile: program.path("output/shops/\(store).jsonl"), encoding: .utf8)
      return sum + journal.split(separator: "\n").count { $0.contains("\"body\"") }
    }
  }

  @Test("after a night of sales both shops show what is left, and then nobody is told anything")
  func sales() throws {
    let program = try Program()
    for night in [0, 0, 1, 1] { try round(program, night: night) }
    #expect(try differences(program) == [])
    let levels = try program.ledger().materialStock().filter { $0.location == "WH-001" }
    #expect(levels.count > 40)
    let before = try writes(program)
    #expect(before > 10)
    try round(program, night: 1)
    #expect(try writes(program) == before)
    #expect(try program.rows("SELECT 1 FROM stock_moves GROUP BY material_id, location").count > 20)
    // Every count is the sum of its moves.
    let untied = try program.rows(
      """
      SELECT q.material_id FROM material_stock q WHERE q.quantity <> (SELECT sum(m.quantity) FROM stock_moves m
        WHERE m.material_id = q.material_id AND m.location = q.location)
      """)
    #expect(untied.isEmpty)
  }

  @Test("a place that no other store shares is read, and never told")
  func ownPlaces() throws {
    let program = try Program()
    for store in Self.stores { try run(program, store, "products", night: 0) }
    try run(program, "shopify-de", "stock", night: 0)
    let own = try program.ledger().materialStock().filter { $0.location.hasPrefix("shopify-de/") }
    #expect(!own.isEmpty)
    #expect(try program.rows("SELECT 1 FROM outbox WHERE entity = 'inventory'").isEmpty)
  }
}

/// Variants on Amazon, where each is a listing of its own: the parents that they are told to belong to, and their withdrawal.
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Variants on Amazon")
struct AmazonFamilyTests {
  private let program: Program

  /// Amazon has eight of the products that Shopify has forty of, and the store's goods are shirts.
  init() throws {
    program = try Program()
    let folder = program.path("pipelines")
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(at: Program.project.appending(path: "pipelines"), to: URL(filePath: folder))
    let stores = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    let own = "\"name\": \"amazon-de\",\n"
    try #require(stores.contains(own))
    let shirts = own + #"      "connector": { "product_type": "SHIRT" },"# + "\n"
    try program.write("pipelines/stores.json", stores.replacing(own, with: shirts))
  }

  private func run(_ pipeline: String) throws {
    let outcome = try program.run("run", pipeline, "--quiet")
    #expect([0, 5].contains(outcome.exit), "\(outcome.text)")
  }

  /// Amazon's pipeline with a theme for all goods; `nil` for none.
  private func define(theme: String?) throws {
    let products = (old: "\"orders\": 0,", new: "\"orders\": 0, \"products\": 8,")
    let themes = theme.map { "\"variation_themes\": { \"\": \"\($0)\" }, " } ?? ""
    try program.define(
      "amazon-products-sync", products, (old: "\"direction\": \"both\"", new: themes + "\"direction\": \"both\""))
  }

  private func count(_ sql: String) throws -> Int64 { try #require(try program.rows(sql).first)[0] }

  /// The requests that have changed something on Amazon.
  private func writes() throws -> [Substring] {
    try String(contentsOfFile: program.path("output/shops/amazon-de.jsonl"), encoding: .utf8).split(separator: "\n")
  }

  @Test("listings without a theme stand alone and are named; with one they belong to a parent that is made once")
  func joined() throws {
    try run("pipelines/shopify-products-sync.json")
    try define(theme: nil)
    for _ in 0..<2 { try run("own.json") }
    let alone = try count("SELECT count(*) FROM sync_problems WHERE kind = 'no_theme'")
    #expect(alone > 20)
    let materials = try program.ledger().materials().count
    try define(theme: "STYLE")
    for _ in 0..<2 { try run("own.json") }
    let joined = try program.rows(
      """
      SELECT l.parent, count(*), count(DISTINCT l.family_id) FROM product_links l JOIN stores s ON s.id = l.store_id
      WHERE s.name = 'amazon-de' AND l.parent LIKE '%-FAMILY' GROUP BY l.parent
      """)
    #expect(joined.reduce(0) { $0 + ($1[1] as Int64) } == alone)
    #expect(joined.allSatisfy { ($0[1] as Int64) > 1 && ($0[2] as Int64) == 1 })
    let made = try writes().filter { $0.contains("\"PUT\"") && $0.contains("-FAMILY?") }
    #expect(made.count == joined.count)
    #expect(try count("SELECT count(*) FROM sync_problems WHERE kind IN ('no_theme', 'refused')") == 0)
    #expect(try program.ledger().materials().count == materials)
    // And then nobody is told anything.
    let before = try writes().count
    try run("own.json")
    #expect(try writes().count == before)
    #expect(try program.rows("SELECT 1 FROM outbox WHERE status IN ('decided', 'sent')").isEmpty)
  }

  @Test("new listings belong to their parent from the start, and a plan shows it")
  func made() throws {
    try run("pipelines/shopify-products-sync.json")
    try define(theme: "STYLE")
    let plan = try program.run("sync", "plan", "own.json")
    #expect(plan.exit == 12 && plan.output.contains("-FAMILY") && plan.output.contains("STYLE"), "\(plan.text)")
    for _ in 0..<2 { try run("own.json") }
    #expect(try writes().filter { $0.contains("\"PATCH\"") && $0.contains("parentage_level") }.isEmpty)
    #expect(try count("SELECT count(*) FROM product_links WHERE parent LIKE '%-FAMILY'") > 20)
    let before = try writes().count
    try run("own.json")
    #expect(try writes().count == before)
  }

  @Test(
    "Amazon is told none of what is no longer to be sold where that is asked for, and what there is once it is again")
  func withdrawn() throws {
    for pipeline in ["shopify-products-sync", "amazon-products-sync", "shopify-stock-sync"] {
      try run("pipelines/\(pipeline).json")
    }
    try program.define(
      "amazon-stock-sync", (old: "\"direction\": \"both\"", new: "\"withdraw_archived\": true, \"direction\": \"both\"")
    )
    for _ in 0..<2 { try run("own.json") }
    let stock = """
      SELECT material_id, quantity / 1000000 FROM material_stock WHERE location = 'WH-001' AND quantity > 2000000
      ORDER BY material_id LIMIT 1
      """
    let row = try #require(try program.rows(stock).first)
    let (material, units): (Int64, Int64) = (row[0], row[1])
    func level() throws -> Int64 {
      try count(
        """
        SELECT l.seen / 1000000 FROM stock_links l JOIN stores s ON s.id = l.store_id
        WHERE s.name = 'amazon-de' AND l.place = 'DEFAULT' AND l.material_id = \(material)
        """)
    }
    func problems() throws -> Int64 { try count("SELECT count(*) FROM sync_problems WHERE kind = 'still_on_sale'") }
    #expect(try level() == units)
    for (status, expected) in [("archived", 0), ("active", units)] {
      #expect(try program.run("materials", "set", String(material), "status=\(status)").exit == 0)
      try run("pipelines/amazon-products-sync.json")
      #expect(try problems() == (expected == 0 ? 1 : 0))
      try run("own.json")
      #expect(try level() == expected)
      // The ledger's own count is what it was.
      #expect(try program.rows(stock).first?[1] == units)
      try run("pipelines/amazon-products-sync.json")
      #expect(try problems() == 0)
    }
  }
}

/// One catalogue in five simulated shops: a night of edits in all of them, then runs until all say the same.
import Formats
import Foundation
import GRDB
import Ledger
import Testing

/// Five stores with one catalogue, and one ledger.
struct FiveShops {
  static let stores = ["shopify-de", "shopify-us", "woocommerce-de", "amazon-de", "amazon-us"]
  let program: Program
  /// What every command is told besides.
  var settings: [String] = []

  init() throws { program = try Program() }

  /// Runs the catalogue's pipeline of a store.
  @discardableResult
  func run(_ store: String, night: Int, _ more: String...) throws -> Outcome {
    try program.start(command("run", store, night) + ["--quiet"] + more).outcome()
  }

  func command(_ verb: String, _ store: String, _ night: Int) throws -> [String] {
    let platform = try #require(store.split(separator: "-").first)
    let words = verb.split(separator: " ").map(String.init)
    return words + ["pipelines/\(platform)-products-sync.json", "--set", "store=\(store)", "--set", "night=\(night)"]
      + settings.flatMap { ["--set", $0] }
  }

  /// Runs all stores' pipelines, each once.
  func round(night: Int) throws {
    for store in Self.stores {
      let outcome = try run(store, night: night)
      #expect([0, 5].contains(outcome.exit), "\(store): \(outcome.text)")
    }
  }

  /// How many requests have changed something in a shop so far, nights aside.
  func writes(_ store: String) throws -> Int {
    // A shop that was told nothing yet has no journal.
    let path = program.path("output/shops/\(store).jsonl")
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    let journal = try String(contentsOfFile: path, encoding: .utf8)
    return journal.split(separator: "\n").count { !$0.contains("\"night\":") }
  }

  /// What the stores say of each article that several of them have, where that differs and no conflict waits.
  func disagreements() throws -> [String] {
    try program.rows(
      """
      SELECT l.material_id || ' ' || x.field || ': ' || group_concat(DISTINCT s.name || '=' || coalesce(x.seen, '-'))
      FROM article_links l JOIN stores s ON s.id = l.store_id JOIN article_sides x ON x.link_id = l.id
      JOIN materials m ON m.id = l.material_id
      WHERE l.is_gone = 0 AND x.is_withheld = 0 AND (x.field <> 'price' OR s.name NOT LIKE '%-us')
        AND NOT EXISTS (SELECT 1 FROM sync_conflicts c WHERE c.owner = l.material_id AND c.field = x.field
          AND c.status = 'open')
      GROUP BY l.material_id, x.field HAVING count(DISTINCT coalesce(x.seen, '')) > 1
      UNION ALL
      SELECT l.family_id || ' ' || x.field || ': ' || group_concat(DISTINCT s.name || '=' || coalesce(x.seen, '-'))
      FROM product_links l JOIN stores s ON s.id = l.store_id JOIN product_sides x ON x.link_id = l.id
      WHERE l.is_gone = 0 AND x.is_withheld = 0 AND x.field IN ('name', 'description') AND s.name NOT LIKE 'amazon%'
        AND NOT EXISTS (SELECT 1 FROM sync_conflicts c WHERE c.owner = l.family_id AND c.field = x.field
          AND c.status = 'open')
      GROUP BY l.family_id, x.field HAVING count(DISTINCT coalesce(x.seen, '')) > 1
      """
    ).map { $0[0] as String }
  }
}

@Suite("One catalogue in five shops")
struct CatalogueSyncTests {
  @Test("after a night of edits all shops say the same but for the conflicts, and then nobody is told anything")
  func night() throws {
    let shops = try FiveShops()
    try shops.round(night: 0)
    try shops.round(night: 1)
    try shops.round(night: 1)
    #expect(try shops.disagreements() == [])
    let before = try FiveShops.stores.map(shops.writes)
    #expect(before.reduce(0, +) > 20)
    try shops.round(night: 1)
    #expect(try FiveShops.stores.map(shops.writes) == before)
    #expect(try shops.program.rows("SELECT 1 FROM outbox WHERE status IN ('decided', 'sent')").isEmpty)
  }

  @Test(
    "where a person decides, all shops say the same but for the conflicts that are listed, and nothing more is told")
  func manualNight() throws {
    var shops = try FiveShops()
    shops.settings = ["conflicts=manual"]
    for night in [0, 1, 1, 1] { try shops.round(night: night) }
    let conflicts = try shops.program.ledger().syncConflicts()
    #expect(!conflicts.isEmpty && conflicts.allSatisfy { $0.ledger.value != $0.told.value })
    #expect(try shops.disagreements() == [])
    let before = try FiveShops.stores.map(shops.writes)
    try shops.round(night: 1)
    #expect(try FiveShops.stores.map(shops.writes) == before)
    #expect(try shops.program.ledger().syncConflicts().map(\.number) == conflicts.map(\.number))
  }

  @Test("faults on the way change nothing in what the shops say in the end")
  func faults() throws {
    var calm = try FiveShops()
    var rough = try FiveShops()
    rough.settings = ["faults=flaky"]
    for shops in [calm, rough] {
      for night in [0, 1, 1] { try shops.round(night: night) }
      #expect(try shops.disagreements() == [])
    }
    (calm.settings, rough.settings) = ([], [])
    let materials = "SELECT sku, name, price, status FROM v_materials WHERE sku IS NOT NULL ORDER BY sku"
    #expect(
      try rough.program.rows(materials).map { "\($0)" } == calm.program.rows(materials).map { "\($0)" })
    let before = try FiveShops.stores.map(rough.writes)
    try rough.round(night: 1)
    #expect(try FiveShops.stores.map(rough.writes) == before)
  }

  @Test("a plan shows every change, sends none, and says by its exit code whether there are any")
  func plan() throws {
    let shops = try FiveShops()
    for store in ["shopify-de", "woocommerce-de", "shopify-de"] { try shops.run(store, night: 0) }
    try shops.run("shopify-de", night: 1)
    let before = try shops.writes("woocommerce-de")
    let plan = try shops.program.start(shops.command("sync plan", "woocommerce-de", 0)).outcome()
    #expect(plan.exit == 12, "\(plan.text)")
    #expect(plan.output.contains("woocommerce-de"))
    #expect(try shops.writes("woocommerce-de") == before)
    #expect(try shops.program.rows("SELECT 1 FROM outbox WHERE status = 'decided'").isEmpty)
    try shops.run("woocommerce-de", night: 0)
    #expect(try shops.writes("woocommerce-de") > before)
    #expect(try shops.program.start(shops.command("sync plan", "woocommerce-de", 0)).outcome().exit == 0)
  }

  @Test("a plan that was saved is carried out as it is, and one that no longer fits not at all")
  func savedPlan() throws {
    let shops = try FiveShops()
    for store in ["shopify-de", "woocommerce-de", "shopify-de"] { try shops.run(store, night: 0) }
    try shops.run("shopify-de", night: 1)
    let plan = try shops.command("sync plan", "woocommerce-de", 0) + ["--save", "plan.json"]
    #expect(try shops.program.start(plan).outcome().exit == 12)
    let before = try shops.writes("woocommerce-de")
    // Another night: what the plan rests on is no longer so.
    try shops.run("shopify-de", night: 2)
    let stale = try shops.run("woocommerce-de", night: 0, "--plan", "plan.json")
    #expect(stale.exit == 13 && stale.messages.contains("E8805"), "\(stale.text)")
    #expect(try shops.writes("woocommerce-de") == before)
    #expect(try shops.program.json("stores", "show", "woocommerce-de")["status"]?.string == "connected")
    #expect(try shops.program.start(plan).outcome().exit == 12)
    let done = try shops.run("woocommerce-de", night: 0, "--plan", "plan.json")
    #expect(done.exit == 0, "\(done.text)")
    #expect(try shops.writes("woocommerce-de") > before)
    let other = try shops.run("shopify-de", night: 2, "--plan", "plan.json")
    #expect(other.exit == 2 && other.messages.contains("E8806"))
    #expect(try shops.run("shopify-de", night: 2, "--plan", "pipelines/stores.json").messages.contains("is no plan"))
  }

  @Test("a product that is edited and gets a variant at once is told both, once")
  func editedAndGrown() throws {
    let shops = try FiveShops()
    let both = ["shopify-de", "woocommerce-de"]
    for store in both { try shops.run(store, night: 0) }
    let row = try #require(
      try shops.program.rows(
        """
        SELECT l.product, min(l.material_id) FROM article_links l JOIN stores s ON s.id = l.store_id
        WHERE s.name = 'shopify-de' GROUP BY l.product HAVING count(*) > 1 ORDER BY l.product LIMIT 1
        """
      ).first)
    let (product, material): (String, Int64) = (row[0], row[1])
    let made = #"{\"variant\":{\"sku\":\"GROWN-1\",\"price\":\"9.00\",\"option1\":\"Violet\"}}"#
    let path = "/admin/api/2024-01/products/\(product)/variants.json"
    try shops.program.write(
      "output/shops/shopify-de.jsonl",
      #"{"at":1767400000000,"method":"POST","path":"\#(path)","body":"\#(made)"}"# + "\n")
    try shops.program.run("materials", "set", String(material), "name=Grown and renamed")
    for store in both { try shops.run(store, night: 0) }
    let told = try shops.program.rows(
      """
      SELECT c.field FROM outbox o JOIN outbox_changes c ON c.outbox_id = o.id JOIN stores s ON s.id = o.store_id
      WHERE s.name = 'woocommerce-de' AND o.status = 'confirmed' AND c.value IN ('Grown and renamed', 'GROWN-1')
      """)
    #expect(Set(told.map { $0[0] as String }) == ["name", "sku"])
    let before = try shops.writes("woocommerce-de")
    try shops.run("woocommerce-de", night: 0)
    #expect(try shops.writes("woocommerce-de") == before)
    let stores = try shops.program.ledger().materials().first { $0.sku == "GROWN-1" }?.stores
    #expect(stores.map { Set($0) } == Set(both))
  }

  @Test("a person's word ends a conflict, on either side")
  func conflicts() throws {
    var shops = try FiveShops()
    shops.settings = ["conflicts=manual"]
    let both = ["shopify-de", "woocommerce-de"]
    for night in [0, 0, 1, 1] { for store in both { try shops.run(store, night: night) } }
    let waiting = try shops.program.ledger().syncConflicts()
    try #require(waiting.count > 1, "the night has no two conflicts")
    let (first, second) = (waiting[0], waiting[1])
    for (conflict, side) in [(first, "store"), (second, "ledger")] {
      let done = try shops.program.run("sync", "conflicts", "resolve", String(conflict.number), "--take", side)
      #expect(done.exit == 0, "\(done.text)")
    }
    for _ in 0..<2 { for store in both { try shops.run(store, night: 1) } }
    #expect(try shops.program.ledger().syncConflicts().count == waiting.count - 2)
    #expect(try shops.disagreements() == [])
    let again = try shops.program.run("sync", "conflicts", "resolve", String(first.number), "--take", "store")
    #expect(again.exit == 2 && again.messages.contains("E8811"))
  }

  @Test("what was deleted is found by a comparison with all that there is, once")
  func deleted() throws {
    var shops = try FiveShops()
    try shops.run("shopify-de", night: 0)
    shops.settings = ["scope=everything"]
    try shops.run("shopify-de", night: 12)
    let gone = try shops.program.rows("SELECT product FROM product_links WHERE is_gone = 1 ORDER BY product")
    let nothing = try shops.program.rows("SELECT external_id FROM v_products WHERE title IS NULL ORDER BY external_id")
    #expect(!gone.isEmpty && gone.map { $0[0] as String } == nothing.map { $0[0] as String })
    #expect(try shops.program.rows("SELECT 1 FROM sync_problems WHERE kind = 'gone'").count >= gone.count)
    try shops.run("shopify-de", night: 12)
    #expect(try shops.program.ledger().runs().first?.loaded == 0)
  }

  @Test("a simulated shop that forgets what it is told is told nothing, and that is said")
  func forgetful() throws {
    let shops = try FiveShops()
    for night in [0, 1] { try shops.run("woocommerce-de", night: night) }
    try shops.program.define(
      "shopify-products-sync", (#""state": "output/shops/${store}.jsonl", "night": "${night}", "#, ""),
      (#" "night": "0","#, ""))
    let outcome = try shops.program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 3 && outcome.messages.contains("E8804"), "\(outcome.text)")
  }
}

/// Stores from the command line: listed, shown, added and paused, and one definition that is run for many.
import Commerce
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Stores")
struct StoreTests {
  private let program: Program

  /// The project's stores, in a file that a command may change.
  init() throws {
    program = try Program()
    let folder = program.path("pipelines")
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(at: Program.project.appending(path: "pipelines"), to: URL(filePath: folder))
  }

  private func store(_ name: String) throws -> JSONNode { try program.json("stores", "show", name) }

  /// The stores file with other words in it.
  private func change(_ old: String, to new: String) throws {
    let text = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    try #require(text.contains(old))
    try program.write("pipelines/stores.json", text.replacing(old, with: new))
  }

  // MARK: What is exchanged

  @Test("what is a material counts as synchronised; what a pipeline leaves alone is taken once it no longer does")
  func synchronised() throws {
    try program.define(
      "woocommerce-products-sync",
      (old: "\"direction\": \"both\"", new: "\"direction\": \"both\", \"options\": { \"create_missing\": false }"))
    #expect([0, 5].contains(try program.run("run", "own.json", "--quiet").exit))
    let alone = try store("woocommerce-de")["stats"]
    #expect(alone?["synced_products"]?.line == "0" && alone?["total_products"]?.line == "40")
    // Nothing has changed in the shop since: that products take part now is not for the shop to say.
    #expect([0, 5].contains(try program.run("run", "pipelines/woocommerce-products-sync.json", "--quiet").exit))
    #expect(try store("woocommerce-de")["stats"]?["synced_products"]?.line == "40")
    let materials = try program.ledger().materials().count
    #expect([0, 5].contains(try program.run("run", "pipelines/woocommerce-products-sync.json", "--quiet").exit))
    #expect(try program.ledger().materials().count == materials)
  }

  @Test("the one place of a store bears the name that its settings have, where the pipeline names none")
  func onlyPlace() throws {
    try change(
      "\"webhook_secret\": { \"env\": \"WOOCOMMERCE_WEBHOOK_SECRET\" }\n      },",
      to:
        "\"webhook_secret\": { \"env\": \"WOOCOMMERCE_WEBHOOK_SECRET\" }\n      },\n      \"settings\": { \"default_warehouse\": \"WH-002\" },"
    )
    try program.define("woocommerce-stock-sync", (old: ", \"locations\": { \"\": \"WH-001\" }", new: ""))
    for pipeline in ["pipelines/woocommerce-products-sync.json", "own.json"] {
      #expect([0, 5].contains(try program.run("run", pipeline, "--quiet").exit))
    }
    #expect(Set(try program.ledger().materialStock().map(\.location)) == ["WH-002"])
  }

  // MARK: The stores file

  @Test("a store that is added stands in the file with the rest as it was, and is known")
  func add() throws {
    let before = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    let added = try program.run(
      "stores", "add", "shopify-fr", "--platform", "shopify", "--shop", "beispielwaren-fr.myshopify.com", "--warehouse",
      "DE", "--warehouse", "FR", "--credential", "access_token=env:SHOPIFY_FR_TOKEN", "--time-zone", "Europe/Paris",
      "--low-stock", "4")
    #expect(added.exit == 0 && added.output == "store shopify-fr is added in pipelines/stores.json\n", "\(added.text)")
    let after = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    let kept = before.split(separator: "\n").dropLast(3)
    #expect(after.split(separator: "\n").starts(with: kept))
    let shown = try store("shopify-fr")
    #expect(shown["status"]?.string == "new" && shown["shop"]?.string == "beispielwaren-fr.myshopify.com")
    #expect(shown["warehouses"]?.line == #"["DE","FR"]"# && shown["settings"]?["low_stock_threshold"]?.line == "4")
    #expect(shown["credentials"]?.line == #"["access_token"]"#)
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet", "--set", "store=shopify-fr").exit == 0)
    #expect(try store("shopify-fr")["status"]?.string == "connected")
  }

  @Test(
    "what is wrong with a store leaves the file as it was",
    arguments: [
      (["shopify-de", "--platform", "shopify"], "has a store shopify-de already"),
      (["new", "--platform", "shopfy"], "shopify"), (["no name", "--platform", "shopify"], "letters, digits"),
      (["new", "--platform", "shopify", "--warehouse", "Germany"], "DE"),
      (["new", "--platform", "shopify", "--credential", "access_token=shpat_0123"], "is not repeated here"),
    ])
  func addedWrongly(arguments: [String], words: String) throws {
    let before = try Data(contentsOf: URL(filePath: program.path("pipelines/stores.json")))
    let outcome = try program.start(["stores", "add"] + arguments).outcome()
    #expect([2, 3].contains(outcome.exit) && outcome.text.contains(words), "\(outcome.text)")
    #expect(!outcome.text.contains("shpat_0123"))
    #expect(try Data(contentsOf: URL(filePath: program.path("pipelines/stores.json"))) == before)
  }

  @Test("where there is no stores file yet, adding a store makes one")
  func first() throws {
    let added = try program.run("stores", "add", "my-shop", "--platform", "file", "--stores", "own/stores.json")
    #expect(added.exit == 0, "\(added.text)")
    #expect(try program.json("stores", "list", "--stores", "own/stores.json").column("store") == ["my-shop"])
  }

  @Test("nothing is run for a store that is paused, and enabling it is enough to go on")
  func paused() throws {
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet").exit == 0)
    let before = try program.digest()
    let bytes = try Data(contentsOf: URL(filePath: program.path("pipelines/stores.json")))
    #expect(try program.run("stores", "disable", "shopify-de").output.contains("is paused"))
    #expect(try store("shopify-de")["status"]?.string == "paused")
    let run = try program.run("run", "pipelines/shopify-nightly.json", "--quiet")
    #expect(run.exit == 0 && run.output == "store shopify-de: nothing was done, it is paused\n", "\(run.text)")
    #expect(try program.digest() == before)
    #expect(try program.run("stores", "enable", "shopify-de").exit == 0)
    #expect(try store("shopify-de")["status"]?.string == "connected")
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let after = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    #expect(Array(after.replacing("\"paused\": false,\n      ", with: "").utf8) == Array(bytes))
    #expect(try program.run("stores", "disable", "shopify-dee").messages.contains("did you mean \"shopify-de\"?"))
  }

  // MARK: What the ledger has

  @Test("a store is told with its products, orders and last synchronisations, and with what went wrong last")
  func statistics() throws {
    #expect(try store("shopify-de")["status"]?.string == "new")
    for pipeline in ["shopify-nightly", "shopify-catalogue"] {
      #expect(try program.run("run", "pipelines/\(pipeline).json", "--quiet").exit == 0)
    }
    let shown = try store("shopify-de")
    #expect(shown["status"]?.string == "connected" && shown["errors"]?.elements?.isEmpty == true)
    let orders = try program.rows("SELECT count(*) FROM v_transactions WHERE kind = 'sale'").first?[0] as Int64?
    let products = try program.rows("SELECT count(*) FROM v_products").first?[0] as Int64?
    #expect(shown["stats"]?["imported_orders"]?.line == orders.map { "\($0)" })
    #expect(shown["stats"]?["total_products"]?.line == products.map { "\($0)" })
    #expect(shown["last_sync"]?["orders"]?.string?.hasSuffix("Z") == true)
    #expect(shown["last_sync"]?["inventory"]?.line == "null")
    // A shop that cannot be reached: nothing of the run counts, and what went wrong is kept.
    let failed = try program.run("run", "pipelines/shopify-nightly.json", "--quiet", "--set", "transport=live")
    #expect(failed.exit == 3 && failed.messages.contains("E7311"))
    let broken = try store("shopify-de")
    #expect(broken["status"]?.string == "error" && broken["errors"]?.column("code") == ["E7311"])
    let text = try program.run("stores", "show", "shopify-de").output
    #expect(text.contains("[E7311]") && text.contains("low_stock_threshold"))
    #expect(try program.json("stores").column("status").filter { $0 == "error" }.count == 1)
    // It is put right by the next run that comes to its end.
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    #expect(try store("shopify-de")["status"]?.string == "connected")
  }

  // MARK: One definition for many

  private func define(_ stores: String, name: String = "${store}-all") throws {
    try program.write(
      "all.json",
      """
      { "name": "\(name)", "stores": \(stores), "entity": "inventory", "variables": { "transport": "simulated" },
        "extract": [ { "use": "pull", "transport": "${transport}", "simulation": { "orders": 60 } } ],
        "transform": [ { "use": "map", "preset": "${platform}.inventory" } ],
        "load": [ { "use": "ledger" }, { "use": "report", "name": "stock_levels" } ] }
      """)
  }

  @Test("one definition is run for every store on a platform, each with its own runs and reports")
  func many() throws {
    try define(#"["*"]"#)
    #expect(try program.run("stores", "disable", "shopify-jp").exit == 0)
    let valid = try program.run("validate", "all.json")
    #expect(valid.exit == 0 && valid.output.contains("all.json for amazon-de: valid"), "\(valid.text)")
    let run = try program.run("run", "all.json", "--quiet")
    #expect(run.exit == 0, "\(run.text)")
    #expect(run.output.hasSuffix("9 stores: 8 done, 0 failed, 1 skipped\n"))
    #expect(run.output.contains("store shopify-jp: nothing was done, it is paused"))
    let runs = try program.ledger().runs()
    #expect(Set(runs.map(\.store)).count == 8 && runs.allSatisfy { $0.status == "published" })
    #expect(!runs.contains { $0.store == "retail-uk" })
    for store in runs.map(\.store) {
      #expect(FileManager.default.fileExists(atPath: program.path("output/\(store)-all/stock_levels.csv.gz")))
    }
    let json = try program.json("run", "all.json")
    #expect(json.column("verdict").filter { $0 == "skipped" }.count == 1 && json.elements?.count == 9)
    #expect(try program.json("run", "all.json", "--set", "store=shopify-us")["store"]?.string == "shopify-us")
    // Half an hour has to pass since each was synchronised.
    let due = try program.run("run", "all.json", "--quiet", "--due")
    #expect(due.exit == 0 && due.output.hasSuffix("9 stores: 0 done, 0 failed, 9 skipped\n"), "\(due.text)")
    #expect(
      due.output.contains("store amazon-de: nothing was done, it is not due: synchronised 0 minutes ago, every 30"))
  }

  @Test("a store that fails does not keep the others from their turn, and the exit code says that one failed")
  func oneFails() throws {
    try program.write(
      "files.json",
      """
      { "name": "${store}-files", "stores": ["shopify-de", "shopify-us", "shopify-au"], "entity": "inventory",
        "extract": [ { "use": "file", "layout": "shopify.inventory_export", "paths": ["${store}.csv"] } ],
        "transform": [ { "use": "map", "preset": "${platform}.inventory_export" } ],
        "load": [ { "use": "ledger" } ] }
      """)
    let sample = Program.project.appending(path: "samples/shopify/lists/inventory.csv")
    for store in ["shopify-de", "shopify-au"] {
      try program.write("\(store).csv", Array(try Data(contentsOf: sample)))
    }
    let run = try program.run("run", "files.json", "--quiet")
    #expect(run.exit == 7 && run.output.hasSuffix("3 stores: 2 done, 1 failed, 0 skipped\n"), "\(run.text)")
    #expect(run.messages.contains("error[E7001]") && run.output.contains("store shopify-us: failed  [E7001]"))
    let published = try program.ledger().runs().filter { $0.status == "published" }.map(\.store)
    #expect(Set(published) == ["shopify-de", "shopify-au"])
    #expect(try store("shopify-us")["errors"]?.column("code") == ["E7001"])
    let json = try program.start(["run", "files.json", "--format", "json"]).outcome()
    #expect(json.exit == 7 && json.output.contains(#""verdict": "failed""#))
    try program.write("shopify-us.csv", Array(try Data(contentsOf: sample)))
    #expect(try program.run("run", "files.json", "--quiet").exit == 0)
    #expect(try store("shopify-us")["status"]?.string == "connected")
  }

  @Test("what a definition for many lacks is said, with what to do")
  func mistakes() throws {
    try define(#"["shopfy-*"]"#)
    let none = try program.run("run", "all.json", "--quiet")
    #expect(none.exit == 3 && none.messages.contains("E8903") && none.messages.contains("shopfy-*"))
    try define(#"["*"]"#, name: "all")
    let nameless = try program.run("run", "all.json", "--quiet")
    #expect(nameless.exit == 3 && nameless.messages.contains("lacks ${store}"), "\(nameless.text)")
    try define(#"["*"]"#)
    let preview = try program.run("preview", "all.json")
    #expect(preview.exit == 2 && preview.messages.contains("E8902") && preview.messages.contains("--set store=NAME"))
    #expect(try program.run("preview", "all.json", "--set", "store=amazon-de", "--documents", "1").exit == 0)
    try program.write(
      "both.json",
      try String(contentsOfFile: program.path("all.json"), encoding: .utf8)
        .replacing(#""stores":"#, with: #""store": "amazon-de", "stores":"#))
    let both = try program.run("validate", "both.json")
    #expect(both.exit == 3 && both.messages.contains("has both"))
  }

  @Test("what the settings of a store switch off is not run for it by a definition for many")
  func switchedOff() throws {
    try define(#"["shopify-*"]"#)
    let stores = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    try program.write(
      "pipelines/stores.json", stores.replacing("\"sync_inventory\": true", with: "\"sync_inventory\": false"))
    let run = try program.run("run", "all.json", "--quiet")
    #expect(run.exit == 0 && run.output.contains(#"store shopify-de: nothing was done, "sync_inventory" is off"#))
    #expect(try program.ledger().runs().count == 4)
  }
}

/// Nightly pulls of simulated platforms: out of the box, twice, in parts, and through every kind of trouble.
import Ledger
import Pipeline
import Testing

@Suite("Nightly pulls")
struct NightlyTests {
  private func content(_ program: Program) throws -> [String] {
    let digest = try program.digest()
    return [digest.documents, digest.customers, digest.rejects, digest.tallies]
  }

  @Test(
    "faults on the way change nothing in the ledger", arguments: ["shopify", "woocommerce", "amazon"],
    ["flaky", "storm", "hostile"])
  func faults(platform: String, profile: String) throws {
    let calm = try Program()
    let rough = try Program()
    let pipeline = "pipelines/\(platform)-nightly.json"
    #expect(try calm.run("run", pipeline, "--quiet").exit == 0)
    #expect(try rough.run("run", pipeline, "--quiet", "--set", "faults=\(profile)").exit == 0)
    #expect(try content(rough) == content(calm))
  }

  @Test("the next night pulls only what is around the last change, and it is unchanged")
  func again() throws {
    let program = try Program()
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let before = try content(program)
    #expect(try program.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let runs = try program.ledger().runs()
    #expect(runs.map(\.status) == ["published", "published"])
    let night = try #require(runs.first)
    #expect(night.loaded == 0 && night.unchanged > 0 && night.unchanged < 20)
    #expect(try content(program) == before)
  }

  @Test("a year in two windows is the year")
  func windows() throws {
    let whole = try Program()
    #expect(try whole.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    let parts = try Program()
    for window in [["--until", "2024-07-01"], ["--since", "2024-07-01"]] {
      let run = try parts.start(["run", "pipelines/shopify-nightly.json", "--quiet"] + window).outcome()
      #expect(run.exit == 0)
    }
    #expect(try content(parts) == content(whole))
  }

  @Test("the buyer's currency balances as the shop's does, and is the same where the buyer saw the shop's")
  func presentment() throws {
    let program = try Program()
    try program.define(
      "shopify-nightly", (#""preset": "shopify.orders""#, #""preset": "shopify.orders_presentment""#))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let shops = try Program()
    #expect(try shops.run("run", "pipelines/shopify-nightly.json", "--quiet").exit == 0)
    #expect(try program.digest().tallies == shops.digest().tallies)
  }

  @Test("an order without amounts is left out, counted, and comes when it has them")
  func leftOut() throws {
    let program = try Program()
    try program.define("amazon-nightly", (#""preset": "amazon.orders""#, #""preset": "amazon.orders", "fields": {}"#))
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains(/left out: \d+ orders without amounts yet/))
  }

  @Test("WooCommerce's orders: the plugin's own status is mapped, and a field another way than the preset has it")
  func ownFieldsOfWooCommerce() throws {
    let program = try Program()
    try program.define(
      "woocommerce-nightly",
      (
        #""preset": "woocommerce.orders""#,
        #""preset": "woocommerce.orders", "fields": { "reference": "order_id", "channel": { "value": "web" } }"#
      ),
      (#""preset": "woocommerce", "#, #""preset": "woocommerce", "map": { "shipped": "completed" }, "#))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let run = try #require(try program.ledger().runs().first)
    #expect(run.status == "published" && run.loaded > 600 && run.rejected == 0)
    let preview = try program.run("preview", "own.json", "--stage", "map", "--format", "json")
    #expect(preview.exit == 0 && preview.output.contains("web"))
  }

  /// A night of the five stores, into one ledger.
  private func night(_ program: Program, faults: String) throws {
    for store in ["shopify-de", "shopify-us", "woocommerce-de", "amazon-de", "amazon-us"] {
      let platform = try #require(store.split(separator: "-").first)
      let outcome = try program.run(
        "run", "pipelines/\(platform)-nightly.json", "--quiet", "--set", "store=\(store)", "--set", "faults=\(faults)")
      #expect(outcome.exit == 0, "\(store): \(outcome.messages)")
    }
  }

  @Test("five stores of three platforms share a ledger that balances, whatever happens on the way")
  func fiveStores() throws {
    let calm = try Program()
    try night(calm, faults: "none")
    let rough = try Program()
    try night(rough, faults: "flaky")
    try night(rough, faults: "flaky")
    #expect(try content(rough) == content(calm))
    let runs = try rough.ledger().runs()
    #expect(runs.count == 10 && runs.allSatisfy { $0.status == "published" && $0.rejected == 0 })
    #expect(runs.filter { $0.run > 5 }.allSatisfy { $0.loaded == 0 })
    let controls = try rough.ledger().controls()
    #expect(controls.count == 10 && controls.allSatisfy { !$0.totals.sums.isEmpty && $0.totals.unbalanced.isEmpty })
  }

  @Test("a definition can pull only some days, and map a field its own way")
  func ownDefinition() throws {
    let program = try Program()
    try program.define(
      "shopify-nightly",
      (#""use": "pull", "#, #""use": "pull", "since": "2024-03-01", "until": "2024-04-01", "#),
      (#""preset": "shopify.orders""#, #""preset": "shopify.orders", "fields": { "reference": "id" }"#))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let run = try #require(try program.ledger().runs().first)
    #expect(run.loaded > 10 && run.loaded < 200)
    let list = try program.run("report", "sales_by_country", "--format", "csv")
    #expect(list.exit == 0)
    let preview = try program.run("preview", "own.json", "--stage", "map", "--format", "json")
    let id = try #require(preview.output.firstMatch(of: /"external_id": ?"(\d+)"/)).1
    #expect(preview.output.contains(#""reference": "\#(id)""#) || preview.output.contains(#""reference":"\#(id)""#))
  }

  @Test("a live platform that cannot be asked is said so, and nothing is published")
  func live() throws {
    let program = try Program()
    let outcome = try program.run("run", "pipelines/shopify-nightly.json", "--quiet", "--set", "transport=live")
    #expect(outcome.exit != 0 && outcome.exit != 5)
    #expect(try program.ledger().counts().transactions == 0)
  }
}

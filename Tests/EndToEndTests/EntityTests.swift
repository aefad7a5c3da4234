/// Products, stock, customers and payouts of each platform, from its simulated shop into the ledger.
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Platforms
import Simulation
import Synchronization
import Testing

/// What a connector can pull besides orders.
private let streams: [(platform: String, entity: Entity, preset: String)] = [
  ("shopify", .products, "shopify.products"), ("shopify", .inventory, "shopify.inventory"),
  ("shopify", .customers, "shopify.customers"), ("shopify", .payouts, "shopify.payouts"),
  ("woocommerce", .products, "woocommerce.products"), ("woocommerce", .inventory, "woocommerce.inventory"),
  ("woocommerce", .customers, "woocommerce.customers"), ("amazon", .products, "amazon.products"),
  ("amazon", .inventory, "amazon.inventory"), ("amazon", .payouts, "amazon.payouts"),
]

@Suite("Products, stock, customers and payouts")
struct EntityTests {
  /// Writes a pipeline that pulls one stream, as `own.json`.
  private func define(_ program: Program, _ stream: (platform: String, entity: Entity, preset: String)) throws {
    try program.define(
      "shopify-catalogue", ("shopify-de", "\(stream.platform)-de"),
      (#""entity": "products""#, "\"entity\": \"\(stream.entity.rawValue)\""), ("shopify.products", stream.preset))
  }

  @Test("pulled twice there is nothing new, and trouble on the way changes nothing", arguments: streams)
  func twice(stream: (platform: String, entity: Entity, preset: String)) throws {
    let program = try Program()
    try define(program, stream)
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let first = try program.ledger().counts(of: stream.entity)
    #expect(first.documents > 0 && first.superseded == 0)
    #expect(stream.entity == .customers || first.lines >= first.documents)
    let content = try program.digest().entities
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let night = try #require(try program.ledger().runs().first)
    #expect(night.status == "published" && night.loaded == 0 && night.rejected == 0)
    #expect(try program.digest().entities == content)

    let rough = try Program()
    try define(rough, stream)
    #expect(try rough.run("run", "own.json", "--quiet", "--set", "faults=flaky").exit == 0)
    #expect(try rough.digest().entities == content)
  }

  @Test("a pipeline asks for reports about what it carries only")
  func foreignReport() throws {
    let program = try Program()
    try program.define(
      "shopify-catalogue",
      (#"{ "use": "ledger" }"#, #"{ "use": "ledger" }, { "use": "report", "name": "vat_by_country" }"#))
    let outcome = try program.run("validate", "own.json")
    #expect(outcome.exit == 3)
    #expect(outcome.text.contains("report \"vat_by_country\" is about orders"))
  }

  @Test("only what changed since a day is pulled")
  func since() async throws {
    let shop = try ShopPipeline("shopify", .products)
    let day = CivilDate("2024-03-01")
    let expected = simulatorCount(shop) { $0.updatedAt >= 1_709_251_200 }
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path, window: (since: day, until: nil))
    #expect(try ledger.reader().counts(of: .products).documents == expected)
    #expect(expected > 0 && expected < 30)
  }

  private func simulatorCount(_ shop: ShopPipeline, _ isMeant: @Sendable (ShopProduct) -> Bool) -> Int64 {
    shop.simulator.state.read { data in Int64(data.products.filter(isMeant).count) }
  }

  // MARK: Changes

  @Test("a price that the adapter changes is a revision", arguments: ["shopify", "woocommerce", "amazon"])
  func product(platform: String) async throws {
    let shop = try ShopPipeline(platform, .products)
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path)
    let before = try ledger.reader().counts(of: .products)
    let sku = shop.simulator.state.read { $0.products[2].variants[0].sku }
    let row = try #require(
      try rows(ledger, "SELECT external_id, variant_id, article FROM v_variants WHERE sku = '\(sku)'").first)
    let adapter = try shop.adapter()
    let variant: String? = row["variant_id"]
    let external: String = row["external_id"]
    try await adapter.updateProduct(
      external, ProductDraft(variants: [.init(id: platform == "amazon" ? nil : variant, sku: sku, price: "77.70")]))
    shop.wait()
    let report = try await shop.run(into: ledger.path)
    #expect(report.revised == 1)
    #expect(report.totals.count(.loaded).documents == 1)
    let after = try ledger.reader().counts(of: .products)
    #expect(after.documents == before.documents && after.superseded == 1)
    #expect(
      try rows(ledger, "SELECT price_millionths, revision FROM v_variants WHERE sku = '\(sku)'").map(values) == [
        ["77700000", "2"]
      ])
  }

  @Test("stock that the adapter sets is a revision", arguments: ["shopify", "woocommerce"])
  func stock(platform: String) async throws {
    let shop = try ShopPipeline(platform, .inventory)
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path)
    let row = try #require(
      try rows(ledger, "SELECT external_id, article, place FROM v_stock WHERE available_millionths > 0").first)
    let change = StockChange(article: row["article"], place: row["place"] ?? "", quantity: 4_321)
    #expect(try await shop.adapter().setStock(change) == 4_321)
    let report = try await shop.run(into: ledger.path)
    #expect(report.revised == 1)
    let article: String = row["article"]
    #expect(
      try rows(
        ledger,
        "SELECT available_millionths, revision FROM v_stock WHERE article = '\(article)' AND revision > 1"
      ).map(values) == [["4321000000", "2"]])
  }

  @Test(
    "a new telephone number of an account is a revision, of the same customer", arguments: ["shopify", "woocommerce"])
  func account(platform: String) async throws {
    let shop = try ShopPipeline(platform, .customers)
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path)
    let before = try ledger.reader().counts()
    shop.change { data, now in
      data.customers[4].phone = "+49 30 1234567"
      data.customers[4].updatedAt = now
    }
    let report = try await shop.run(into: ledger.path)
    #expect(report.revised == 1)
    let revised = try rows(ledger, "SELECT contact, customer, customer_rule FROM v_accounts WHERE revision = 2")
    #expect(revised.count == 1)
    let rule: String = revised.first?["customer_rule"] ?? ""
    #expect(rule == "source_id")
    let (contact, customer): (Int64, Int64) = (revised.first?["contact"] ?? 0, revised.first?["customer"] ?? 0)
    #expect(customer < contact)
    #expect(try ledger.reader().counts().customers == before.customers)
    let old = try rows(ledger, "SELECT contact FROM accounts WHERE is_current = 0")
    #expect(old.map { $0[0] as Int64 } == [customer])
  }

  @Test(
    "a payout that is paid in the meantime is a revision; its amounts tie to the cent",
    arguments: ["shopify", "amazon"])
  func payout(platform: String) async throws {
    let shop = try ShopPipeline(platform, .payouts)
    let ledger = try OwnLedger()
    try await shop.run(into: ledger.path)
    let unpaid = try rows(ledger, "SELECT external_id FROM v_payouts WHERE status <> 'paid'").count
    #expect(unpaid > 0)
    for _ in 0..<(24 * 20) { shop.change { _, _ in } }
    let report = try await shop.run(into: ledger.path)
    #expect(report.revised >= 1 && report.findings == 0)
    for payout in try ledger.reader().payoutSums() {
      let parts = payout.amounts.filter { $0.key != .payout }.values.reduce(Int64(0)) { $0 + $1.millionths }
      #expect(parts - payout.fees.millionths == payout.total?.millionths, "\(payout.externalID)")
    }
  }

  // MARK: Interruptions

  @Test("an interrupted run goes on, and leaves nothing when its definition is another", arguments: streams)
  func interrupted(stream: (platform: String, entity: Entity, preset: String)) async throws {
    let shop = try ShopPipeline(stream.platform, stream.entity)
    let whole = try OwnLedger()
    try await shop.run(into: whole.path)
    let ledger = try OwnLedger()
    await #expect(throws: RunFailure.self) {
      try await shop.run(into: ledger.path) { .interrupted }
    }
    #expect(try ledger.reader().counts(of: stream.entity).documents == 0)
    try await shop.run(into: ledger.path)
    #expect(try ledger.reader().contentDigest().entities == whole.reader().contentDigest().entities)
  }

  @Test("what an interrupted run had written is gone when another definition takes its place")
  func undone() async throws {
    let shop = try ShopPipeline("amazon", .payouts)
    let ledger = try OwnLedger()
    try LedgerStore(path: ledger.path).close()
    let empty = try tableCounts(ledger)
    let written = Mutex(0)
    await #expect(throws: RunFailure.self) {
      try await shop.run(into: ledger.path) {
        written.withLock { $0 >= 3 } ? .interrupted : nil
      } progress: { _ in
        written.withLock { $0 += 1 }
      }
    }
    #expect(try tableCounts(ledger) != empty)
    let other = try LedgerStore(path: ledger.path)
    _ = try other.begin(
      RunRequest(
        pipeline: "other", store: "shop", definitionDigest: [UInt8](repeating: 9, count: 32), baseCurrency: .euro,
        startedAt: 1, version: "test", entity: .payouts))
    try other.finish(.refused, at: 2, message: "")
    try other.close()
    #expect(try tableCounts(ledger) == empty)
  }

  @Test(
    "a run that is refused leaves its rejects with who is in them, and no account, no contact data, no key of a contact"
  )
  func refused() async throws {
    let shop = try ShopPipeline("shopify", .customers)
    let ledger = try OwnLedger()
    try LedgerStore(path: ledger.path).close()
    let empty = try tableCounts(ledger)
    let report = try await shop.run(
      into: ledger.path, fields: #""company": { "from": "default_address.company", "required": true }"#)
    #expect(report.verdict == .refused)
    var left = try tableCounts(ledger)
    #expect((1...39).contains(left["rejects"] ?? 0))
    for name in ["rejects", "reject_problems", "reject_keys"] { left[name] = 0 }
    #expect(left == empty)
    // Once the definition is mended, the rejects are closed.
    try await shop.run(into: ledger.path)
    #expect(try ledger.reader().counts().openRejects == 0)
    #expect(try ledger.reader().counts(of: .customers).documents == 40)
  }

  @Test("a run of another entity leaves an interrupted one to go on")
  func apart() async throws {
    let shop = try ShopPipeline("shopify", .products)
    let ledger = try OwnLedger()
    await #expect(throws: RunFailure.self) { try await shop.run(into: ledger.path) { .interrupted } }
    try await ShopPipeline("shopify", .payouts).run(into: ledger.path)
    #expect(try await shop.run(into: ledger.path).isResumed)
  }

  private func rows(_ ledger: OwnLedger, _ sql: String) throws -> [Row] {
    try DatabaseQueue(path: ledger.path).read { try Row.fetchAll($0, sql: sql) }
  }

  private func values(_ row: Row) -> [String] { row.databaseValues.map { "\($0)".trimmingCharacters(in: ["\""]) } }

  /// The number of rows of each table that holds records or people.
  private func tableCounts(_ ledger: OwnLedger) throws -> [String: Int] {
    try DatabaseQueue(path: ledger.path).read { database in
      let names = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        .filter { !["runs", "sources", "stores", "controls", "batches", "grdb_migrations"].contains($0) }
      return try Dictionary(
        uniqueKeysWithValues: names.map { ($0, try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0) })
    }
  }
}

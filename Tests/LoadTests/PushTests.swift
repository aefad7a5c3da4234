/// Telling a store what waits: looked at in the shop first, noted before it is sent, and item by item.
import Columns
import Commerce
import Load
import Pipeline
import Platforms
import Synchronization
import Testing

@Suite("Push")
struct PushTests {
  @Test("what the shop has already is not sent, what changed there meanwhile is stale, what is gone is said to be")
  func judged() async throws {
    let shop = ScriptedShop(levels: ["a": 5, "b": 7, "c": 9])
    let desk = ScriptedDesk([
      .stock(article: "a", place: "", seen: 4, level: 5), .stock(article: "b", place: "", seen: 6, level: 3),
      .stock(article: "c", place: "", seen: 9, level: 8), .stock(article: "d", place: "", seen: 1, level: 2),
    ])
    let outcome = try await push(desk, shop)
    #expect(desk.verdicts == [1: .confirmed, 2: .stale, 3: .confirmed, 4: .gone])
    #expect(shop.sent == ["c=8"])
    #expect(desk.noted == [3])
    #expect(outcome.counts.first { $0.name == "sent" }?.count == 1 && !outcome.needsAttention)
  }

  @Test("what is sold between the look and the change is not overwritten, and is decided anew")
  func sold() async throws {
    let shop = ScriptedShop(levels: ["a": 5, "b": 5], selling: ["a"])
    let desk = ScriptedDesk(["a", "b"].map { .stock(article: $0, place: "", seen: 5, level: 9) })
    let outcome = try await push(desk, shop)
    #expect(desk.verdicts == [1: .stale, 2: .confirmed])
    #expect(shop.level("a") == 4 && shop.level("b") == 9 && !outcome.needsAttention)
  }

  @Test("an item that the shop refuses is said, and the rest is done")
  func refused() async throws {
    let shop = ScriptedShop(levels: ["a": 1, "b": 1, "c": 1], refusing: ["b"])
    let desk = ScriptedDesk(["a", "b", "c"].map { .stock(article: $0, place: "", seen: 1, level: 2) })
    let outcome = try await push(desk, shop)
    #expect(desk.verdicts == [1: .confirmed, 2: .refused, 3: .confirmed])
    #expect(outcome.needsAttention)
  }

  @Test("when the platform cannot be reached, what was answered is noted, what was not stays in doubt, the rest waits")
  func unreachable() async throws {
    let shop = ScriptedShop(levels: ["a": 1, "b": 1, "c": 1], losing: ["b"])
    let desk = ScriptedDesk(["a", "b", "c"].map { .stock(article: $0, place: "", seen: 1, level: 2) })
    let failure = await #expect(throws: RunFailure.self) { _ = try await push(desk, shop) }
    #expect(failure?.code == "E8802" && failure?.exit == .sourceUnavailable)
    #expect(desk.verdicts == [1: .confirmed, 3: .decided])
    #expect(desk.noted == [1, 2, 3])
    // The next time it is looked at first: it was done, and only its answer was lost.
    let again = ScriptedDesk([.stock(article: "b", place: "", seen: 1, level: 2)], inDoubt: true)
    _ = try await push(again, shop)
    #expect(again.verdicts == [1: .confirmed] && shop.sent == ["a=2", "b=2"])
  }

  @Test("a plan sends nothing")
  func planned() async throws {
    let shop = ScriptedShop(levels: ["a": 1])
    let desk = ScriptedDesk([.stock(article: "a", place: "", seen: 1, level: 2)])
    let outcome = try await push(desk, shop, isPlan: true)
    #expect(outcome.counts.map(\.count) == [1] && shop.sent.isEmpty && desk.noted.isEmpty)
  }

  private func push(_ desk: ScriptedDesk, _ shop: ScriptedShop, isPlan: Bool = false) async throws -> LoadOutcome {
    let stage = try stage(#"{ "use": "push" }"#)
    var context = DeliveryContext(run: 1, pipeline: "p", store: "s", outputDirectory: "out")
    context.materials = desk
    context.entity = .inventory
    context.sourceColumns = ["article", "quantity"]
    context.transforms = [Canonical()]
    context.isPlan = isPlan
    context.shop = { () throws(RunFailure) in ShopDoor(shop, .inventory) { 0 } }
    return try await stage.carry(context)
  }

  private func stage(_ text: String) throws -> any LoadStage {
    let definition = #"""
      { "name": "p", "store": "s", "entity": "inventory", "extract": [ { "use": "nothing" } ], "transform": [],
        "load": [ \#(text), { "use": "ledger" } ] }
      """#
    let business = #"""
      { "legal_name": "S", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03" }
      """#
    let nothing = StageEntry(StageSpec("nothing", .extract, "Reads nothing.", options: [])) { _, _ in
      .extract(NoSources())
    }
    let compiled = DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "p.json"),
      business: Business.read(Array(business.utf8), file: "b.json"),
      stores: Stores.read(
        Array(#"{ "stores": [ { "name": "s", "platform": "shopify" } ] }"#.utf8), file: "stores.json"),
      catalogue: Catalogue(entries: [nothing] + LoadStages.all),
      services: StageServices(workingDirectory: "/") { path throws(RunFailure) in
        throw RunFailure("E7001", .sourceUnavailable, path)
      })
    return try #require(compiled.value?.loads.first)
  }

  @Test("where the pipeline pulls from no shop, there is nobody to tell")
  func nobody() async throws {
    var context = DeliveryContext(run: 1, pipeline: "p", store: "s", outputDirectory: "out")
    context.materials = ScriptedDesk([.stock(article: "a", place: "", seen: 1, level: 2)])
    context.entity = .inventory
    let stage = try stage(#"{ "use": "push" }"#)
    let failure = await #expect(throws: RunFailure.self) { _ = try await stage.carry(context) }
    #expect(failure?.code == "E8801")
  }
}

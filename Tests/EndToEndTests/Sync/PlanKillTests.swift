/// Plans that are carried out by a run that is killed, by two at once, and by a ledger that they are not of; and materials
/// whose change is killed.
import Commerce
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Kills and plans")
struct PlanKillTests {
  private static let store = "woocommerce-de"

  /// A store that waits to be told, with the plan of that in `plan.json`.
  private func planned() throws -> FiveShops {
    let shops = try FiveShops()
    for store in ["shopify-de", Self.store] { try shops.run(store, night: 0) }
    try shops.run("shopify-de", night: 1)
    let plan = try shops.program.start(shops.command("sync plan", Self.store, 0) + ["--save", "plan.json"]).outcome()
    #expect(plan.exit == 12, "\(plan.text)")
    return shops
  }

  /// The requests that have changed something, without when.
  private func requests(_ shops: FiveShops) throws -> [String] {
    let path = shops.program.path("output/shops/\(Self.store).jsonl")
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
      line.range(of: "\"method\"").map { String(line[$0.lowerBound...]) }
    }
  }

  /// How long a command takes that ends with `exit`, in microseconds.
  private func duration(_ program: Program, _ command: [String], exit: Int32) throws -> Double {
    let start = ContinuousClock.now
    let outcome = try program.start(command).outcome()
    #expect(outcome.exit == exit, "\(outcome.text)")
    return (ContinuousClock.now - start) / .microseconds(1)
  }

  @Test("a plan whose run is killed again and again is carried out to its end by the last, and nothing twice")
  func killedRun() throws {
    let calm = try planned()
    let command = try calm.command("run", Self.store, 0) + ["--quiet", "--plan", "plan.json"]
    let duration = try duration(calm.program, command, exit: 0)
    let shops = try planned()
    var (kills, last) = (0, Int32(0))
    for attempt in 1...60 {
      let running = try shops.program.start(command)
      usleep(UInt32(duration * Double(attempt) / 40))
      running.send(SIGKILL)
      let outcome = try running.outcome()
      last = outcome.exit
      guard last > 128 else {
        #expect(last == 0, "\(outcome.text)")
        break
      }
      kills += 1
    }
    #expect(kills > 5)
    let sent = try requests(shops)
    #expect(Set(sent).count == sent.count, "something was sent twice")
    #expect(try Set(sent) == Set(requests(calm)))
    #expect(try shops.program.rows("SELECT 1 FROM outbox WHERE status IN ('decided', 'sent')").isEmpty)
    // A plan that was carried out has nothing left to carry out.
    #expect(try shops.run(Self.store, night: 0, "--plan", "plan.json").exit == 0)
    #expect(try requests(shops).count == sent.count)
  }

  @Test("of two that carry out one plan beside each other, one does and the other does nothing")
  func two() throws {
    let shops = try planned()
    let command = try shops.command("run", Self.store, 0) + ["--quiet", "--plan", "plan.json"]
    let both = [try shops.program.start(command), try shops.program.start(command)]
    let exits = try both.map { try $0.outcome().exit }.sorted()
    #expect(exits == [0, 9] || exits == [0, 0], "\(exits)")
    let sent = try requests(shops)
    #expect(!sent.isEmpty && Set(sent).count == sent.count)
  }

  @Test("a plan that is killed leaves the ledger as it was, and no file half written")
  func killedPlan() throws {
    let shops = try planned()
    let before = try (shops.program.digest(), Data(contentsOf: URL(filePath: shops.program.path("plan.json"))))
    let command = try shops.command("sync plan", Self.store, 0) + ["--save", "plan.json"]
    let duration = try duration(shops.program, command, exit: 12)
    for attempt in 1...12 {
      let running = try shops.program.start(command)
      usleep(UInt32(duration * Double(attempt) / 12))
      running.send(SIGKILL)
      _ = try running.outcome()
      #expect(try shops.program.digest() == before.0)
      #expect(try Data(contentsOf: URL(filePath: shops.program.path("plan.json"))) == before.1)
    }
  }

  @Test("a plan of another ledger is refused, and nothing is sent")
  func otherLedger() throws {
    let (shops, other) = (try planned(), try planned())
    let plan = try String(contentsOfFile: other.program.path("plan.json"), encoding: .utf8)
    try shops.program.write("other.json", plan)
    let before = try requests(shops)
    let refused = try shops.run(Self.store, night: 0, "--plan", "other.json")
    #expect(refused.exit == 2 && refused.messages.contains("E8806") && refused.messages.contains("another ledger"))
    #expect(try requests(shops) == before)
    // A plan that was made before there was a ledger is of none, and is held against what a new one decides.
    let fresh = try FiveShops()
    let first = try fresh.program.start(fresh.command("sync plan", Self.store, 0) + ["--save", "plan.json"]).outcome()
    #expect([0, 12].contains(first.exit), "\(first.text)")
    #expect([0, 5].contains(try fresh.run(Self.store, night: 0, "--plan", "plan.json").exit))
  }

  @Test("what is said of a material by hand is there as a whole or not at all, whenever the command is killed")
  func killedSet() throws {
    let shops = try FiveShops()
    try shops.run("shopify-de", night: 0)
    func command(_ number: Int) -> [String] {
      ["materials", "set", "1", "name=Name \(number)", "price=\(number).50"]
        + ["--units", String(number), "--at", "WH-009"]
    }
    let duration = try duration(shops.program, command(1), exit: 0)
    var (kills, done) = (0, 1)
    for attempt in 2...40 {
      let running = try shops.program.start(command(attempt))
      usleep(UInt32(duration * Double(attempt) / 40))
      running.send(SIGKILL)
      if try running.outcome().exit > 128 { kills += 1 }
      let row = try #require(
        try shops.program.rows(
          """
          SELECT m.name, m.price, q.quantity / 1000000, (SELECT sum(v.quantity) / 1000000 FROM stock_moves v
            WHERE v.material_id = 1 AND v.location = 'WH-009')
          FROM v_materials m JOIN material_stock q ON q.material_id = m.material AND q.location = 'WH-009'
          WHERE m.material = 1
          """
        ).first)
      let (name, price, units, moved): (String, String, Int64, Int64) = (row[0], row[1], row[2], row[3])
      #expect([done, attempt].contains(Int(units)) && moved == units)
      #expect(name == "Name \(units)" && price == "\(units).50")
      done = Int(units)
    }
    #expect(kills > 5 && done > 1)
  }
}

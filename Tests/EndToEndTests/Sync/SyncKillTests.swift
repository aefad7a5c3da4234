/// A run that is killed while it tells a store: repeated until it ends, the store was told everything once.
import Foundation
import Ledger
import Testing

@Suite("Kills while a store is told")
struct SyncKillTests {
  /// Requests that changed something, without when.
  private func requests(_ shops: FiveShops, _ store: String) throws -> [String] {
    let journal = try String(contentsOfFile: shops.program.path("output/shops/\(store).jsonl"), encoding: .utf8)
    return journal.split(separator: "\n").filter { $0.contains("\"method\"") }.map { line in
      String(line[(line.range(of: "\"method\"")?.lowerBound ?? line.startIndex)...])
    }
  }

  private func prepared() throws -> FiveShops {
    let shops = try FiveShops()
    for store in ["shopify-de", "woocommerce-de"] { try shops.run(store, night: 0) }
    try shops.run("shopify-de", night: 1)
    return shops
  }

  @Test(
    "killed again and again, also with a fifth of all requests failing, it sends nothing twice and ends where an undisturbed run does",
    arguments: ["none", "flaky"])
  func killed(faults: String) throws {
    let calm = try prepared()
    let start = ContinuousClock.now
    let undisturbed = try calm.run("woocommerce-de", night: 1)
    #expect([0, 5].contains(undisturbed.exit), "\(undisturbed.text)")
    let duration = ContinuousClock.now - start
    var shops = try prepared()
    shops.settings = ["faults=\(faults)"]
    var kills = 0
    for attempt in 1...60 {
      let running = try shops.program.start(shops.command("run", "woocommerce-de", 1) + ["--quiet"])
      usleep(UInt32(duration / .microseconds(1) * Double(attempt) / 40))
      running.send(SIGKILL)
      guard try running.outcome().exit > 128 else { break }
      kills += 1
    }
    #expect(kills > 5)
    let last = try shops.run("woocommerce-de", night: 1)
    #expect([0, 5].contains(last.exit), "\(last.text)")
    let sent = try requests(shops, "woocommerce-de")
    // A request whose answer is lost on the way is sent again, and does the same again.
    if faults == "none" { #expect(Set(sent).count == sent.count, "something was sent twice") }
    #expect(try Set(sent) == Set(requests(calm, "woocommerce-de")))
    #expect(try shops.program.rows("SELECT 1 FROM outbox WHERE status IN ('decided', 'sent')").isEmpty)
    let before = sent.count
    try shops.run("woocommerce-de", night: 1)
    #expect(try requests(shops, "woocommerce-de").count == before)
  }
}

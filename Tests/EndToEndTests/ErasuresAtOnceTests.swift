/// What comes of several erasures that are asked for at once.
import Foundation
import GRDB
import Testing

@Suite("Erasures at once")
struct ErasuresAtOnceTests {
  private let program: Program

  init() throws {
    program = try Program()
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet").exit == 0)
  }

  @Test(
    "whoever finds the ledger locked is told so, and after another try everybody is erased, once",
    arguments: [
      ["de.buyer279@example.com", "de.buyer279@example.com"], ["de.buyer279@example.com", "de.buyer5@example.org"],
    ])
  func atOnce(mails: [String]) throws {
    let running = try mails.map { try program.start(["customers", "erase", $0, "--yes"]) }
    let first = try running.map { try $0.outcome() }
    #expect(first.contains { $0.exit == 0 } && first.allSatisfy { [0, 2, 9].contains($0.exit) })
    for (mail, outcome) in zip(mails, first) where outcome.exit == 9 {
      #expect(outcome.messages.contains("E9001"))
      #expect([0, 2].contains(try program.run("customers", "erase", mail, "--yes").exit))
    }
    for mail in mails { #expect(try program.run("customers", "show", mail).exit == 2) }
    let people = Set(mails).count
    #expect(try program.rows("SELECT 1 FROM contacts WHERE sealed IS NULL").count >= people)
    #expect(try program.json("audit").column("event").filter { $0 == "customer_erased" }.count == people)
    #expect(try program.run("verify").exit == 0)
  }
}

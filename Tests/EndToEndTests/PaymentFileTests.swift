/// Files of payment providers: each payout and each day of an account comes to what its transactions come to.
import Commerce
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Files of payment providers")
struct PaymentFileTests {
  private static let expected: JSONNode? = {
    let path = Program.project.appending(path: "Tests/Oracles/payments_expected.json")
    return (try? Data(contentsOf: path)).flatMap { try? JSONText.parse(Array($0)) }?["files"]
  }()

  @Test(
    "A file is loaded to its last line and cent, and a second import finds nothing new",
    arguments: [
      ("paypal-activity", "paypal-activity.csv"), ("stripe-payouts", "stripe-payout-reconciliation.csv"),
    ])
  func figures(pipeline: String, file: String) throws {
    let facts = try #require(Self.expected?[file])
    let program = try Program()
    let definition = "pipelines/\(pipeline).json"
    #expect(try program.run("run", definition, "--quiet").exit == 0)
    let payouts = try program.ledger().payoutSums()
    #expect(!payouts.isEmpty)
    let known = facts.members ?? []
    #expect(Set(payouts.map(\.externalID)) == Set(known.map(\.key)))
    for payout in payouts {
      let facts = facts[payout.externalID]
      let amount = payout.amounts.values.reduce(0) { $0 + $1.millionths }
      #expect(Exact(millionths: amount) == facts?["amount"]?.string.flatMap { Exact($0) }, "\(payout.externalID)")
      #expect(payout.fees == facts?["fee"]?.string.flatMap { Exact($0) }, "\(payout.externalID)")
    }
    #expect(try program.run("run", definition, "--quiet").output.contains("nothing new"))
  }

  @Test("Amounts count with the sign that they change the balance by, by what they are for")
  func kinds() throws {
    let program = try Program()
    #expect(try program.run("run", "pipelines/paypal-activity.json", "--quiet").exit == 0)
    let payouts = try program.ledger().payoutSums()
    let day = try #require(payouts.first { $0.externalID == "24/11/2026 EUR" })
    let amounts = day.amounts.mapValues { $0.description(decimals: 2) }
    #expect(amounts == [.reserve: "-42.20", .sale: "1250.00", .payout: "-600.00"])
    #expect(day.status == nil && day.paidOn == nil && day.total == nil)
  }

  @Test("Days are refused until the definition says how the account writes them")
  func ambiguousDays() throws {
    let program = try Program()
    try program.define("paypal-activity", (#", "format": "${date_format}""#, ""))
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 4 && outcome.text.contains("R2201"))
  }

  @Test("Transactions of Stripe that are in no payout yet stand together, on the days of the report's zone")
  func notPaidOut() throws {
    let program = try Program()
    #expect(try program.run("run", "pipelines/stripe-payouts.json", "--quiet").exit == 0)
    let payouts = try program.ledger().payoutSums()
    #expect(
      payouts.map { "\($0.externalID) \($0.status?.name ?? "") \($0.paidOn ?? "")" }.sorted() == [
        "not paid out open ", "po_1 paid 2026-09-18", "po_2 paid 2026-09-21", "po_3 paid 2026-09-21",
      ])
    let rows = try program.rows("SELECT posted_on FROM payout_lines WHERE transaction_id = 'txn_5'")
    #expect(rows.map { $0["posted_on"] as String } == ["2026-09-16"])
  }

  @Test("PayPal settles the orders of the shop that it was paid for; what it holds is what its own statement says")
  func paypal() throws {
    let program = try Program()
    #expect(try program.run("run", "pipelines/woocommerce-webtoffee.json", "--quiet").exit != 2)
    #expect(try program.run("run", "pipelines/paypal-activity.json", "--quiet").exit == 0)
    #expect(try program.run("journal", "post").exit == 0)
    let state = try program.json("reconcile")
    let accounts = state["accounts"]?.elements ?? []
    let account = try #require(accounts.first { $0["account"]?.string == "1363" && $0["currency"]?.string == "EUR" })
    #expect(account["proven"]?.bool == true)
    let open = account["open"]?.elements ?? []
    let held = open.first { $0["reason"]?.string == "held" }
    let path = Program.project.appending(path: "samples/payments/paypal-activity.csv").path
    let last = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n").last
    let cell = last?.split(separator: "\",\"", omittingEmptySubsequences: false).dropFirst(29).first
    let balance = cell.map { String($0).replacing(".", with: "").replacing(",", with: ".") }
    #expect(held?["amount"]?.string == balance)
    #expect(
      open.filter { $0["reason"]?.string == "unknown_order" }.compactMap { $0["item"]?.string } == ["paypal 9999"])
    #expect(
      open.filter { $0["reason"]?.string == "not_paid_out" }.compactMap { $0["item"]?.string } == ["woocommerce-de 37"])
    #expect(try program.run("reconcile", "--require", "explained").exit == 5)
  }
}

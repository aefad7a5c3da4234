/// Payouts in the books, from pull to reconciliation: every payout settles its orders to exactly zero, or what is open is
/// listed with its reason.
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Payouts in the books")
struct PayoutBooksTests {
  /// A simulated shop, its sales and its payouts, booked.
  private static func shop(_ platform: String, _ store: String, granularity: String = "day") throws -> Program {
    let program = try Program()
    for kind in ["nightly", "payouts"] {
      let definition = "pipelines/\(platform)-\(kind).json"
      try program.define("\(platform)-\(kind)", (#"{ "use": "journal" },"#, ""))
      #expect(try program.run("run", "own.json", "--set", "store=\(store)", "--quiet").exit == 0, "\(definition)")
    }
    #expect(try program.run("journal", "post", "--store", store, "--granularity", granularity).exit == 0)
    return program
  }

  private static func open(_ account: JSONNode) -> [JSONNode] { account["open"]?.elements ?? [] }

  private func account(_ number: String, _ currency: String, in state: JSONNode) throws -> JSONNode {
    try #require(
      state["accounts"]?.elements?.first {
        $0["account"]?.string == number && $0["currency"]?.string == currency
      })
  }

  @Test(
    "The orders of simulated shops are settled to zero by their payouts, and the bank has what was paid out",
    arguments: [
      ("shopify", "shopify-de", "1361", "EUR", "day"), ("shopify", "shopify-de", "1361", "EUR", "document"),
      ("amazon", "amazon-de", "1362", "EUR", "day"),
    ])
  func settled(platform: String, store: String, number: String, currency: String, granularity: String) throws {
    let program = try Self.shop(platform, store, granularity: granularity)
    let state = try program.json("reconcile", "--require", "explained")
    let account = try account(number, currency, in: state)
    #expect(account["proven"]?.bool == true)
    let reasons = Set(Self.open(account).compactMap { $0["reason"]?.string })
    #expect(reasons.isSubset(of: ["not_paid_out", "underway"]))
    // By other means: an order of a paid payout has exactly what its documents come to.
    let orders = try program.rows(
      """
      SELECT l.order_id, sum(l.amount) / 10000 AS paid,
        (SELECT sum(t.net + t.tax) FROM transactions t WHERE t.is_current = 1 AND coalesce(t.refunds, t.external_id) = l.order_id)
          AS sold
      FROM payout_lines l JOIN payouts d ON d.id = l.document_id AND d.is_current = 1 AND d.status = 4
      WHERE l.line_kind IN (1, 2, 6) AND l.order_id NOT IN (
        SELECT x.order_id FROM payout_lines x JOIN payouts y ON y.id = x.document_id AND y.is_current = 1
        WHERE y.status <> 4 AND x.order_id IS NOT NULL)
      GROUP BY l.order_id
      """)
    #expect(orders.count > 200 && orders.allSatisfy { $0["paid"] as Int64 == $0["sold"] as Int64 })
    let settled = try #require(account["settled"]?.number.flatMap { Int($0) })
    #expect(settled >= orders.count)
    let bank = try program.rows(
      """
      SELECT sum(p.amount) AS amount FROM postings p JOIN account_roles r ON r.account = p.account
      WHERE r.key GLOB 'bank*' AND p.currency = '\(currency)'
      """)
    let paid = try program.rows("SELECT sum(total) / 10000 AS total FROM payouts WHERE is_current = 1 AND status = 4")
    #expect(bank.first?["amount"] as Int64? == paid.first?["total"] as Int64?)
    #expect(try program.run("journal", "post", "--store", store).output.contains("0 entries"))
    #expect(try program.run("verify").exit == 0)
  }

  @Test("Money in another currency settles at the rates of its documents: nothing is left in either currency")
  func foreign() throws {
    let program = try Self.shop("amazon", "amazon-us")
    let account = try account("1362", "USD", in: program.json("reconcile"))
    #expect(account["proven"]?.bool == true)
    // Orders whose tax is not decided yet are not in the journal; wrapping that Amazon does not tell of is no tax there.
    let reasons = Set(Self.open(account).compactMap { $0["reason"]?.string })
    #expect(reasons == ["not_paid_out", "underway", "unknown_order", "other_amount"])
    let settled = try #require(account["settled"]?.number.flatMap { Int($0) })
    #expect(settled > 400)
  }

  @Test("A gate says what is open, and lets nothing through that is open too long")
  func gate() throws {
    let program = try Self.shop("shopify", "shopify-de")
    #expect(try program.run("reconcile", "--require", "explained").exit == 0)
    let open = try program.run("reconcile", "--require", "settled")
    #expect(open.exit == 5 && open.text.contains("E8622") && open.text.contains("is open with"))
    let day: String = try #require(program.rows("SELECT max(date) FROM journal_entries").first?[0])
    #expect(try program.run("reconcile", "--max-age", "30", "--on", day).exit == 5)
    #expect(try program.run("reconcile", "--max-age", "400", "--on", day).exit == 0)
    // Nothing is booked any more, and what is open grows older all the same.
    #expect(try program.run("reconcile", "--max-age", "400").exit == 5)
  }

  // MARK: Revisions

  private static let transactions = "samples/shopify/lists/payment-transactions.csv"

  /// The transactions of the sample, and what they are when the last one has been paid out.
  private static func versions() throws -> [String] {
    let path = Program.project.appending(path: transactions).path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return [text, text.replacing("pending,,,,17.50", with: "paid,2024-03-06,91000000002,2024-03-06,17.50")]
  }

  /// Loads transactions and books them.
  private static func book(_ text: String, in program: Program) throws {
    try program.write("transactions.csv", text)
    let run = ["run", "pipelines/shopify-transactions-file.json", "--set", "input=transactions.csv", "--quiet"]
    #expect(try program.start(run).outcome().exit == 0)
    #expect(try program.run("journal", "post").exit == 0)
  }

  @Test("A payout that changes is corrected by difference: the books are those of what it became")
  func revised() throws {
    let revised = try Program()
    for text in try Self.versions() { try Self.book(text, in: revised) }
    let fresh = try Program()
    try Self.book(try Self.versions()[1], in: fresh)
    let sums = """
      SELECT account, currency, sum(amount) AS amount, sum(base) AS base FROM postings
      GROUP BY 1, 2 HAVING sum(base) <> 0 ORDER BY 1, 2
      """
    #expect(try revised.rows(sums) == fresh.rows(sums))
    let corrections = try revised.rows("SELECT key FROM journal_entries WHERE kind = 'correction'")
    #expect(corrections.count == 2)
    #expect(try revised.run("reconcile").exit == 0)
    #expect(try revised.run("verify").exit == 0)
  }

  @Test("What a chargeback takes back of income and tax is in the books and in no return: both say how much")
  func chargeback() throws {
    let program = try Program()
    #expect(try [0, 5].contains(program.run("run", "pipelines/shopify-orders.json", "--quiet").exit))
    // Half of order #10314, which was 14.90 with 2.38 of tax.
    let header = try #require(try Self.versions()[0].split(separator: "\n").first)
    func row(_ day: String, _ type: String, _ amount: String, _ fee: String, _ net: String) -> String {
      "2025-01-\(day) 12:00:00 +0100,\(type),#10314,visa,online,paid,2025-01-20,91000000009,2025-01-20,\(amount),\(fee),\(net),,card,\(amount),EUR,EUR,0.00"
    }
    let rows = [
      String(header), row("02", "charge", "14.90", "0.50", "14.40"),
      row("10", "chargeback", "-7.45", "15.00", "-22.45"),
    ]
    try Self.book(rows.joined(separator: "\n") + "\n", in: program)
    let state = try program.json("reconcile")
    #expect(state["chargebacks"]?.column("month") == ["2025-01"])
    #expect(state["chargebacks"]?.column("net") == ["6.26"] && state["chargebacks"]?.column("tax") == ["1.19"])
    #expect(try program.run("reconcile").output.contains("6.26 of income and 1.19 of tax, which no return has"))
    let report = [
      "report", "returns_coverage", "--business", "pipelines/business.json", "--table", "chargebacks", "--format",
      "json",
    ]
    let told = try JSONText.parse(Array(try program.start(report).outcome().output.utf8))
    #expect(told.column("tax_code") == ["DE-S"] && told.column("rate") == ["19"] && told.column("tax") == ["1.19"])
    let other = try JSONText.parse(
      Array(try program.start(report + ["--to", "2024-12"]).outcome().output.utf8))
    #expect(other.column("tax") == [])
    #expect(try program.run("verify").exit == 0)
  }

  @Test("A revision of a closed month is booked in the next one and names the month")
  func closed() throws {
    let program = try Program()
    let versions = try Self.versions()
    try Self.book(versions[0], in: program)
    #expect(try program.run("periods", "close", "2024-03", "--reason", "filed").exit == 0)
    try Self.book(versions[1], in: program)
    let late = try program.rows("SELECT date, correction_of FROM journal_entries WHERE correction_of IS NOT NULL")
    #expect(late.count == 3)
    for entry in late {
      #expect(entry["date"] as String? == "2024-04-01" && entry["correction_of"] as String? == "2024-03")
    }
    #expect(try program.run("periods", "close", "2024-04", "--require-reconciled", "--reason", "filed").exit == 5)
  }
}

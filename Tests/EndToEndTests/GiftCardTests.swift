/// Orders that a gift card has paid in part, from pull to reconciliation.
import Formats
import GRDB
import Ledger
import Testing

@Suite("Gift cards in the books")
struct GiftCardTests {
  /// A simulated shop in which a gift card has paid a part of every other order paid by card, with its payouts.
  private static func shop(granularity: String) throws -> Program {
    let program = try Program()
    for kind in ["nightly", "payouts"] {
      try program.define(
        "shopify-\(kind)", (#"{ "use": "journal" },"#, ""), (#""orders": 600,"#, #""orders": 600, "gift_cards": 2,"#))
      #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    }
    #expect(try program.run("journal", "post", "--granularity", granularity).exit == 0)
    return program
  }

  @Test(
    "the provider's part is settled to zero by its payouts, the gift cards' part ends what is owed for them",
    arguments: ["day", "document"])
  func settled(granularity: String) throws {
    let program = try Self.shop(granularity: granularity)
    let parts = try program.rows(
      """
      SELECT count(*) AS documents, sum(g.amount) / 10000 AS cents FROM gift_card_payments g
      JOIN transactions t ON t.id = g.transaction_id AND t.is_current = 1
      JOIN journal_documents j ON j.transaction_id = t.id AND j.entry_id IS NOT NULL
      """)
    #expect((parts.first?["documents"] as Int64? ?? 0) > 100)
    let state = try program.json("reconcile", "--require", "explained")
    let account = try #require(state["accounts"]?.elements?.first { $0["account"]?.string == "1361" })
    #expect(account["proven"]?.bool == true)
    let reasons = Set(account["open"]?.elements?.compactMap { $0["reason"]?.string } ?? [])
    #expect(reasons.isSubset(of: ["not_paid_out", "underway"]))
    let liability = try program.rows("SELECT sum(amount) AS cents FROM postings WHERE account = '1700'")
    #expect(liability.first?["cents"] as Int64? == parts.first?["cents"] as Int64?)
    #expect(try program.run("verify").exit == 0)
    #expect(try program.rows("SELECT 1 FROM findings WHERE code = 'F2102'").isEmpty)
  }

  @Test("an export names the gateways and no amounts: a finding says so, and reconcile names what is left")
  func untold() throws {
    let program = try Program()
    let orders = ["run", "pipelines/shopify-orders.json", "--set", "input=samples/shopify/orders-2022-78col.csv"]
    #expect(try [0, 5].contains(program.start(orders + ["--quiet"]).outcome().exit))
    let findings = try program.rows("SELECT detail FROM findings WHERE code = 'F2102'")
    #expect(findings.map { $0["detail"] as String } == ["Gift Card + Shopify Payments"])
    // The card has paid 30.00 of 48.18.
    try program.write(
      "transactions.csv",
      """
      Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency,VAT
      2022-10-15 17:00:02 +0200,charge,#1100,visa,online,paid,2022-10-18,91000000009,2022-10-18,30.00,1.00,29.00,,card,30.00,USD,USD,0.00

      """)
    let payouts = ["run", "pipelines/shopify-transactions-file.json", "--set", "input=transactions.csv", "--quiet"]
    #expect(try program.start(payouts).outcome().exit == 0)
    #expect(try program.run("journal", "post").exit == 0)
    #expect(try program.run("reconcile", "--require", "explained").exit == 5)
    let accounts = try program.json("reconcile")["accounts"]?.elements ?? []
    let open = accounts.flatMap { $0["open"]?.elements ?? [] }.filter { $0["reason"]?.string == "gift_card_part" }
    #expect(open.map { $0["amount"]?.string } == ["18.18"])
  }
}

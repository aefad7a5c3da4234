/// What Amazon states of several pieces is the price of all of them, from the file to the journal.
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Several pieces of an Amazon order")
struct AmazonQuantityTests {
  private static let columns = [
    "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status",
    "fulfillment-channel", "sales-channel", "order-channel", "url", "ship-service-level", "product-name", "sku", "asin",
    "item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax",
    "gift-wrap-price", "gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount", "ship-city",
    "ship-state", "ship-postal-code", "ship-country", "promotion-ids", "is-business-order", "purchase-order-number",
    "price-designation",
  ]

  /// A report of one order of lamps at 27.50, tax included.
  private static func report(_ pieces: Int, _ price: String, _ tax: String, sku: String = "LAMP-01") -> String {
    let cells = [
      "306-0000001-0000007", "", "2024-05-02T08:04:21+00:00", "2024-05-02T20:11:02+00:00", "Shipped", "Amazon",
      "Amazon.de", "", "", "Expedited", "Lampe", sku, "B0LAMP0100", "Shipped", String(pieces), "EUR", price, tax, "",
      "", "", "", "", "", "Berlin", "", "10115", "DE", "", "false", "", "",
    ]
    return [columns, cells].map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func book(_ report: String, in program: Program) throws {
    try program.write("orders.txt", report)
    let run = ["run", "pipelines/amazon-all-orders.json", "--set", "input=orders.txt", "--quiet"]
    #expect(try program.start(run).outcome().exit == 0)
    #expect(try program.run("journal", "post", "--granularity", "document").exit == 0)
  }

  private static func balances(_ program: Program) throws -> [String: Int64] {
    try program.rows("SELECT account, sum(base) AS base FROM postings GROUP BY 1 HAVING sum(base) <> 0")
      .reduce(into: [:]) { $0[$1["account"]] = $1["base"] }
  }

  @Test("three lamps for 82.50 are 82.50 and not 247.50")
  func three() throws {
    let program = try Program()
    try Self.book(Self.report(3, "82.50", "13.17"), in: program)
    #expect(try Self.balances(program) == ["1362": 8_250, "8400": -6_933, "1776": -1_317])
    let line = try #require(try program.rows("SELECT quantity, net + tax AS gross FROM lines").first)
    #expect(line["quantity"] as Int64? == 3_000_000 && line["gross"] as Int64? == 8_250)
    #expect(try program.run("verify").exit == 0)
  }

  @Test("an order that was edited is a new version, and the journal has the difference")
  func edited() throws {
    let program = try Program()
    try Self.book(Self.report(3, "82.50", "13.17"), in: program)
    try Self.book(Self.report(2, "55.00", "8.78"), in: program)
    #expect(try Self.balances(program) == ["1362": 5_500, "8400": -4_622, "1776": -878])
    let entries = try program.rows("SELECT kind FROM journal_entries ORDER BY id").map { $0["kind"] as String }
    #expect(entries == ["sale", "correction"])
    #expect(try program.run("verify").exit == 0)
  }

  @Test("an article that nobody knows holds back nothing of the order but what it cost")
  func unknownArticle() throws {
    let program = try Program()
    try Self.book(Self.report(3, "82.50", "13.17", sku: "NOBODY-KNOWS-1"), in: program)
    #expect(try Self.balances(program)["1362"] == 8_250)
    let costs = try program.json("journal", "post", "--cost-of-goods")
    #expect(costs["lines_without_cost"]?.line == "1" && costs["entries"]?.line == "0")
  }
}

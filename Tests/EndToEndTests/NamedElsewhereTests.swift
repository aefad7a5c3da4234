/// Where people are named elsewhere than in contacts: by providers of payments, and in the ids of accounts.
import Formats
import Foundation
import GRDB
import Testing

@Suite("What names people elsewhere than in contacts")
struct NamedElsewhereTests {
  private static let stripe = """
    automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created_utc,created,available_on_utc,available_on,\
    currency,gross,fee,net,reporting_category,source_id,description,payment_metadata[order_id]

    """

  @Test("what a provider says of a payment is cleared where the person stands in it, or an order of the person is paid")
  func descriptions() throws {
    let program = try Program()
    var export = try ShopifyExport(orders: 2)
    export = export.changing(0, ["Email": "Otto.Brandt@example.com", "Phone": "+49 40 22339911"])
    for side in ["Billing", "Shipping"] {
      export = export.changing(
        0, ["\(side) Name": "Otto Brandt", "\(side) Phone": "+49 40 22339911", "\(side) Address1": "Am Markt 3"])
    }
    try program.write("orders.csv", export.text)
    try program.define("shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    let told = [
      ("thanks to OTTO BRANDT", ""), ("otto.brandt@example.com", ""), ("call 0049 40 22339911", ""),
      ("a gift, no name", "#1001"), ("Zacharias Musterfrau", "#1002"), ("Ottilie Brandtner", ""),
    ]
    let rows = told.enumerated().map { number, line in
      "po_1,2024-03-18 00:00:00,txn_\(number),2024-03-14 10:00:00,2024-03-14 11:00:00,2024-03-18 00:00:00,"
        + "2024-03-18 00:00:00,eur,10.00,0.00,10.00,charge,ch_\(number),\"\(line.0)\",\(line.1)\n"
    }
    try program.write("stripe.csv", Self.stripe + rows.joined())
    try program.define(
      "stripe-payouts", ("samples/payments/stripe-payout-reconciliation.csv", "stripe.csv"),
      (
        #""preset": "stripe.payout_reconciliation""#,
        #""preset": "stripe.payout_reconciliation", "fields": { "description": "description" }"#
      ))
    let run = try program.run("run", "own.json", "--quiet")
    #expect(run.exit == 0, "\(run.text)")
    let descriptions = "SELECT description FROM payout_lines ORDER BY line_no"
    #expect(try program.rows(descriptions).map { $0[0] as String? } == told.map(\.0))
    #expect(try program.run("customers", "erase", "otto.brandt@example.com", "--yes").exit == 0)
    #expect(
      try program.rows(descriptions).map { $0[0] as String? } == [nil, nil, nil, nil, told[4].0, told[5].0])
    for name in try FileManager.default.contentsOfDirectory(atPath: program.path("output")) {
      let bytes = FileManager.default.contents(atPath: program.path("output/\(name)")) ?? Data()
      for text in ["OTTO BRANDT", "otto.brandt@", "22339911", "a gift, no"] {
        #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name): \(text)")
      }
    }
  }

  @Test("an account that a source knows by an address or a number alone stands under a keyed hash until it is erased")
  func accountIDs() throws {
    let program = try Program()
    let sample = try String(
      contentsOf: Program.project.appending(path: "samples/shopify/lists/customers-2022.csv"), encoding: .utf8)
    let lines = sample.split(separator: "\n").map(String.init)
    let byPhone = lines[2].replacingOccurrences(of: "zoe@example.org", with: "")
    try program.write("one.csv", [lines[0], lines[1], byPhone].joined(separator: "\n") + "\n")
    let moved = lines[1].replacingOccurrences(of: "Beispielweg 1", with: "Neue Straße 9")
    try program.write("moved.csv", [lines[0], moved, byPhone].joined(separator: "\n") + "\n")
    let pipeline = "pipelines/shopify-customers-file.json"
    #expect(try program.run("run", pipeline, "--quiet", "--set", "input=one.csv").exit == 0)
    #expect(try program.run("run", pipeline, "--quiet", "--set", "input=moved.csv").exit == 0)
    let ids = try program.rows("SELECT external_id FROM accounts").map { $0[0] as String }
    #expect(ids.count == 3 && Set(ids).count == 2 && ids.allSatisfy { $0.hasPrefix("keyed ") }, "\(ids)")
    #expect(try program.run("customers", "show", "shopify-de/447700900001").exit == 0)
    let bytes = try Data(contentsOf: URL(filePath: program.ledgerPath))
    for text in ["anna@example.com", "447700900001", "493023125000"] {
      #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)")
    }
    let exported = try program.run("customers", "export", "anna@example.com")
    let export = try JSONText.parse(Array(exported.output.utf8))
    #expect(export["today"]?["source_id"]?.string == "anna@example.com" && export["accounts"]?.elements?.count == 2)
    #expect(try program.run("customers", "erase", "anna@example.com", "--yes").exit == 0)
    let left = try program.rows("SELECT external_id FROM accounts").map { $0[0] as String }
    #expect(left.filter { $0.hasPrefix("erased ") }.count == 2 && left.filter { $0.hasPrefix("keyed ") }.count == 1)
    try program.write("again.csv", [lines[0], lines[1], byPhone].joined(separator: "\n") + "\n\n")
    #expect(try program.run("run", pipeline, "--quiet", "--set", "input=again.csv").exit == 0)
    #expect(try program.run("customers", "show", "anna@example.com").exit == 2)
    #expect(try program.rows("SELECT 1 FROM accounts").count == 3)
  }

  @Test("a platform's own number of an account stays as it is, until its person is erased")
  func platformNumbers() throws {
    let program = try Program()
    #expect(try program.run("run", "pipelines/shopify-customers-file.json", "--quiet").exit == 0)
    let ids = "SELECT external_id FROM accounts ORDER BY id"
    let before = try program.rows(ids).map { $0[0] as String }
    #expect(before.starts(with: ["7000000000001", "7000000000002"]))
    #expect(try program.run("customers", "erase", "shopify-de/7000000000001", "--yes").exit == 0)
    #expect(try program.rows(ids).map { $0[0] as String }.first == "erased 1")
    let bytes = try Data(contentsOf: URL(filePath: program.ledgerPath))
    #expect(bytes.range(of: Data("7000000000001".utf8)) == nil)
  }
}

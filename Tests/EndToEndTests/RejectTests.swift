/// What becomes of a rejected document: kept, shown, mended and loaded, once.
import Foundation
import Ledger
import Testing

@Suite("Rejects, from the file to the reports")
struct RejectTests {
  private let program: Program

  /// Ten orders, of which the fourth is refunded and has a status that nobody knows, and a limit that lets it pass.
  init() throws {
    program = try Program()
    let export = try ShopifyExport(orders: 10).refunding(3).changing(3, ["Financial Status": "on_hold"])
    try program.write("orders.csv", export.text)
    try define(limit: "50%")
  }

  private func define(limit: String, status: String = "") throws {
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"), ("0.5%", limit),
      (#""preset": "shopify","#, #""preset": "shopify",\#(status)"#))
  }

  /// Maps the unknown status.
  private func mend() throws { try define(limit: "50%", status: #" "map": { "on_hold": "refunded" },"#) }

  private func statuses() throws -> [String] { try program.ledger().rejects().map(\.status).reversed() }

  @Test("within the limit the run is published, and the exit code says that there is something to look at")
  func withinLimit() throws {
    #expect(try program.run("run", "own.json", "--quiet").exit == 5)
    #expect(try program.ledger().counts().transactions == 9)
  }

  @Test("above the limit nothing is published, and the rejects are there to be looked at")
  func aboveLimit() throws {
    try define(limit: "0.5%")
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 4)
    #expect(outcome.output.contains("2 of 11 documents were rejected; the limit is 0.5%"))
    #expect(try program.ledger().counts().transactions == 0)
    #expect(try statuses() == ["open", "open"])
    #expect(!FileManager.default.fileExists(atPath: program.path("output/shopify-orders/vat_by_country.csv.gz")))
  }

  @Test("the list names code, file, line and reason, and what to do")
  func list() throws {
    try program.run("run", "own.json", "--quiet")
    #expect(
      try program.run("rejects", "list").output == """
        reject  run  code   status  file        line  reason
        ------  ---  -----  ------  ----------  ----  ------------------------
             2    1  R2303  open    orders.csv     5  the status is not mapped
             1    1  R2303  open    orders.csv     5  the status is not mapped

        R2303: 2 × the status is not mapped
          = help: add the status to the "map" of the status stage

        """)
  }

  @Test("a reject is shown without personal values")
  func show() throws {
    try program.run("run", "own.json", "--quiet")
    let shown = try program.run("rejects", "show", "1")
    #expect(shown.output.hasPrefix("reject[R2303]: the status is not mapped\n  --> orders.csv:5  byte "))
    #expect(shown.leaks == [])
  }

  @Test("a reject is shown with its original bytes when asked for")
  func showValues() throws {
    try program.run("run", "own.json", "--quiet")
    let shown = try program.run("rejects", "show", "1", "--show-values")
    let line = try String(contentsOfFile: program.path("orders.csv"), encoding: .utf8).split(separator: "\n")[4]
    #expect(shown.output.hasPrefix("reject[R2303]: \"on_hold\" the status is not mapped"))
    #expect(shown.output.hasSuffix("\n\(line)\n"))
  }

  @Test("a trial tells what would pass and changes nothing")
  func trial() throws {
    try program.run("run", "own.json", "--quiet")
    let before = try program.digest()
    try mend()
    let trial = try program.run("rejects", "redrive", "own.json", "--dry-run")
    #expect(trial.output == "reject 1: would pass\nreject 2: would pass\n")
    #expect(try program.digest() == before)
  }

  @Test("after the definition is mended a redrive loads sale and refund once and closes both rejects")
  func redrive() throws {
    try program.run("run", "own.json", "--quiet")
    try mend()
    let outcome = try program.run("rejects", "redrive", "own.json")
    #expect(outcome.exit == 0, "\(outcome.text)")
    #expect(outcome.output.contains("EUR  source             2      2    0.00"))
    #expect(outcome.output.contains("     loaded             2      2    0.00"))
    #expect(try statuses() == ["resolved", "resolved"])
    #expect(try program.ledger().counts().transactions == 11)
    #expect(
      try program.run("rejects", "redrive", "own.json").output
        == "there is no open reject to redrive; parts of documents (R4001) are read with their file\n")
  }

  @Test("after a redrive ledger and reports are those of a run with the mended definition from the start")
  func sameAsFromTheStart() throws {
    try program.run("run", "own.json", "--quiet")
    try mend()
    try program.run("rejects", "redrive", "own.json")
    let fresh = try Program()
    try fresh.write("orders.csv", Array(Data(contentsOf: URL(filePath: program.path("orders.csv")))))
    try fresh.write("own.json", Array(Data(contentsOf: URL(filePath: program.path("own.json")))))
    try fresh.run("run", "own.json", "--quiet")
    #expect(try program.digest() == fresh.digest())
    for report in ["vat_by_country", "vat_by_country.left_out", "sales_by_country", "sales_by_store"] {
      let name = "\(report).csv.gz"
      #expect(try program.reports("shopify-orders")[name] == fresh.reports("shopify-orders")[name], "\(report)")
    }
  }

  @Test("a redrive that mends nothing leaves as many open rejects as there were")
  func redriveInVain() throws {
    try program.run("run", "own.json", "--quiet")
    let before = try program.digest()
    for _ in 0..<2 { #expect(try program.run("rejects", "redrive", "own.json").exit == 5) }
    #expect(try statuses() == ["repeated", "repeated", "repeated", "repeated", "open", "open"])
    #expect(try program.digest() == before)
  }

  @Test("a document that had no id before the definition was mended closes its reject when it is loaded")
  func withoutID() throws {
    let changes = [
      (old: "samples/shopify/orders-2024-79col.csv.gz", new: "orders.csv"), (old: "0.5%", new: "50%"),
      (old: #""otherwise": "reject""#, new: #""otherwise": "completed""#),
    ]
    let export = try ShopifyExport(orders: 4).changing(1, ["Id": "5.00000E+12"])
    try program.write("orders.csv", export.text)
    try program.define("shopify-orders", changes[0], changes[1], changes[2])
    #expect(try program.run("run", "own.json", "--quiet").output.contains("reject  R2304  1 × "))
    let map = #""preset": "shopify.orders_export""#
    try program.define(
      "shopify-orders", changes[0], changes[1], changes[2],
      (map, #"\#(map), "fields": { "external_id": "Name" }"#))
    let outcome = try program.run("rejects", "redrive", "own.json")
    #expect(outcome.exit == 0, "\(outcome.text)")
    #expect(try statuses() == ["resolved"])
  }

  @Test("rejects of two files of one name and other columns are read by the header of their own file")
  func otherHeader() throws {
    try program.run("run", "own.json", "--quiet")
    var export = try ShopifyExport(orders: 14).changing(12, ["Financial Status": "on_hold"])
    export.rows.removeFirst(10)
    export.header.reverse()
    try program.write("orders.csv", export.text)
    try program.run("run", "own.json", "--quiet")
    for _ in 0..<2 { #expect(try program.run("rejects", "redrive", "own.json").exit == 5) }
    try mend()
    let outcome = try program.run("rejects", "redrive", "own.json")
    #expect(outcome.exit == 0, "\(outcome.text)")
    #expect(try program.ledger().counts().transactions == 15)
    #expect(try statuses().allSatisfy { $0 != "open" })
  }
}

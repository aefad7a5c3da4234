/// Files that cannot be read, or are not what they should be: each says what, where and what to do.
import Foundation
import Ledger
import Testing

@Suite("Files at fault")
struct SourceFaultTests {
  private let program: Program

  init() throws { program = try Program() }

  private func run(_ input: String) throws -> Outcome {
    try program.run("run", "pipelines/shopify-orders.json", "--set", "input=\(input)", "--quiet")
  }

  /// What the ledger holds after a run that must not publish.
  private func transactions() throws -> Int64 { Int64(try program.ledger().counts().transactions) }

  @Test("a file that is not there is named")
  func missing() throws {
    let outcome = try run("nowhere.csv")
    #expect(outcome.exit == 7)
    #expect(
      outcome.messages == """
        error[E7001]: nowhere.csv does not exist
          = help: check the path; relative paths start from the folder the command is run in

        """)
    #expect(try transactions() == 0)
  }

  @Test("an empty file is no export")
  func empty() throws {
    let outcome = try run("samples/shopify/damaged/empty.csv")
    #expect(outcome.exit == 7)
    #expect(
      outcome.messages == """
        error[E7005]: samples/shopify/damaged/empty.csv: the file is empty
          = help: check what writes the file; an empty export has a header at least

        """)
    #expect(try transactions() == 0)
  }

  @Test("a header without rows is an export of nothing")
  func headerOnly() throws {
    let outcome = try run("samples/shopify/damaged/header-only.csv")
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("run 1 of shopify-orders: published"))
    let path = "samples/shopify/damaged/header-only.csv"
    #expect(outcome.output.contains("\n  note: \(path) has a header and no rows\n"))
    #expect(outcome.messages == "")
    #expect(try transactions() == 0)
    let preview = try program.run("preview", "pipelines/shopify-orders.json", "--set", "input=\(path)")
    #expect(preview.exit == 0 && preview.messages == "\(path) has a header and no rows\n", "\(preview.text)")
    let table = try program.run("cat", path)
    #expect(table.exit == 0 && table.messages == "\(path) has a header and no rows\n")
    #expect(table.output.split(separator: "\n").count == 1 && table.output.hasPrefix("Name,Email,"))
  }

  @Test(
    "a file of another layout is told apart, and the likely one is named",
    arguments: [
      ("customers-export.csv", "shopify.customers_export"),
      ("abandoned-checkouts.csv", "Shopify's abandoned checkouts export"),
    ])
  func otherLayout(name: String, likely: String) throws {
    let outcome = try run("samples/shopify/damaged/\(name)")
    #expect(outcome.exit == 10)
    #expect(
      outcome.messages == """
        error[E7101]: samples/shopify/damaged/\(name) is no file of layout shopify.orders_export; it looks like \(likely)
          = help: name another file, or another layout: shopledger layouts

        """)
    #expect(try transactions() == 0)
  }

  // MARK: The contract

  /// Runs two orders through a contract, without the column Shipping or with one that nobody knows.
  private func run(contract: String, missing: Bool) throws -> Outcome {
    var export = try ShopifyExport(orders: 2)
    if missing { export.header.removeAll { $0 == "Shipping" } } else { export.header.append("Loyalty") }
    try program.write("orders.csv", export.text)
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"),
      (#""paths": ["${input}"]"#, #""paths": ["${input}"], "contract": \#(contract)"#))
    return try program.run("run", "own.json", "--quiet")
  }

  @Test("a missing column stops the run when the contract says fail")
  func missingFails() throws {
    let outcome = try run(contract: #"{ "missing_column": "fail" }"#, missing: true)
    #expect(outcome.exit == 10)
    #expect(
      outcome.messages.hasPrefix(
        "error[E7103]: orders.csv lacks the column \"Shipping\", which layout shopify.orders_export needs\n"))
    #expect(try transactions() == 0)
  }

  @Test("a missing column that is there under another spelling is named with it")
  func missingMeant() throws {
    var export = try ShopifyExport(orders: 2)
    export.header[try #require(export.header.firstIndex(of: "Shipping"))] = "Shiping"
    try program.write("orders.csv", export.text)
    let outcome = try run("orders.csv")
    #expect(outcome.exit == 10)
    #expect(outcome.messages.contains("\n  = help: did you mean \"Shiping\" for \"Shipping\"? If not, export the file"))
  }

  @Test("a missing column is noted when the contract says warn")
  func missingWarns() throws {
    let outcome = try run(contract: #"{ "missing_column": "warn" }"#, missing: true)
    #expect(outcome.exit == 0)
    #expect(
      outcome.output.contains(
        "note: orders.csv lacks the column \"Shipping\", which layout shopify.orders_export needs"))
    #expect(try transactions() == 2)
  }

  @Test("a missing column passes in silence when the contract says ignore")
  func missingIgnored() throws {
    let outcome = try run(contract: #"{ "missing_column": "ignore" }"#, missing: true)
    #expect(outcome.exit == 0)
    #expect(!outcome.text.contains("lacks"))
    #expect(try transactions() == 2)
  }

  @Test("a new column stops the run when the contract says fail")
  func newFails() throws {
    let outcome = try run(contract: #"{ "new_column": "fail" }"#, missing: false)
    #expect(outcome.exit == 10)
    #expect(
      outcome.messages.hasPrefix(
        "error[E7104]: orders.csv has the column \"Loyalty\", which layout shopify.orders_export does not know\n"))
    #expect(try transactions() == 0)
  }

  @Test("a new column is noted when the contract says warn")
  func newWarns() throws {
    let outcome = try run(contract: #"{ "new_column": "warn" }"#, missing: false)
    #expect(outcome.exit == 0)
    #expect(
      outcome.output.contains(
        "note: orders.csv has the column \"Loyalty\", which layout shopify.orders_export does not know"))
    #expect(try transactions() == 2)
  }

  @Test("a new column passes in silence when the contract says ignore")
  func newIgnored() throws {
    let outcome = try run(contract: #"{ "new_column": "ignore" }"#, missing: false)
    #expect(outcome.exit == 0)
    #expect(!outcome.text.contains("Loyalty"))
    #expect(try transactions() == 2)
  }

  @Test("a record longer than any real one ends the run with its place, and nothing is published")
  func longRecord() throws {
    let lines = try ShopifyExport(orders: 3).text.split(separator: "\n").map { Array($0.utf8) }
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    let line = [UInt8(ascii: "\n")]
    try program.write("orders.csv", lines[0] + line + lines[1] + line + long + lines[2] + line + lines[3] + line)
    let outcome = try run("orders.csv")
    #expect(outcome.exit == 10)
    #expect(outcome.messages.hasPrefix("error[E7006]: orders.csv: a record is longer than any real one (line 3, "))
    #expect(outcome.leaks == [])
    #expect(try transactions() == 0)
  }
}

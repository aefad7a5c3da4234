/// A quote without a partner: one line of a file is damaged, and what is rejected is its document, whole.
import Foundation
import Ledger
import Testing

@Suite("Files with stray quotes")
struct StrayQuoteRunTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.define("retail-uk", (RetailFile.path, "lines.csv"))
  }

  /// Six hundred invoices of two lines each, some with quoted cells, and some lines with descriptions of their own.
  private func write(_ descriptions: [Int: String], codes: [Int: String] = [:]) throws {
    var lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"]
    for line in 0..<1200 {
      let usual = line % 40 == 0 ? "\"Lamp, \"\"big\"\"\nwith shade\"" : line % 7 == 0 ? "\"Lamp, small\"" : "Lamp"
      lines.append(
        "\(1000 + line / 2),\(codes[line] ?? "A"),\(descriptions[line] ?? usual),2,2011-03-04 09:00:00,2.50,7.0,France")
    }
    try program.write("lines.csv", lines.joined(separator: "\n") + "\n")
  }

  @Test(
    "one stray quote costs one invoice, which is not published by half",
    arguments: [1, 302, 303, 1198, 1199], ["\"Lamp", "\"Lamp, big\"\"", "\"Lamp, \"\"big\n with shade"])
  func oneQuote(line: Int, description: String) throws {
    try write([line: description])
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 5, "\(outcome.text)")
    #expect(outcome.output.contains("reject  R1007  1 × a quote opens a cell and none closes it"))
    let ledger = try program.ledger()
    #expect(try ledger.counts().transactions == 599)
    #expect(try ledger.counts().lines == 1198)
    #expect(outcome.leaks == [])
  }

  @Test("a stray quote that an inch mark closes lines later costs one invoice, and says how the lines were told apart")
  func closedByChance() throws {
    try write([304: "Lamp 27\""], codes: [302: "\"A"])
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 5, "\(outcome.text)")
    #expect(outcome.output.contains("reject  R1007  1 × "))
    #expect(try program.ledger().counts().transactions == 599)
    #expect(try program.ledger().counts().lines == 1198)
    let reject = try program.run("rejects", "show", "1")
    #expect(reject.output.contains("so each line is read by itself"), "\(reject.text)")
  }

  @Test("each stray quote counts towards the limit of rejects")
  func limit() throws {
    try write([1: "\"Lamp", 201: "\"Lamp", 401: "\"Lamp", 1199: "\"Lamp"])
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 4, "\(outcome.text)")
    #expect(outcome.output.contains("4 of 600 documents were rejected; the limit is 0.5%"))
    #expect(try program.ledger().counts().transactions == 0)
  }

  @Test("what to do about odd quotes names the dialect's options", arguments: ["R1005", "R1007"])
  func remedy(code: String) throws {
    let outcome = try program.run("explain", code)
    #expect(outcome.output.contains(#""dialect": { "escape": "backslash" }"#), "\(outcome.text)")
  }

  @Test("a line that was mended is loaded, and all invoices are there")
  func mended() throws {
    try write([303: "\"Lamp"])
    try program.run("run", "own.json", "--quiet")
    try write([:])
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    #expect(try program.ledger().counts().transactions == 600)
  }
}

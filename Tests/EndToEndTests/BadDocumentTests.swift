/// One document in a file cannot be understood: it is kept with its place, and all others are loaded.
import Foundation
import Ledger
import Testing

@Suite("Documents at fault")
struct BadDocumentTests {
  /// One way to spoil the third of five orders.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    var cells: [String: String] = [:]
    /// Spoils the line itself.
    var line: @Sendable (String) -> [UInt8] = { Array($0.utf8) }
  }

  private static let cases = [
    Spoilt(testDescription: "too many cells", code: "R1002", line: { Array("\($0),more,cells".utf8) }),
    Spoilt(
      testDescription: "a byte that is no UTF-8", code: "R1003",
      line: { line in Array(line.utf8).map { $0 == UInt8(ascii: "#") ? 0xFF : $0 } }),
    Spoilt(
      testDescription: "a cell of two megabytes", code: "R1006",
      cells: ["Notes": String(repeating: "x", count: 2 << 20)]),
    Spoilt(
      testDescription: "a number as it is written in German", code: "R2102", cells: ["Lineitem price": "1.234,56"]),
    Spoilt(testDescription: "a negative quantity", code: "R2107", cells: ["Lineitem quantity": "-1"]),
    Spoilt(testDescription: "lines that do not add up", code: "R3001", cells: ["Total": "21.90"]),
    Spoilt(testDescription: "a currency without a fixing", code: "R3101", cells: ["Currency": "AED"]),
  ]

  @Test("one spoilt order is rejected with its place, and the others are loaded", arguments: cases)
  func spoilt(spoilt: Spoilt) throws {
    let program = try Program()
    try program.define("shopify-orders", ("0.5%", "20%"))
    let lines = try ShopifyExport(orders: 5).changing(2, spoilt.cells).text.split(separator: "\n").map(String.init)
    let spoiltLine = spoilt.line(lines[3])
    var bytes = Array(lines[..<3].joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    let place = bytes.count
    bytes += spoiltLine + Array("\n\(lines[4...].joined(separator: "\n"))\n".utf8)
    try program.write("orders.csv", bytes)

    let outcome = try program.run("run", "own.json", "--set", "input=orders.csv", "--quiet")
    #expect(outcome.exit == 5, "\(outcome.text)")
    #expect(outcome.output.contains("reject  \(spoilt.code)  1 × "))
    #expect(outcome.leaks == [])
    #expect(try program.ledger().counts().transactions == 4)
    let shown = try program.run("rejects", "show", "1")
    #expect(shown.output.hasPrefix("reject[\(spoilt.code)]: "))
    #expect(shown.output.contains("--> orders.csv:4  byte \(place)"))
    #expect(shown.leaks == [])
  }

  @Test("a document whose parts are in two files is told, for only one of them counts")
  func split() throws {
    let program = try Program()
    try program.define("retail-uk", (RetailFile.path, "day*.csv"))
    let header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    try program.write("day1.csv", header + "1,A,Lamp,1,2011-03-04 23:59:00,2.50,7,France\n")
    try program.write("day2.csv", header + "1,X,Vase,1,2011-03-04 23:59:00,4.50,7,France\n")
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.output.contains("  revised  1 of the loaded documents"), "\(outcome.text)")
    #expect(outcome.output.contains("  finding F1301  1 × two files of one run have the document"))
  }

  @Test("what gives no amounts is no definition")
  func noAmounts() throws {
    let program = try Program()
    try program.define("retail-uk", (#""unit_price": "UnitPrice""#, #""reference": "InvoiceNo""#))
    let outcome = try program.run("validate", "own.json")
    #expect(outcome.exit == 3)
    #expect(outcome.messages.contains("gives lines no amount"))
  }

  @Test("a date that could be two days rejects the document, since the definition does not say which")
  func ambiguousDate() throws {
    let program = try Program()
    try program.define(
      "retail-uk", (#", "format": "yyyy-MM-dd HH:mm:ss""#, ""), (RetailFile.path, "lines.csv"), ("0.5%", "90%"))
    try program.write(
      "lines.csv",
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      1,A,Lamp,1,2011-03-04,2.50,7,France
      2,A,Lamp,1,03/04/2011,2.50,7,France

      """)
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 5, "\(outcome.text)")
    #expect(outcome.output.contains("reject  R2203  1 × the date could mean two days"))
    #expect(try program.run("rejects", "show", "1").output.contains("--> lines.csv:3  byte 118"))
    #expect(try program.ledger().counts().transactions == 1)
  }
}

/// Amazon's files about money and goods beside orders: the date-range report in every language, settlements, returns and
/// stock.
import Commerce
import Formats
import Foundation
import Ledger
import Testing

@Suite("Amazon's money and goods")
struct AmazonMoneyTests {
  private static let expected: JSONNode? = {
    let path = Program.project.appending(path: "Tests/Oracles/amazon_expected.json")
    return (try? Data(contentsOf: path)).flatMap { try? JSONText.parse(Array($0)) }?["files"]
  }()

  @Test(
    "The date-range report says the same in every language",
    arguments: ["us", "gb", "de", "fr", "it", "es", "nl", "se", "pl", "jp", "mx", "tr", "br"])
  func languages(language: String) throws {
    let file = "date-range/\(language).csv"
    let facts = try #require(Self.expected?[file])
    let text = { (key: String) in facts[key]?.string ?? "" }
    let program = try Program()
    let report = try program.json(
      "run", "pipelines/amazon-date-range.json", "--set", "input=samples/amazon/\(file)")
    #expect(report["rejects"]?.elements?.count == 0)
    let tallies = try program.ledger().tallies()
    let exponent = tallies.first?.currency.exponent ?? 2
    let minor = { (amount: String) in Exact(amount)?.rounded(to: exponent).count }
    #expect(Set(tallies.map(\.currency.code)) == [text("currency")])
    #expect(tallies.reduce(0) { $0 + $1.documents } == 3)
    #expect(tallies.reduce(0) { $0 + $1.net + $1.tax } == minor(text("gross")))
    let fees = tallies.filter { $0.lineKind == .marketplaceFee }
    #expect(fees.reduce(0) { $0 + $1.net } == minor(text("fees")))
    #expect(fees.allSatisfy { $0.tax == 0 })
    if let tax = facts["tax"]?.string {
      #expect(tallies.reduce(0) { $0 + $1.tax } == minor(tax))
    } else {
      #expect(report["findings"]?.elements?.compactMap { $0["code"]?.string } == ["F3106"])
    }
    let notices = report["sources"]?.elements?.first?["notices"]?.elements?.compactMap(\.string) ?? []
    #expect(notices.count == 1 && notices.first?.contains("1 record is a transfer to the bank") == true)
    #expect(Set(tallies.compactMap { $0.month.map { "\($0)" } }) == ["2024-05"])
  }

  @Test("The thirteen statuses of the Indian sale report say what became of an order, and cancelled rows are no sale")
  func india() throws {
    let facts = try #require(Self.expected?["india-sales.csv"])
    let program = try Program()
    let report = try program.json("run", "pipelines/amazon-india-sales.json")
    #expect(report["rejects"]?.elements?.count == 0)
    #expect(report["findings"]?.elements?.compactMap { $0["code"]?.string } == ["F3105"])
    let tallies = try program.ledger().tallies()
    #expect(tallies.reduce(0) { $0 + $1.documents } == 17)
    for status in DocumentStatus.allCases where status != .refunded {
      let sum = tallies.filter { $0.status == status }.reduce(0) { $0 + $1.net + $1.tax }
      let expected = facts["statuses"]?[status.name]?.string.flatMap { Exact($0) }?.rounded(to: 2).count
      #expect(sum == expected, "\(status)")
    }
    #expect(tallies.allSatisfy { $0.tax == 0 && $0.currency.code == "INR" })
  }

  @Test(
    "A settlement's amounts add up to its total, in either version",
    arguments: ["settlement-v2-eu.txt", "settlement-v1-us.txt"])
  func settlement(file: String) throws {
    let facts = try #require(Self.expected?[file])
    let total = try #require(facts["total"]?.string)
    let program = try Program()
    let outcome = try program.run(
      "run", "pipelines/amazon-settlements.json", "--set", "input=samples/amazon/\(file)")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("loaded             1     \(file.contains("v2") ? "14" : " 8")"))
    #expect(outcome.output.contains(" \(total)"))
    let again = try program.run("run", "pipelines/amazon-settlements.json", "--set", "input=samples/amazon/\(file)")
    #expect(again.output.contains("unchanged"))
  }

  @Test("A settlement of which a row was lost is refused with both figures")
  func lostRow() throws {
    let path = Program.project.appending(path: "samples/amazon/settlement-v2-eu.txt")
    var lines = String(decoding: try Data(contentsOf: path), as: UTF8.self).split(separator: "\n")
    lines.remove(at: 5)
    let program = try Program()
    try program.write("lost.txt", lines.joined(separator: "\n") + "\n")
    let report = try program.json(
      "run", "pipelines/amazon-settlements.json", "--set", "input=lost.txt", exit: 4)
    #expect(report["rejects"]?.elements?.compactMap { $0["code"]?.string } == ["R3001"])
  }

  @Test(
    "Goods that came back and the stock are loaded to the last unit",
    arguments: [("amazon-fba-returns", "3", "3"), ("amazon-fba-inventory", "2", "2")])
  func goods(pipeline: String, documents: String, lines: String) throws {
    let program = try Program()
    let outcome = try program.run("run", "pipelines/\(pipeline).json")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("loaded             \(documents)      \(lines)"))
  }
}

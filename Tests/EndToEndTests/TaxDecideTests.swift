/// `tax decide`: rows of supplies come back decided.
import Foundation
import Testing

@Suite("Supplies decided")
struct TaxDecideTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("every published vector is decided as published, inputs alone given, and with --format json too")
  func vectors() throws {
    let file = Program.project.appending(path: "Tests/TaxTests/Fixtures/place_of_supply_vectors.csv").path
    let outcome = try program.run("tax", "decide", file, "--format", "jsonl")
    #expect(outcome.exit == 0, "\(outcome.messages)")
    let rows = try outcome.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(rows.count == 75)
    let names = [
      "treatment", "tax_country", "rate", "net", "tax", "gross", "scheme", "tax_liable_party", "reports",
    ]
    for row in rows {
      let actual = names.map { row[$0] as? String ?? "" }
      #expect(actual == names.map { row["exp_\($0)"] as? String ?? "" }, "\(row["id"] ?? "")")
      #expect((row["reason"] as? String ?? "").count > 20)
    }
  }

  @Test("a row that says nothing that can be decided keeps its place with its problem")
  func problems() throws {
    let sample = try String(contentsOf: Program.project.appending(path: "samples/tax/supplies.csv"), encoding: .utf8)
    var lines = sample.split(separator: "\n").map(String.init)
    lines[2] = lines[2].replacing("goods", with: "groceries")
    try program.write("rows.csv", lines.joined(separator: "\n"))
    let outcome = try program.run("tax", "decide", "rows.csv")
    #expect(outcome.exit == 5)
    #expect(outcome.messages.contains("rows.csv:3: supply has no \"groceries\"; there are clothing, digital_service"))
    let answers = outcome.output.split(separator: "\n")
    #expect(answers.count == lines.count)
    #expect(answers[3].contains(",TAXED,PT,16,100.00,16.00,116.00,OSS_UNION,seller,\"OSS_UNION:MSCON=PT,from=DE\","))
    try program.write("less.csv", "seller_country,buyer_country\nDE,FR\n")
    let less = try program.run("tax", "decide", "less.csv")
    #expect(less.exit == 10 && less.messages.contains("lacks the columns \"buyer_type\""))
  }

  @Test("a refund of a sale that an earlier return declared corrects that return, as of the day that is named")
  func refunds() throws {
    let header = try String(contentsOf: Program.project.appending(path: "samples/tax/supplies.csv"), encoding: .utf8)
      .split(separator: "\n")[0]
    try program.write(
      "refund.csv",
      """
      \(header)
      1,DE,DE+OSS,y,DE,FR,,B2C,none,goods,standard,2026-03-02,-120.00,gross,EUR,,own_shop
      2,DE,DE+OSS,y,DE,FR,,B2C,none,goods,standard,2025-11-15,-120.00,gross,EUR,,own_shop
      """)
    let outcome = try program.run("tax", "decide", "refund.csv")
    #expect(outcome.output.contains(",OSS_UNION,seller,OSS_UNION:same period,"))
    #expect(outcome.output.contains(",OSS_UNION_CORRECTION,seller,\"OSS_UNION:corrections(2025Q4,FR,-20.00)\","))
    let later = try program.run("tax", "decide", "refund.csv", "--declared-on", "2026-04-01")
    #expect(later.output.contains("OSS_UNION:corrections(2026Q1,FR,-20.00)"))
    #expect(try program.run("tax", "decide", "refund.csv", "--declared-on", "soon").exit == 2)
  }
}

/// `fx`: which fixing counts, asked once or for rows.
import Foundation
import Testing

@Suite("Exchange rates asked for")
struct FXTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("one question has one answer: the rate, its day, the amount, and the rule in words")
  func question() throws {
    let outcome = try program.run("fx", "USD", "--on", "2023-12-31", "--amount", "1000", "--format", "csv")
    #expect(outcome.exit == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines[0]
        == "rule,date,currency,amount_in_currency,rate_date_to_use,rate_units_per_eur,amount_eur,source,basis,problem")
    // 2023-12-31 is a Sunday; 1000 ÷ 1.105.
    #expect(lines[1].hasPrefix("transaction,2023-12-31,USD,1000,2023-12-29,1.105,904.98,\"European Central Bank"))
    let table = try program.run("fx", "USD", "--on", "2023-12-31")
    #expect(table.output.contains("2023-12-29"))
    #expect(table.output.contains("published last on or before the date"))
  }

  @Test("a return takes the next publication, and only of a day that ends a period")
  func returns() throws {
    let outcome = try program.run("fx", "USD", "--on", "2023-12-31", "--rule", "oss", "--format", "csv")
    #expect(outcome.output.contains("oss,2023-12-31,USD,2024-01-02,1.0956,"))
    let middle = try program.run("fx", "USD", "--on", "2023-11-30", "--rule", "oss")
    #expect(middle.exit == 5)
    #expect(middle.messages.contains("2023-11-30 does not end a quarter"))
    #expect(try program.run("fx", "USD", "--on", "2023-11-30", "--rule", "ioss").exit == 0)
  }

  @Test("every published vector is answered with its day, its rate and its amount")
  func vectors() throws {
    let file = Program.project.appending(path: "Tests/TaxTests/Fixtures/fx_vectors.csv")
    let vectors = try String(contentsOf: file, encoding: .utf8)
    let rows = vectors.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let inputs = rows.map { [$0[0], $0[1], $0[3], $0[6]].joined(separator: ",") }
    try program.write("rows.csv", inputs.joined(separator: "\n") + "\n")
    let outcome = try program.run("fx", "rows.csv")
    let answers = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(answers.count == 109)
    for (row, answer) in zip(rows, answers) { #expect(Array(answer[4...6]) == [row[4], row[5], row[7]], "\(row)") }
    #expect(outcome.exit == 5, "what has no rate is a problem")
  }

  @Test("a currency that the euro has replaced has no fixing, and its conversion rate when that is asked for")
  func conversion() throws {
    let outcome = try program.run("fx", "HRK", "--on", "2024-12-31", "--amount", "1000", "--format", "csv")
    #expect(outcome.exit == 5)
    #expect(outcome.output.contains(",NO_RATE,"))
    #expect(outcome.messages.contains("the euro replaced HRK on 2023-01-01 at 7.5345 for one euro"))
    let converted = try program.run(
      "fx", "HRK", "--on", "2024-12-31", "--amount", "1000", "--conversion-rates", "--format", "csv")
    // 1000 ÷ 7.5345 = 132.7228…
    #expect(converted.output.contains("HRK,1000,2023-01-01,7.5345,132.72,"))
  }

  @Test("between two currencies both rates are told, and the amount is rounded once")
  func cross() throws {
    let outcome = try program.run(
      "fx", "GBP", "--on", "2026-03-08", "--amount", "1000", "--to", "JPY", "--format", "csv")
    #expect(outcome.output.contains(",to_rate_date,to_units_per_eur,amount_jpy,"))
    // 1000 ÷ 0.86693 × 182.57 = 210593.70…
    #expect(outcome.output.contains(",2026-03-06,0.86693,2026-03-06,182.57,210594,"))
  }

  @Test("what the file lacks is taken from the command line")
  func defaults() throws {
    try program.write("rows.csv", "date\n2026-03-08\n2026-03-09\n")
    let outcome = try program.run("fx", "USD", "rows.csv", "--amount", "1000")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("2026-03-08,2026-03-06,1.1561,864.98,"))
  }

  @Test(
    "what cannot be asked is a usage error",
    arguments: [
      ["fx"], ["fx", "USD"], ["fx", "USD", "--on", "yesterday"], ["fx", "USD", "--on", "2024-01-01", "--rule", "spot"],
      ["fx", "USD", "--on", "2024-01-01", "--to", "XAU"], ["fx", "USD", "EUR", "GBP", "--on", "2024-01-01"],
      ["fx", "USD", "--on", "2024-01-01", "--amount", "1,000"],
    ])
  func usage(arguments: [String]) throws {
    let outcome = try program.start(arguments).outcome()
    #expect(outcome.exit == 2 && outcome.output == "" && outcome.messages.hasPrefix("Error: "))
  }
}

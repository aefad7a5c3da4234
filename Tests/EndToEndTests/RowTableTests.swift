/// Commands that answer rows: the same rows come back, in their order, with columns added.
import Formats
import Foundation
import Testing

@Suite("Rows answered by commands")
struct RowTableTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let answers = "rate_date_to_use,rate_units_per_eur,amount_eur,source,basis,problem"
  private static let said =
    "\"European Central Bank, euro foreign exchange reference rates\","
    + "\"published last on or before the date (Directive 2006/112/EC, art. 91(2))\","

  @Test("columns that the command does not know stay where they are, and the answer stands behind them")
  func kept() throws {
    try program.write("rows.csv", "note;date;currency;amount_in_currency\r\n\"a; b\";2026-03-08;USD;1000.00\r\n")
    let outcome = try program.run("fx", "rows.csv")
    #expect(outcome.exit == 0 && outcome.messages == "")
    #expect(
      outcome.output == "note,date,currency,amount_in_currency,\(Self.answers)\n"
        + "a; b,2026-03-08,USD,1000.00,2026-03-06,1.1561,864.98,\(Self.said)\n")
  }

  @Test("the amount may stand in a column of the option's name, and is read as strictly there")
  func shortName() throws {
    try program.write("rows.csv", "date,currency,amount\n2023-12-29,USD,10\n2023-12-29,USD,\"1.234,56\"\n")
    let outcome = try program.run("fx", "rows.csv")
    #expect(outcome.exit == 5)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[1].hasPrefix("2023-12-29,USD,10,2023-12-29,1.105,9.05,"))
    #expect(lines[2].hasPrefix("2023-12-29,USD,\"1.234,56\",,,,") && outcome.messages.contains("rows.csv:3: "))
  }

  @Test("a column of an answer's name is answered where it stands")
  func replaced() throws {
    try program.write("rows.csv", "amount_eur,date,currency,problem,amount_in_currency\nold,2026-03-08,USD,old,1000\n")
    let lines = try program.run("fx", "rows.csv").output.split(separator: "\n")
    #expect(
      lines[0] == "amount_eur,date,currency,problem,amount_in_currency,rate_date_to_use,rate_units_per_eur,source,basis"
    )
    #expect(lines[1].hasPrefix("864.98,2026-03-08,USD,,1000,2026-03-06,1.1561,"))
  }

  @Test("standard input and gzipped files are read alike")
  func sources() throws {
    let rows = "date,currency\n2026-03-08,USD\n"
    try program.write("rows.csv", rows)
    try program.write("rows.csv.gz", try Gzip.packed(Array(rows.utf8)))
    let expected = try program.run("fx", "rows.csv").output
    #expect(expected.contains("2026-03-06"))
    #expect(try program.run("fx", "rows.csv.gz").output == expected)
    #expect(try program.run(reading: "rows.csv", "fx", "-").output == expected)
    #expect(try program.run(reading: "rows.csv.gz", "fx", "-").output == expected)
  }

  @Test("JSON lines and an array say the same, with null where there is nothing")
  func json() throws {
    try program.write("rows.csv", "date,currency,\"no\"\"te\"\n2026-03-08,USD,Zoë\n2026-03-08,AED,\n")
    let lines = try program.run("fx", "rows.csv", "--format", "jsonl").output.split(separator: "\n")
    let array = try JSONText.parse(Array(try program.run("fx", "rows.csv", "--format", "json").output.utf8))
    #expect(try lines.map { try JSONText.parse(Array($0.utf8)).line } == array.elements?.map(\.line))
    let row = try #require(array.elements?.first)
    #expect(row["no\"te"]?.string == "Zoë" && row["rate_date_to_use"]?.string == "2026-03-06")
    #expect(row["amount_eur"]?.line == "null" && row["problem"]?.line == "null")
    #expect(array.elements?.last?["problem"]?.string?.contains("AED") == true)
    try program.write("none.csv", "date,currency\n")
    #expect(try program.run("fx", "none.csv", "--format", "json").output == "[\n]\n")
  }

  @Test("a row that cannot be read or answered keeps its place, and the exit code and the line say so")
  func problems() throws {
    try program.write(
      "rows.csv", "date,currency\n2026-03-08,USD\n2026-03-08\n2026-02-30,USD\n,USD\n2026-03-08,XYZ\n2026-03-09,USD\n")
    let outcome = try program.run("fx", "rows.csv")
    #expect(outcome.exit == 5)
    #expect(
      outcome.messages == """
        rows.csv:3: the row has fewer fields
        rows.csv:4: date "2026-02-30" is no day of the calendar
        rows.csv:5: date is empty
        rows.csv:6: "XYZ" is no currency of ISO 4217
        4 of 6 rows could not be answered; column "problem" says why

        """)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines[3] == "2026-02-30,USD,,,,,,\"date \"\"2026-02-30\"\" is no day of the calendar\"")
    #expect(lines[6].hasPrefix("2026-03-09,USD,2026-03-09,"))
  }

  @Test("missing columns are all named, with what is there and what was nearly meant")
  func columns() throws {
    try program.write("rows.csv", "Date,curency,x\n1,2,3\n")
    let outcome = try program.run("fx", "rows.csv")
    #expect(outcome.exit == 10 && outcome.output == "")
    #expect(
      outcome.messages.hasPrefix(
        "error[E7103]: rows.csv lacks the columns \"date\", \"currency\"; it has \"Date\", \"curency\", \"x\"\n"))
    #expect(outcome.messages.contains("did you mean \"Date\" for \"date\", \"curency\" for \"currency\"?"))
    try program.write("twice.csv", "date,currency,date\n1,2,3\n")
    #expect(
      try program.run("fx", "twice.csv").messages.hasPrefix("error[E7102]: twice.csv has the column \"date\" twice"))
    #expect(try program.run("fx", "absent.csv").exit == 7)
  }
}

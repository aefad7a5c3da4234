/// The files that the `report` command writes.
import ArgumentParser
import Foundation
import Reports
import Testing

@testable import Commands

@Suite struct ReportCommandTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger.sample() }

  private func report(_ arguments: String...) throws -> [String] {
    var command = try ReportCommand.parse(["vat_by_country", "--ledger", ledger.path] + arguments)
    try command.run()
    return try FileManager.default.contentsOfDirectory(atPath: ledger.folder).filter { $0.hasPrefix("q1") }.sorted()
  }

  /// Whether a file that was written is the golden one.
  private func isGolden(_ name: String, _ golden: String) throws -> Bool {
    let text = try String(contentsOfFile: "\(ledger.folder)/\(name)", encoding: .utf8)
    return text == Golden.text(golden, found: text)
  }

  @Test("every table of a report gets a file, named after the first")
  func allTables() throws {
    #expect(try report("--output", "\(ledger.folder)/q1.csv") == ["q1.csv", "q1.left_out.csv"])
    #expect(try isGolden("q1.csv", "vat_by_country.csv"))
    #expect(try isGolden("q1.left_out.csv", "vat_by_country.left_out.csv"))
  }

  @Test("both parts of an ending stay at the end")
  func compressed() throws {
    let files = try report("--format", "json.gz", "--output", "\(ledger.folder)/q1.json.gz")
    #expect(files == ["q1.json.gz", "q1.left_out.json.gz"])
  }

  @Test("a file without the format's ending has its neighbours beside it all the same")
  func otherEnding() throws {
    #expect(try report("--format", "csv", "--output", "\(ledger.folder)/q1.txt") == ["q1.txt", "q1.txt.left_out"])
  }

  @Test("one table can be picked, whole name or part", arguments: ["left_out", "vat_by_country.left_out"])
  func picked(table: String) throws {
    #expect(try report("--table", table, "--output", "\(ledger.folder)/q1.csv") == ["q1.csv"])
    #expect(try isGolden("q1.csv", "vat_by_country.left_out.csv"))
  }

  /// What is wrong with asking for a report so.
  private func mistake(_ name: String, _ arguments: String...) throws -> String? {
    var command = try ReportCommand.parse([name, "--ledger", ledger.path] + arguments)
    return #expect(throws: ValidationError.self) { try command.run() }?.message
  }

  @Test("an option of which a report takes no notice is a mistake that names those of which it does")
  func heeds() throws {
    #expect(
      try mistake("trial_balance", "--store", "shop-uk")
        == "trial_balance takes no notice of --store; it heeds --from, --to, --account")
    #expect(
      try mistake("control_totals", "--from", "2011-01", "--period", "year")
        == "control_totals takes no notice of --from, --period; it heeds --store")
    #expect(try mistake("vat_by_country", "--show-values")?.contains("takes no notice of --show-values") == true)
    for report in ReportCatalogue.all where !report.heeds.contains(.account) {
      #expect(try mistake(report.name, "--account", "1200")?.contains("takes no notice of --account") == true)
    }
    for report in ReportCatalogue.all {
      #expect(
        ReportCommand.configuration.discussion.contains(
          "  \(report.name): \(report.heeds.options.joined(separator: ", "))"))
    }
  }

  @Test("a quarter or a year is reported whole or not at all")
  func whole() throws {
    #expect(
      try mistake("vat_by_country", "--period", "quarter", "--from", "2011-02")
        == "--from 2011-02 leaves out the beginning of 2011-Q1; it begins with 2011-01")
    #expect(
      try mistake("vat_by_country", "--period", "year", "--from", "2011-01", "--to", "2011-11")
        == "--to 2011-11 leaves out the end of 2011; it ends with 2011-12")
    let files = try report(
      "--period", "quarter", "--from", "2011-01", "--to", "2011-06", "--output", "\(ledger.folder)/q1.csv")
    #expect(files == ["q1.csv", "q1.left_out.csv"])
  }

  @Test("a table that is not there, a format that is none and a table in a file are mistakes")
  func mistakes() {
    #expect(throws: ValidationError.self) { try report("--table", "rejected") }
    #expect(throws: ValidationError.self) { try report("--format", "xlsx") }
    #expect(throws: ValidationError.self) { try report("--output", "\(ledger.folder)/q1") }
    #expect(throws: ValidationError.self) { try report("--format", "table", "--output", "\(ledger.folder)/q1.csv") }
  }
}

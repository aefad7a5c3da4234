/// The files that the `export` command writes, and what it puts on record.
import ArgumentParser
import Books
import Foundation
import Ledger
import Pipeline
import Testing

@testable import Commands

@Suite struct ExportCommandTests {
  private let ledger: TestLedger
  private var folder: String { "\(ledger.folder)/out" }

  init() throws {
    ledger = try TestLedger.sampleOfAll()
    try write(#""datev": { "consultant": 29098, "client": 55003 }"#)
  }

  private func write(_ numbers: String) throws {
    let text = """
      { "legal_name": "Beispielwaren GmbH", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03", \(numbers) }
      """
    try text.write(toFile: "\(ledger.folder)/business.json", atomically: true, encoding: .utf8)
  }

  private func export(_ arguments: String...) throws {
    var command = try ExportCommand.parse(
      arguments + [
        "--ledger", ledger.path, "--business", "\(ledger.folder)/business.json", "--output", folder,
      ])
    try command.run()
  }

  private func files() throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("files are written and put on record with their sums; a second time there is nothing to write")
  func new() throws {
    try export("datev", "--period", "2011-01")
    try export("datev")
    let names = ["EXTF_Buchungsstapel_2011-01_1-4.csv", "EXTF_Buchungsstapel_2011-02_5-6.csv"]
    #expect(try files() == names)
    let exports = try ledger.reader().exports()
    #expect(exports.map(\.path) == names.map { "\(folder)/\($0)" })
    #expect(exports.map(\.scope) == ["2011-01", ""])
    #expect(exports.allSatisfy { $0.sha256.count == 32 && $0.repeats == nil })
    #expect(try ledger.reader().audit(limit: 10).contains { $0.event == "journal_exported" })
    try export("datev")
    #expect(try ledger.reader().exports() == exports)
  }

  @Test("repeating gives the same bytes and names what it repeats")
  func again() throws {
    try export("beancount")
    let file = try #require(try files().first)
    let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
    try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
    try export("beancount", "--again", "1")
    #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(file)")) == bytes)
    let exports = try ledger.reader().exports()
    #expect(exports.map(\.repeats) == [nil, 1])
    #expect(Set(exports.map(\.sha256)).count == 1)
  }

  @Test("what is missing or makes no sense is told before anything is written")
  func mistakes() throws {
    #expect(throws: ValidationError.self) { try export("lexware") }
    #expect(throws: ValidationError.self) { try export("datev", "--period", "January") }
    #expect(throws: ValidationError.self) { try export("datev", "--again", "1", "--all") }
    #expect { try export("datev", "--again", "7") } throws: { ($0 as? RunFailure)?.code == "E8749" }
    try write(#""vat_registrations": []"#)
    #expect { try export("datev") } throws: { ($0 as? RunFailure)?.code == "E8741" }
    #expect(try files() == [])
    #expect(try ledger.reader().exports().isEmpty)
  }
}

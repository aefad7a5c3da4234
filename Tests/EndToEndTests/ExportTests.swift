/// What of the books leaves for other programs: by a nightly run and by the command, once.
import Crypto
import Formats
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Exports")
struct ExportTests {
  /// The files in the folder of exports.
  private func files(_ program: Program) throws -> [String] {
    guard FileManager.default.fileExists(atPath: program.path("output/exports")) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: program.path("output/exports")).sorted()
  }

  @Test("a nightly run exports what it has booked; one that books nothing new writes no file, and says so")
  func nightly() throws {
    let program = try Program()
    let pipeline = "pipelines/shopify-to-datev.json"
    let first = try program.run("run", pipeline, "--quiet", "--until", "2024-06-30")
    #expect(first.exit == 0, "\(first.messages)")
    #expect(first.output.contains(/export: \d+ datev entries\n/))
    #expect(first.output.contains("note: unverified: no program of DATEV has read it"))
    let written = try files(program)
    #expect(written.count == 6)
    let entries = try program.ledger().lastEntry()
    let records = try program.json("exports")
    #expect(records.column("path") == written.map { "output/exports/\($0)" })
    #expect(Set(records.column("last_entry")) == ["\(entries)"])
    for (path, digest) in zip(records.column("path"), records.column("sha256")) {
      let bytes = try Data(contentsOf: URL(filePath: program.path(path)))
      #expect(SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == digest)
    }

    let again = try program.run("run", pipeline, "--quiet", "--until", "2024-06-30")
    #expect(again.exit == 0)
    #expect(again.output.contains("export: nothing to do\n"))
    #expect(try files(program) == written)
    #expect(try program.json("exports") == records)

    let rest = try program.run("run", pipeline, "--quiet")
    #expect(rest.exit == 0, "\(rest.messages)")
    let later = try program.json("exports").column("first_entry").compactMap { Int64($0) }
    #expect(Set(later) == [1, entries + 1])
    #expect(try program.run("export", "datev").output == "nothing new: every entry has left already\n")
    #expect(
      try program.run("export", "datev", "--period", "2031-01").output
        == "nothing new: 2031-01 has no entry that has not left already\n")
    let list = try program.run("exports").output
    #expect(list.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(list.contains(#/  EXTF_Buchungsstapel_2024-01_1-\d+\.csv  /#))
    #expect(try program.run("verify").exit == 0)
  }

  @Test("a definition whose format lacks what the business file should say is refused before anything is read")
  func incomplete() throws {
    let program = try Program()
    try program.define(
      "shopify-to-datev", (#""entity": "orders","#, #""entity": "orders", "business": "own-business.json","#))
    try program.write(
      "own-business.json",
      """
      { "legal_name": "Beispielwaren", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03" }
      """)
    let refused = try program.run("run", "own.json", "--quiet")
    #expect(refused.exit == 3)
    #expect(refused.messages.contains("the business file does not say under which numbers the books are"))
    #expect(!FileManager.default.fileExists(atPath: program.ledgerPath))
  }
}

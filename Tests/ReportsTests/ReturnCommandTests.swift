/// The files that the `return` command writes.
import ArgumentParser
import Foundation
import Pipeline
import Testing

@testable import Commands

@Suite struct ReturnCommandTests {
  private let ledger: TestLedger
  /// A ledger with an amount in dirham besides, of which there are no fixings.
  private let foreign: TestLedger

  init() throws {
    ledger = try TestLedger.oneStopShops(without: "S7")
    foreign = try TestLedger.oneStopShops()
    try write("fixings.csv", OSSDocuments.fixings)
    try write("business.json", Self.business(numbers: true))
    try write("unnumbered.json", Self.business(numbers: false))
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(ledger.folder)/\(name)", atomically: true, encoding: .utf8)
  }

  private static func business(numbers: Bool) -> String {
    let polish = numbers ? #""number": "PL5260001246", "# : ""
    return """
      { "legal_name": "Beispielwaren GmbH", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03",
        "vat_registrations": [
          { "country": "DE", "number": "DE123456788", "from": "2015-01-01" },
          { "country": "PL", \(polish)"from": "2015-01-01" } ],
        "schemes": [
          { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" },
          { "scheme": "ioss", "country": "DE", "number": "IM2760000001", "from": "2021-07-01" } ] }
      """
  }

  /// What the command writes into a file.
  private func made(_ name: String, _ arguments: String..., business: String = "business.json") throws -> String {
    let output = "\(ledger.folder)/out/\(name)"
    var command = try ReturnCommand.parse(
      [
        name, "--business", "\(ledger.folder)/\(business)", "--rates", "\(ledger.folder)/fixings.csv", "--output",
        output,
      ] + (arguments.contains("--ledger") ? [] : ["--ledger", ledger.path]) + arguments)
    try command.run()
    return try String(contentsOfFile: output, encoding: .utf8)
  }

  @Test("a German return: rows, what left Poland, and the correction of a refund; what has no fixing is refused")
  func german() throws {
    let failure = #expect(throws: RunFailure.self) {
      try made("oss_union", "--period", "2026-Q1", "--as", "de", "--ledger", foreign.path)
    }
    #expect(failure?.code == "E7204")
    #expect(failure?.message == "no fixing of AED was published on 2026-03-31 or next after it")
    // 99.17 + 50.00 + 5.00 - 50.00 - 1.00 = 103.17; 1000 SEK ÷ 10.943 = 91.38, 250 SEK = 22.85.
    #expect(
      try made("oss_union", "--period", "2026-Q1", "--as", "de") == """
        #v2.0
        1,AT
        1,ES
        1,FR
        1,SE
        3,FR,STANDARD,20.00,103.17,20.63
        3,SE,STANDARD,25.00,91.38,22.85
        5,ES,1,PL,PL5260001246,,STANDARD,21.00,200.00,42.00
        6,AT,2025,4,-20.00

        """)
  }

  @Test("a quarter without anything is a nil return, in which JSON says so")
  func nilReturn() throws {
    let text = try made("oss_union", "--period", "2024-Q2", "--as", "json")
    #expect(text.contains(#""nil": true"#))
    #expect(text.contains(#""due": "2024-07-31""#))
    #expect(try made("oss_union", "--period", "2024-Q2") == "#v2.0\n")
  }

  @Test("the import scheme goes by months and needs no exchange rates")
  func importScheme() throws {
    let text = try made("ioss", "--period", "2026-01")
    #expect(text.contains(#""number": "IM2760000001""#))
    #expect(text.contains(#""payable": "11.00""#))
  }

  @Test("a scheme without registration, a number that is missing and a form of another state are refused by code")
  func refusals() throws {
    func code(_ name: String, _ arguments: String..., business: String = "business.json") -> String? {
      let output = "\(ledger.folder)/refused"
      let failure = #expect(throws: RunFailure.self) {
        var command = try ReturnCommand.parse(
          [
            name, "--ledger", ledger.path, "--business", "\(ledger.folder)/\(business)", "--rates",
            "\(ledger.folder)/fixings.csv", "--output", output,
          ] + arguments)
        try command.run()
      }
      return failure?.code
    }
    #expect(code("oss_non_union", "--period", "2026-Q1") == "E2003")
    #expect(code("oss_union", "--period", "2025-Q4", "--as", "fi") == "E2004")
    #expect(code("oss_union", "--period", "2026-Q1", business: "unnumbered.json") == "E2003")
  }

  @Test(
    "a period that is none or of another length, an unknown form and an unknown return are mistakes",
    arguments: [
      ["oss_union", "--period", "2026-01"], ["ioss", "--period", "2026-Q1"], ["oss_union", "--period", "soon"],
      ["oss_union", "--period", "2026-Q1", "--as", "fr"], ["oss", "--period", "2026-Q1"],
      ["oss_union", "--period", "2026-Q1", "--country", "Germany"],
    ])
  func mistakes(_ arguments: [String]) {
    #expect(throws: ValidationError.self) {
      var command = try ReturnCommand.parse(
        arguments + ["--ledger", ledger.path, "--business", "\(ledger.folder)/business.json"])
      try command.run()
    }
  }

  @Test("a return is about a seller: without a business file it says so")
  func withoutBusiness() throws {
    var command = try ReturnCommand.parse(["oss_union", "--ledger", ledger.path, "--period", "2026-Q1"])
    let failure = #expect(throws: RunFailure.self) { try command.run() }
    #expect(failure?.code == "E2002")
  }
}

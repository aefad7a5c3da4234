/// What `validate` says of definitions that could only fail later.
import Foundation
import Testing

@Suite("Definitions that cannot work")
struct ValidateTests {
  private let program: Program

  init() throws { program = try Program() }

  /// A definition over a table of a shop's own, with some of its words changed.
  private func define(_ changes: (old: String, new: String)...) throws {
    var text = #"""
      {
        "name": "own",
        "store": "retail-uk",
        "extract": [ { "use": "file", "layout": "delimited", "paths": ["own.csv"], "columns": ["Id", "Date", "Sum"] } ],
        "transform": [
          {
            "use": "map",
            "fields": {
              "external_id": "Id",
              "placed_at": { "from": "Date", "format": "dd.MM.yyyy" },
              "currency": { "value": "GBP" },
              "kind": { "value": "sale" },
              "line_kind": { "value": "goods" },
              "source_amount": "Sum"
            }
          }
        ],
        "load": [ { "use": "ledger" }, { "use": "report", "name": "rejects" } ]
      }

      """#
    for change in changes {
      try #require(text.contains(change.old))
      text = text.replacingOccurrences(of: change.old, with: change.new)
    }
    try program.write("own.json", text)
  }

  /// What validate says, and that run says the same and makes no ledger.
  private func mistakes() throws -> String {
    let outcome = try program.run("validate", "own.json")
    #expect(outcome.exit == 3)
    let run = try program.run("run", "own.json", "--quiet")
    #expect(run.exit == 3)
    #expect(run.messages == outcome.messages)
    #expect(!FileManager.default.fileExists(atPath: program.ledgerPath))
    return outcome.messages
  }

  @Test("the table's definition itself is valid")
  func sound() throws {
    try define()
    let outcome = try program.run("validate", "own.json")
    #expect(outcome.exit == 0, "\(outcome.text)")
  }

  @Test("a currency that does not exist")
  func currency() throws {
    try define((#""GBP""#, #""GBX""#))
    #expect(
      try mistakes() == """
        error[E3110]: field "currency" names "GBX", which is no currency of ISO 4217
          --> own.json:11:32   (/transform/0/fields/currency/value)
           |
        11 |         "currency": { "value": "GBX" },
           |                                ^^^^^ did you mean "GBP"?
           = help: shopledger explain E3110

        """)
  }

  @Test("a column that is named twice")
  func columnTwice() throws {
    try define((#""Date", "Sum""#, #""Sum", "Date", "Sum""#))
    let text = try mistakes()
    #expect(text.hasPrefix("error[E3010]: \"columns\" names \"Sum\" twice: which of the two counts is not to be\n"))
    #expect(text.contains("(/extract/0/columns/3)"))
  }

  @Test("load stages without the ledger that they read")
  func noLedger() throws {
    try define((#"{ "use": "ledger" }, "#, ""))
    #expect(
      try mistakes() == """
        error[E3103]: the definition has no stage "ledger" under "load", which every
          pipeline needs
          --> own.json:18:11   (/load)
           |
        18 |   "load": [ { "use": "report", "name": "rejects" } ]
           |           ^
           = help: add { "use": "ledger" } as the first stage of "load"

        """)
  }

  @Test("a date format of other letters")
  func dateFormat() throws {
    try define(("dd.MM.yyyy", "DD.MM.YYYY"))
    #expect(
      try mistakes() == """
        error[E3009]: field "placed_at" has no usable date format: "DD", "YYYY" stand
          for nothing; letters that are text stand in single quotes, as in 'T'
          --> own.json:10:50   (/transform/0/fields/placed_at/format)
           |
        10 |         "placed_at": { "from": "Date", "format": "DD.MM.YYYY" },
           |                                                  ^^^^^^^^^^^^
           = did you mean "dd.MM.yyyy"?
           = allowed: yyyy, yy, M, MM, MMM, MMMM, d, dd, H, HH, h, hh, a, mm, ss, S, Z,
                      XX, XXX, ZZZZZ
           = help: shopledger explain E3009

        """)
  }
}

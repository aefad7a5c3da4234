/// Documents whose lines do not stand together: nothing of them is published, not the first part and not the last.
import Formats
import Foundation
import GRDB
import Testing

@Suite("Documents scattered over their file")
struct ScatteredTests {
  private let program: Program

  init() throws {
    program = try Program()
    try define(within: 1)
  }

  private func define(within reach: Int) throws {
    try program.write(
      "own.json",
      """
      {
        "name": "own", "store": "shopify-de", "variables": { "input": "own.csv" },
        "extract": [
          {
            "use": "file", "layout": "delimited", "paths": ["${input}"], "within": \(reach),
            "columns": ["Rechnung", "Datum", "Betrag", "Land"], "document": ["Rechnung"]
          }
        ],
        "transform": [
          {
            "use": "map",
            "fields": {
              "external_id": "Rechnung", "kind": { "value": "sale" }, "line_kind": { "value": "goods" },
              "placed_at": { "from": "Datum", "format": "dd.MM.yyyy" },
              "source_amount": { "from": "Betrag", "decimal": "," }, "currency": { "value": "EUR" },
              "country_source": "Land", "source_status": { "value": "paid" }
            }
          },
          { "use": "status", "preset": "shopify" }, { "use": "vat", "prices": "gross", "tax": "computed" },
          { "use": "currency", "to": "EUR", "rates": "samples/fx/eurofxref-hist.zip" }
        ],
        "load": [{ "use": "ledger" }], "limits": { "rejects": "100%" }
      }
      """)
  }

  private func file(_ rows: String..., in name: String = "own.csv") throws {
    try program.write(name, (["Rechnung;Datum;Betrag;Land"] + rows).map { $0 + "\n" }.joined())
  }

  private func gross() throws -> [String: Int64] {
    try program.rows("SELECT external_id, gross FROM v_transactions").reduce(into: [:]) { $0[$1[0]] = $1[1] }
  }

  @Test("a run that met one is refused, whatever the limit on rejects, and says how to read it as one")
  func refused() throws {
    try file("A1;01.03.2024;100,00;DE", "A2;01.03.2024;50,00;DE", "A1;01.03.2024;900,00;DE")
    let run = try program.run("run", "own.json", "--quiet")
    #expect(run.exit == 4)
    #expect(run.text.contains("lines too far apart in their file"))
    #expect(try gross().isEmpty)
    #expect(try program.run("rejects", "redrive", "own.json").output.hasPrefix("there is no open reject to redrive"))
    #expect(try program.json("rejects", "redrive", "own.json", "--dry-run").elements?.isEmpty == true)
    try define(within: 3)
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    #expect(try gross() == ["A1": 100_000, "A2": 5_000])
    #expect(try program.json("rejects", "list")["rejects"]?.elements?.isEmpty == true)
  }

  @Test("it is seen also behind a part that was there before, and the last part does not take its place")
  func behindUnchanged() throws {
    try file("A1;01.03.2024;100,00;DE", in: "first.csv")
    #expect(try program.run("run", "own.json", "--set", "input=first.csv", "--quiet").exit == 0)
    try file("A1;01.03.2024;100,00;DE", "A2;01.03.2024;50,00;DE", "A1;01.03.2024;900,00;DE")
    for _ in 0..<2 {
      #expect(try program.run("run", "own.json", "--quiet").exit == 4)
      #expect(try gross() == ["A1": 10_000])
    }
  }

  @Test(
    "it is seen also where one of its parts is refused for another reason",
    arguments: [["odd", "900,00"], ["100,00", "odd"]])
  func refusedPart(amounts: [String]) throws {
    try file("A1;01.03.2024;\(amounts[0]);DE", "A2;01.03.2024;50,00;DE", "A1;01.03.2024;\(amounts[1]);DE")
    #expect(try program.run("run", "own.json", "--quiet").exit == 4)
    let codes = try program.json("rejects", "list")["rejects"]?.column("code") ?? []
    #expect(codes.contains("R4001") || codes.contains("R2101"))
    #expect(try gross().isEmpty)
    #expect(try program.run("rejects", "redrive", "own.json").exit == 0)
    #expect(try gross().isEmpty)
  }

  @Test("a document that stands twice in a file, the same, is one")
  func twice() throws {
    try file("A1;01.03.2024;100,00;DE", "A2;01.03.2024;50,00;DE", "A1;01.03.2024;100,00;DE")
    for _ in 0..<2 {
      #expect(try program.run("run", "own.json", "--quiet").exit == 0)
      #expect(try gross() == ["A1": 10_000, "A2": 5_000])
      let text = try String(contentsOfFile: program.path("own.csv"), encoding: .utf8)
      try program.write("own.csv", text + "\n")
    }
  }
}

/// Definitions, and the files that belong to them, that are not there or are something else.
import Formats
import Foundation
import Pipeline
import Testing

@Suite("Definitions that cannot be read")
struct UnreadableDefinitionTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    "a definition that is not there is a mistake of the definition: trying again does not help",
    arguments: [
      ["validate", "missing.json"], ["run", "missing.json", "--quiet"], ["preview", "missing.json"],
    ])
  func missing(command: [String]) throws {
    let outcome = try program.start(command).outcome()
    #expect(outcome.exit == 3)
    #expect(
      outcome.messages == """
        error[E3112]: missing.json does not exist
         --> missing.json
          = help: check the path; relative paths start from the folder the command is
                  run in

        """)
  }

  @Test("one that is not there keeps none of the others from being checked")
  func besideOthers() throws {
    let list = try program.json("validate", "missing.json", "pipelines/retail-uk.json", exit: 3)
    #expect(list.column("valid") == ["false", "true"])
    #expect(list.elements?[0]["diagnostics"]?.elements?.first?["code"]?.string == "E3112")
  }

  @Test("a folder is said to be one, with a definition that lies in it")
  func folder() throws {
    let outcome = try program.run("validate", "pipelines")
    #expect(outcome.exit == 3)
    #expect(outcome.messages.hasPrefix("error[E3112]: pipelines is a folder, not a file\n"))
    #expect(
      outcome.messages.contains(" = help: name a definition in it, such as pipelines/all-stock.json\n"),
      "\(outcome.messages)")
    try FileManager.default.createDirectory(atPath: program.path("empty"), withIntermediateDirectories: true)
    #expect(try program.run("validate", "empty").messages.contains(" = help: name a file\n"))
  }

  @Test("the stores file and the business file are of the definition's kind")
  func companions() throws {
    let stores = try program.run("validate", "pipelines/retail-uk.json", "--stores", "nowhere.json")
    #expect(stores.exit == 3 && stores.messages.hasPrefix("error[E3112]: nowhere.json does not exist\n"))
    try program.define("shopify-orders", (#""store": "#, #""business": "nowhere.json", "store": "#))
    let business = try program.run("validate", "own.json")
    #expect(business.exit == 3 && business.messages.contains("(/business)"), "\(business.messages)")
  }

  @Test("help lists every exit code")
  func exitCodes() throws {
    let help = try program.run("--help").output
    for code in ExitCode.allCases {
      #expect(
        help.split(separator: "\n").contains {
          $0.trimmingCharacters(in: .whitespaces) == "\(code.rawValue)  \(code.meaning)"
        })
    }
  }
}

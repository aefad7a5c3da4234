import Formats
/// What commands print for programs: the same as for people, and as the ledger has it.
import Foundation
import Ledger
import Testing

@Suite("Results as JSON")
struct JSONResultTests {
  private let program: Program

  /// Four orders are loaded, of which one has a status that nobody knows.
  init() throws {
    program = try Program()
    try program.write(
      "orders.csv", try ShopifyExport(orders: 4).changing(1, ["Financial Status": "on_hold"]).text)
    try program.define("shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"), ("0.5%", "50%"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 5)
  }

  @Test(
    "it is indented, with names in snake_case, and without personal values",
    arguments: [
      "runs", "runs list", "runs show 1", "rejects", "rejects list", "rejects show 1",
      "rejects redrive own.json --dry-run", "preview own.json", "layouts", "layouts delimited",
      "layouts shopify.orders_export", "presets", "presets list", "stages", "stages vat", "explain R2303",
      "explain E3003", "explain E7001", "explain F2001", "validate own.json",
    ])
  func shape(command: String) throws {
    let arguments = command.split(separator: " ").map(String.init) + ["--format", "json"]
    let outcome = try program.start(arguments).outcome()
    #expect(outcome.exit == 0 && outcome.messages == "")
    #expect(outcome.output.contains(/^[\[{]\n  [^ ]/) && outcome.output.hasSuffix("\n"))
    #expect(outcome.leaks == [])
    let keys = try JSONText.parse(Array(outcome.output.utf8)).keys
    #expect(keys.filter { !$0.contains(/^[a-z][a-z0-9_]*$/) } == [])
    #expect(try program.start(arguments).outcome().output == outcome.output)
  }

  // MARK: Runs

  @Test("runs list has the ledger's runs, with instants in UTC")
  func runs() throws {
    let list = try program.json("runs", "list")
    let run = try #require(try program.ledger().runs().first)
    #expect(list.column("run") == ["1"])
    #expect(list.column("status") == ["published"])
    #expect(list.column("documents") == ["4"])
    #expect(list.column("loaded") == ["3"])
    #expect(list.column("rejected") == ["1"])
    let started = try Date(list.column("started_at")[0], strategy: .iso8601)
    #expect(Int64(started.timeIntervalSince1970) == run.startedAt)
  }

  @Test("runs show says the same as the run report, in the same words")
  func runsShow() throws {
    let run = try program.json("runs", "show", "1")
    let report = try JSONText.parse(
      Array(Data(contentsOf: URL(filePath: program.path("output/shopify-orders/run-report.json")))))
    for key in ["run", "pipeline", "store", "message", "started_at", "totals", "revised"] {
      #expect(run[key]?.line == report[key]?.line, "\(key)")
    }
    #expect(run["status"]?.line == report["verdict"]?.line)
    for key in ["path", "layout", "bytes"] { #expect(run["sources"]?.column(key) == report["sources"]?.column(key)) }
    #expect(run["totals"]?.elements?[0]["rejected"]?["amount"]?.string == "11.90")
    let digest = try #require(run["definition_digest"]?.string)
    #expect(digest.count == 64)
    #expect(try program.run("runs", "show", "1").output.contains("definition \(digest.prefix(16))…"))
  }

  // MARK: Rejects

  @Test("rejects list has the ledger's rejects, and counts them all by their reason")
  func rejects() throws {
    #expect(try program.run("rejects", "redrive", "own.json").exit == 5)
    let list = try program.json("rejects", "list", "--status", "all", "--limit", "1")
    #expect(list["rejects"]?.column("reject") == ["2"])
    #expect(list["rejects"]?.column("code") == ["R2303"])
    #expect(list["rejects"]?.column("line") == ["3"])
    #expect(list["by_code"]?.column("documents") == ["2"])
    let text = try program.run("rejects", "list", "--status", "all").output
    #expect(text.contains("= help: \(list["by_code"]?.column("remedy")[0] ?? "-")\n"))
  }

  @Test("rejects show hides the value and the original bytes until they are asked for")
  func rejectsShow() throws {
    let masked = try program.json("rejects", "show", "1")
    #expect(masked["reasons"]?.column("value") == ["null"])
    #expect(masked["header"]?.line == "null" && masked["record"]?.line == "null")
    let shown = try program.json("rejects", "show", "1", "--show-values")
    let lines = try String(contentsOfFile: program.path("orders.csv"), encoding: .utf8).split(separator: "\n")
    #expect(shown["reasons"]?.column("value") == ["on_hold"])
    #expect(shown["header"]?.elements?.compactMap(\.string).joined(separator: ",") == String(lines[0]))
    #expect(shown["record"]?.string == String(lines[2]))
  }

  @Test("a redrive prints its trial, then the run's report, then null when there is nothing to send")
  func redrive() throws {
    let trial = try program.json("rejects", "redrive", "own.json", "--dry-run")
    #expect(trial.line == #"[{"reject":1,"passes":false,"codes":["R2303"]}]"#)
    try program.define(
      "shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"), ("0.5%", "50%"),
      (#""preset": "shopify","#, #""preset": "shopify", "map": { "on_hold": "completed" },"#))
    #expect(try program.json("rejects", "redrive", "own.json", "--dry-run").column("passes") == ["true"])
    let report = try program.json("rejects", "redrive", "own.json")
    #expect(report["run"]?.number == "2" && report["verdict"]?.string == "published")
    #expect(try program.json("rejects", "redrive", "own.json").line == "null")
    #expect(try program.json("rejects", "redrive", "own.json", "--dry-run").line == "[]")
  }

  // MARK: Previews

  @Test("preview has the columns that a stage made, as its tables have them")
  func preview() throws {
    let stages = try program.json("preview", "own.json", "--documents", "1", "--stage", "vat")["stages"]
    #expect(
      stages?.line == #"[{"stage":"vat","documents":[{"document":1,"price_basis":"gross","dispatch":"DE"}],"lines":["#
        + #"{"document":1,"line":1,"net":"10.00","tax":"1.90","treatment":"taxed","scheme":"domestic","#
        + #""tax_country":"DE","rate":"19","rate_category":"standard","territory":"DE","liable":"seller","#
        + #""tax_return":"domestic","reason":"domestic"}]}]"#)
  }

  @Test("preview masks personal values until they are asked for")
  func previewMasks() throws {
    let masked = try program.json("preview", "own.json", "--stage", "map")["stages"]?.elements?[0]["documents"]
    #expect(masked?.column("email") == ["•••", "•••", "•••"])
    let shown = try program.json("preview", "own.json", "--stage", "map", "--show-values")["stages"]?.elements?[0]
    #expect(shown?["documents"]?.column("email").first == "zacharias@example.org")
  }

  @Test("preview names what is refused by its code")
  func previewRejects() throws {
    let preview = try program.json("preview", "own.json")
    #expect(preview["path"]?.string == "orders.csv")
    #expect(preview["rejects"]?.column("code") == ["R2303"])
    #expect(preview["rejects"]?.column("document") == ["2"])
  }

  // MARK: Definitions

  @Test("validate lists every mistake with its place, as the text has it, and exits as ever")
  func validate() throws {
    try program.define("shopify-orders", (#""otherwise": "reject""#, #""otherwize": "reject""#))
    try program.write("empty.json", "")
    let list = try program.json("validate", "pipelines/shopify-orders.json", "own.json", "empty.json", exit: 3)
    #expect(list.column("path") == ["pipelines/shopify-orders.json", "own.json", "empty.json"])
    #expect(list.column("valid") == ["true", "false", "false"])
    #expect(list.elements?[0]["transform"]?.line == #"["map","status","customers","vat","currency"]"#)
    let mistake = try #require(list.elements?[1]["diagnostics"]?.elements?.first)
    func text(_ key: String) -> String { mistake[key]?.string ?? mistake[key]?.line ?? "-" }
    let messages = try program.run("validate", "own.json").messages
    #expect(messages.hasPrefix("\(text("severity"))[\(text("code"))]: \(text("message"))\n"))
    #expect(messages.contains(" --> \(text("file")):\(text("line")):\(text("column"))   (\(text("pointer")))\n"))
    #expect(messages.contains("did you mean \"\(mistake["suggestions"]?.elements?.first?.string ?? "-")\"?"))
    #expect(messages.contains(" = help: \(text("remedy"))\n"))
  }

  @Test("what keeps a command from its result goes to standard error, as ever")
  func failure() throws {
    let outcome = try program.run("runs", "list", "--ledger", "nowhere.sqlite", "--format", "json")
    #expect(outcome.exit == 8 && outcome.output == "")
    #expect(outcome.messages.hasPrefix("error[E8007]: "))
  }

  // MARK: What there is

  @Test("the lists name what the text names", arguments: ["layouts", "presets", "stages"])
  func lists(command: String) throws {
    let names = try program.json(command).column("name")
    let text = try program.run(command).output
    #expect(names.count > 1 && names.allSatisfy { text.contains($0) })
  }

  @Test("an option's example is the value itself")
  func stage() throws {
    let options = try program.json("stages", "vat")["options"]
    #expect(
      options?.column("name") == [
        "prices", "tax", "tolerance", "residue", "rates", "vat_rates", "products", "no_supply",
      ])
    #expect(options?.elements?.last?["example"]?.line == #"["bank_charge"]"#)
  }

  @Test("a layout says which columns must be there")
  func layout() throws {
    let columns = try program.json("layouts", "shopify.orders_export")["columns"]?.elements ?? []
    let required = columns.filter { $0["required"]?.bool == true }.compactMap { $0["name"]?.string }
    let text = try program.run("layouts", "shopify.orders_export").output
    #expect(!required.isEmpty && required.count == text.components(separatedBy: "  (required)\n").count - 1)
    for name in required { #expect(text.contains("\n  \(name)  (required)\n")) }
  }

  @Test("explain tells title and remedy apart")
  func explain() throws {
    #expect(
      try program.json("explain", "r2303").line
        == #"{"code":"R2303","kind":"reject","title":"the status is not mapped","#
        + #""explanation":"The document is kept among the rejects with its original bytes.","#
        + #""remedy":"add the status to the \"map\" of the status stage"}"#)
  }
}

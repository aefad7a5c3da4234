/// What a person sees of each command: no terminal, 80 columns.
import Foundation
import Ledger
import Testing

@Suite("Commands")
struct CommandTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    "a command that changes a ledger makes none where there is none, and says what to do",
    arguments: [
      "export datev", "journal post", "journal reverse 1 --reason x", "journal revalue 2024-01",
      "periods reopen 2024-01 --reason x", "customers merge 1 2 --reason x", "sync conflicts resolve 1 --take store",
    ])
  func noLedger(command: String) throws {
    try FileManager.default.createDirectory(atPath: program.path("output"), withIntermediateDirectories: true)
    let outcome = try program.start(command.split(separator: " ").map(String.init)).outcome()
    #expect(outcome.exit == 8)
    #expect(
      outcome.messages == """
        error[E8007]: there is no ledger at output/ledger.sqlite
          = help: run a pipeline first, or name another file

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("output")) == [])
  }

  // MARK: Definitions

  @Test("validate names the chain of a valid definition")
  func validate() throws {
    let outcome = try program.run("validate", "pipelines/shopify-orders.json")
    #expect(outcome.exit == 0)
    #expect(
      outcome.output == """
        pipelines/shopify-orders.json: valid; file ⇒ map → status → customers → vat → currency ⇒ \
        ledger → report → report → report → report → report

        """)
  }

  @Test("validate shows a mistake with its place, a caret and what was meant")
  func validateMistake() throws {
    try program.define("shopify-orders", (#""otherwise": "reject""#, #""otherwize": "reject""#))
    let outcome = try program.run("validate", "own.json")
    #expect(outcome.exit == 3)
    #expect(outcome.output == "")
    #expect(outcome.messages.contains(" --> own.json:12:"))
    #expect(outcome.messages.contains("^^^^"))
    #expect(outcome.messages.contains(#"did you mean "otherwise"?"#))
  }

  @Test("preview shows the rows after each stage")
  func preview() throws {
    let outcome = try program.run("preview", "pipelines/shopify-orders.json", "--documents", "1", "--stage", "vat")
    #expect(
      outcome.output == """
        samples/shopify/orders-2024-79col.csv.gz, layout shopify.orders_export

        ── after vat ──
        document  price_basis  dispatch
        --------  -----------  --------
               1  gross        DE

        line    net   tax  treatment  scheme    tax_country  rate  rate_category  territory  liable  tax_return  reason
        ----  -----  ----  ---------  --------  -----------  ----  -------------  ---------  ------  ----------  --------
         1.1  12.52  2.38  taxed      domestic  DE           19 %  standard       DE         seller  domestic    domestic


        """)
  }

  @Test("preview writes nothing")
  func previewWritesNothing() throws {
    #expect(try program.run("preview", "pipelines/shopify-orders.json").exit == 0)
    #expect(!FileManager.default.fileExists(atPath: program.path("output")))
  }

  @Test("preview masks personal values")
  func previewMasks() throws {
    try program.write("orders.csv", ShopifyExport(orders: 1).text)
    let outcome = try program.run("preview", "pipelines/shopify-orders.json", "--set", "input=orders.csv")
    #expect(outcome.output.contains("•••"))
    #expect(outcome.leaks == [])
  }

  // MARK: Files

  @Test("cat prints any delimited file as clean CSV")
  func cat() throws {
    try program.write("table.csv", "a;b\r\n1;x\r\n2;\"y, z\"\r\n")
    #expect(try program.run("cat", "table.csv").output == "a,b\n1,x\n2,\"y, z\"\n")
  }

  @Test("cat prints any delimited file as JSON lines")
  func catJSON() throws {
    try program.write("table.csv", "a;b\n1;x\n2;\"y, z\"\n")
    #expect(
      try program.run("cat", "--format", "jsonl", "table.csv").output == """
        {"a":"1","b":"x"}
        {"a":"2","b":"y, z"}

        """)
  }

  @Test("cat prints cells behind the last column, and says which lines are odd")
  func catSurplus() throws {
    try program.write("table.csv", "a,b\n1,x\n2,y,\"z, w\",v\n3,u\n")
    let csv = try program.run("cat", "table.csv")
    #expect(csv.exit == 5)
    #expect(csv.output == "a,b\n1,x\n2,y,\"z, w\",v\n3,u\n")
    #expect(csv.messages.contains("table.csv:3: more fields"))
    let json = try program.run("cat", "--format", "jsonl", "table.csv")
    #expect(json.output.contains(#"{"a":"2","b":"y","column 3":"z, w","column 4":"v"}"#))
  }

  @Test("cat gives columns of one name a number in JSON lines, where a name stands once")
  func catRepeatedNames() throws {
    try program.write("table.csv", "a,b,a\n1,2,3\n")
    #expect(
      try program.run("cat", "--format", "jsonl", "table.csv").output == #"{"a":"1","b":"2","a (2)":"3"}"# + "\n")
  }

  // MARK: The ledger

  @Test("a run with --format json prints nothing but valid JSON")
  func runJSON() throws {
    let outcome = try program.run("run", "pipelines/shopify-orders.json", "--format", "json")
    #expect(outcome.exit == 0)
    #expect(outcome.messages == "")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(report?["verdict"] as? String == "published")
  }

  @Test("report prints a table of the ledger")
  func report() throws {
    try program.write("orders.csv", ShopifyExport(orders: 2).text)
    try program.run("run", "pipelines/shopify-orders.json", "--set", "input=orders.csv", "--quiet")
    let outcome = try program.run("report", "vat_by_country", "--format", "csv")
    #expect(
      outcome.output.replacingOccurrences(of: "\r\n", with: "\n") == """
        store,period,country,treatment,scheme,rate,currency,documents,lines,net,tax,gross,base_currency,base_net,base_tax,base_gross
        shopify-de,2024-01,DE,taxed,domestic,19,EUR,2,2,20.00,3.80,23.80,EUR,20.00,3.80,23.80

        """)
  }

  @Test("runs list has a line for every run")
  func runs() throws {
    for _ in 0..<2 { try program.run("run", "pipelines/shopify-orders.json", "--quiet") }
    let lines = try program.run("runs", "list").output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[2].hasPrefix("  2  shopify-orders  unchanged"))
    #expect(lines[3].hasPrefix("  1  shopify-orders  published"))
  }

  @Test("runs show tells sources and totals")
  func runsShow() throws {
    try program.run("run", "pipelines/shopify-orders.json", "--quiet")
    let output = try program.run("runs", "show", "1").output
    #expect(output.hasPrefix("run 1 of shopify-orders into shopify-de: published\n"))
    #expect(output.contains("samples/shopify/orders-2024-79col.csv.gz  shopify.orders_export  30169 bytes, read whole"))
    #expect(output.contains("  1  shopify-de  EUR       difference          0      0      0.00      0.00"))
  }

  // MARK: What there is

  @Test(
    "the lists name what there is",
    arguments: [
      ("layouts", "shopify.orders_export\n    Shopify admin, Orders > Export (CSV)"),
      ("presets", "map  shopify.orders\n"), ("stages", "extract\n  file              Reads export"),
    ])
  func lists(command: String, start: String) throws {
    let outcome = try program.run(command)
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix(start))
  }

  @Test("a preset is printed as JSON to copy from")
  func preset() throws {
    let output = try program.run("presets", "show", "shopify").output
    let preset = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    #expect((preset?["map"] as? [String: String])?["paid"] == "completed")
  }

  @Test("explain says what a code means and what to do")
  func explain() throws {
    #expect(
      try program.run("explain", "R2303").output == """
        R2303: the status is not mapped

        The document is kept among the rejects with its original bytes.
        What to do: add the status to the "map" of the status stage.

        """)
  }

  @Test("schema prints JSON", arguments: ["pipeline", "business", "stores"])
  func schema(kind: String) throws {
    let output = try program.run("schema", kind).output
    let schema = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    #expect(schema?["$schema"] != nil)
  }

  // MARK: Mistakes

  @Test(
    "a word that names nothing is told, with what was meant",
    arguments: [
      (["rum"], #"there is no command "rum"; did you mean "run"?"#),
      (["rejects", "lst"], #"there is no command "lst"; did you mean "list"?"#),
      (["run", "pipelines/retail-uk.json", "--formt", "json"], "Unknown option '--formt'. Did you mean '--format'?"),
      (["stages", "vta"], #"there is no stage "vta"; did you mean "vat"?"#),
      (["report", "vat_by_contry"], #"there is no report "vat_by_contry"; did you mean "vat_by_country"?"#),
      (["presets", "show", "shopfy"], #"there is no preset "shopfy"; did you mean "shopify"?"#),
      (["layouts", "delimitd"], #"there is no layout "delimitd"; did you mean "delimited"?"#),
    ])
  func unknown(arguments: [String], message: String) throws {
    let outcome = try program.start(arguments).outcome()
    #expect(outcome.exit == 2)
    #expect(outcome.output == "")
    #expect(outcome.messages.hasPrefix("Error: \(message)"))
  }
}

/// What stages read from their options.
import Commerce
import Pipeline
import Testing

@Suite("Options of stages")
struct OptionValuesTests {
  /// Compiles one stage whose options are `json`, and gives them to `body`.
  private func read(_ json: String, _ options: [OptionSpec], _ body: @escaping @Sendable (OptionValues) -> Void) {
    let stage = StageEntry(StageSpec("probe", .extract, "Probes.", options: options)) { values, context in
      body(values)
      context.report(values.diagnostic(.unknownName, at: "words", "seen", allowed: ["first"], suggestionFor: "frist"))
      for item in values.list("words") { context.report(item.diagnostic(.unknownName, "\(item.name) seen")) }
      for entry in values.entries("table") { context.report(entry.keyDiagnostic(.unknownName, entry.key)) }
      return nil
    }
    let definition = Definition.read(
      Array(#"{ "name": "probe", "store": "s", "extract": [ { "use": "probe", \#(json) } ], "load": [] }"#.utf8),
      file: "probe.json")
    let checked = DefinitionCompiler.compile(
      definition, business: Business.read(Array(Validation.business.utf8), file: "b"),
      stores: Checked(Stores([Store(name: "s", platform: .file)]), []), catalogue: Catalogue(entries: [stage]),
      services: FakeCatalogue.services)
    let reports = checked.diagnostics.filter { $0.code == .unknownName }
    #expect(reports.count == 4)
    #expect(reports.first?.suggestion == "first")
    #expect(reports.map(\.pointer).contains("/extract/0/words/1"))
    #expect(reports.map(\.message).contains(#"option "words[1]" in stage "probe" seen"#))
    #expect(reports.last?.message == "b/~")
    #expect(reports.last?.pointer == "/extract/0/table/b~1~0")
  }

  @Test("Every type of option is read as what it is")
  func types() async {
    let options = [
      OptionSpec("words", .list(.text, minimum: 1), "Words.", example: "[]"),
      OptionSpec(
        "table",
        .table(.either([.record([OptionSpec("n", .integer(1...9), "N.", example: "1")]), .text]), allowed: []),
        "Table.", example: "{}"),
      OptionSpec("amount", .decimal, "Amount.", example: "1"), OptionSpec("exact", .decimal, "Exact.", example: "1"),
      OptionSpec("day", .date, "Day.", example: "1"), OptionSpec("limit", .limit, "Limit.", example: "1"),
      OptionSpec("on", .flag, "On.", example: "true"),
    ]
    await confirmation { confirm in
      read(
        #""words": ["a", "ü\"\n"], "table": { "b/~": { "n": 3, "$comment": 1 } }, "amount": 1.10, "exact": "-0.010", "#
          + #""day": "2024-02-29", "limit": 7, "on": false"#, options
      ) { values in
        #expect(values.name == #"stage "probe""#)
        #expect(values.texts("words") == ["a", "ü\"\n"])
        #expect(values.entries("table").first?.value.record?.integer("n") == 3)
        #expect(values.decimal("amount") == "1.10" && values.decimal("exact") == "-0.010")
        #expect(values.date("day") == CivilDate(year: 2024, month: 2, day: 29))
        #expect(values.limit("limit") == .documents(7))
        #expect(!values.flag("on", default: true) && values.flag("off", default: true))
        #expect(values.optionalText("none") == nil && !values.has("none") && values.integer("none", default: 4) == 4)
        confirm()
      }
    }
  }
}

import ArgumentParser
import Pipeline

/// `validate`: checks definitions without reading a single document.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check pipeline definitions, with everything they name, and report all mistakes at once.")

  @Argument(help: "The pipeline definitions.")
  var definitions: [String]

  @Option(name: .long, help: "The stores file.")
  var stores = "pipelines/stores.json"

  @Option(name: .customLong("set"), help: ArgumentHelp("Sets a variable of the definition.", valueName: "name=value"))
  var settings: [String] = []

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    var checks: [DefinitionCheck] = []
    for path in definitions {
      let many = try StoreSelection(path: path, stores: stores, settings: settings)
      var shown: Set<Diagnostic> = []
      let chosen: [Store?] = many.map { $0.choices.map(\.store) } ?? [nil]
      for store in chosen {
        let check = DefinitionCheck(
          path, of: store, try Project.check(path: path, stores: stores, settings: settings, for: store))
        checks.append(check)
        // A person sees each as it is done, the mistakes on standard error; a program gets one list.
        guard result.format == .text else { continue }
        // What is wrong for several stores is said once.
        Messages.show(check.diagnostics.filter { shown.insert($0).inserted })
        try result.print(check)
      }
    }
    if result.format == .json { try result.print(DefinitionChecks(checks: checks)) }
    if !checks.allSatisfy(\.isValid) { throw Stop(exit: .definitionInvalid) }
  }
}

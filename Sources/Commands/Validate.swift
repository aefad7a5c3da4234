import ArgumentParser
import Foundation
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

  mutating func run() throws {
    var isValid = true
    for path in definitions {
      do {
        let project = try Project(path: path, stores: stores, settings: settings)
        print("\(path): valid; \(Self.chain(project.pipeline))")
      } catch let stop as Stop where stop.exit == .definitionInvalid {
        isValid = false
      }
    }
    if !isValid { throw Stop(exit: .definitionInvalid) }
  }

  /// The stages of a pipeline, in the order of the flow.
  private static func chain(_ pipeline: CompiledPipeline) -> String {
    Section.allCases.map { (pipeline.names[$0] ?? []).joined(separator: " → ") }.joined(separator: " ⇒ ")
  }
}

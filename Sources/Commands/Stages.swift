import ArgumentParser
import Pipeline

/// `stages`: what a definition can chain, from the stages' own specs.
struct Stages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the stages that a definition can chain, or show one with its options.")

  @Argument(help: "The stage to show.")
  var name: String?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard let name else { return try result.print(StageList(catalogue: Project.catalogue)) }
    let specs = Project.catalogue.entries.map(\.spec)
    guard let spec = specs.first(where: { $0.name == name }) else {
      throw UnknownName.error("stage", name, among: specs.map(\.name))
    }
    try result.print(StageDetails(spec: spec))
  }
}

import ArgumentParser
import Pipeline

/// `schema`: the JSON Schemas that editors complete definitions by.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of pipeline definitions, business files or stores files.")

  /// What a schema describes.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case pipeline, business, stores
  }

  @Argument(help: "pipeline, business or stores.")
  var kind = Kind.pipeline

  mutating func run() {
    switch kind {
    case .pipeline: print(SchemaGenerator(catalogue: Project.catalogue).definitionSchema(), terminator: "")
    case .business: print(SchemaGenerator.businessSchema(), terminator: "")
    case .stores: print(SchemaGenerator.storesSchema(), terminator: "")
    }
  }
}

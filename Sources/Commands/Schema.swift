import ArgumentParser
import Pipeline
import Reports

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

  mutating func run() throws {
    switch kind {
    case .pipeline: try StandardOutput.write(SchemaGenerator(catalogue: Project.catalogue).definitionSchema())
    case .business: try StandardOutput.write(SchemaGenerator.businessSchema())
    case .stores: try StandardOutput.write(SchemaGenerator.storesSchema())
    }
  }
}

import Formats

/// Writes the JSON Schema (draft 2020-12) of definitions and their companion files, so that editors complete them.
///
/// The same catalogue gives the same bytes. The schema knows the structure; what needs the rest of the world, such as
/// whether a store exists or a column was made, is for `validate`.
public struct SchemaGenerator: Sendable {
  let catalogue: Catalogue

  /// A generator for the stages of a catalogue.
  public init(catalogue: Catalogue) { self.catalogue = catalogue }

  /// The schema of pipeline definitions.
  public func definitionSchema() -> String {
    let sections = Section.allCases.map { section in
      SchemaNode.Member(key: section.rawValue, value: self.section(section))
    }
    let plain = OptionSchema(allowsVariables: false)
    let tests: SchemaNode = ["type": "array", "items": plain.object(DefinitionShape.test, also: [Self.expect])]
    let properties = sections + [SchemaNode.Member(key: "tests", value: tests)]
    let required = Section.allCases.filter { $0 != .transform }.map(\.rawValue)
    let one: SchemaNode = ["oneOf": [["required": ["store"]], ["required": ["stores"]]]]
    let keys = DefinitionShape.options(forMany: false).map { option in
      var option = option
      option.isRequired = option.isRequired && option.name != "store"
      return option
    }
    let root = plain.object(keys, also: properties, alsoRequired: required).with(one)
    let stages = catalogue.entries.map { entry in
      SchemaNode.Member(key: Self.key(entry.spec), value: stage(entry.spec))
    }
    return Self.document("Pipeline definition", root, definitions: [Self.variable] + stages)
  }

  /// The schema of the business file.
  public static func businessSchema() -> String {
    document("Business", OptionSchema(allowsVariables: false).object(BusinessReader.options))
  }

  /// The schema of the stores file.
  public static func storesSchema() -> String {
    document("Stores", OptionSchema(allowsVariables: false).object(StoresReader.options))
  }

  // MARK: Pieces

  private static let variable = SchemaNode.Member(
    key: "variable", value: ["type": "string", "pattern": #"\$\{[^}]+\}"#, "description": "A text with a variable."])
  private static let expect = SchemaNode.Member(
    key: "expect", value: ["type": "object", "description": "What must come out."])

  private static func document(
    _ title: String, _ root: SchemaNode, definitions: [SchemaNode.Member] = []
  ) -> String {
    let head: SchemaNode = ["$schema": "https://json-schema.org/draft/2020-12/schema", "title": .text(title)]
    let tail: SchemaNode = definitions.isEmpty ? [:] : ["$defs": .object(definitions)]
    var writer = JSONWriter(.indented)
    head.with(root).with(tail).write(to: &writer)
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func key(_ spec: StageSpec) -> String { "\(spec.section.rawValue).\(spec.name)" }

  /// A section: each object names its stage, and that stage's schema applies.
  private func section(_ section: Section) -> SchemaNode {
    let specs = catalogue.entries(in: section).map(\.spec)
    let choices: [SchemaNode] = specs.map { spec in
      [
        "if": ["properties": ["use": ["const": .text(spec.name)]], "required": ["use"]],
        "then": ["$ref": .text("#/$defs/\(Self.key(spec))")],
      ]
    }
    let use: SchemaNode = ["enum": .texts(specs.map(\.name)), "description": "The stage."]
    var item: SchemaNode = ["type": "object", "required": ["use"], "properties": ["use": use]]
    if !choices.isEmpty { item = item.with(["allOf": .list(choices)]) }
    let minimum: SchemaNode = section == .transform ? [:] : ["minItems": 1]
    let demanded: [SchemaNode] = specs.filter(\.isDemanded).map { spec in
      ["contains": ["type": "object", "required": ["use"], "properties": ["use": ["const": .text(spec.name)]]]]
    }
    let all: SchemaNode = demanded.isEmpty ? [:] : ["allOf": .list(demanded)]
    let description = "The \(section.rawValue) stages, in order."
    return (["description": .text(description), "type": "array", "items": item] as SchemaNode).with(minimum).with(all)
  }

  private func stage(_ spec: StageSpec) -> SchemaNode {
    let use = SchemaNode.Member(key: "use", value: ["const": .text(spec.name)])
    let options = OptionSchema(allowsVariables: true).object(spec.options, also: [use], alsoRequired: ["use"])
    return (["description": .text(spec.summary)] as SchemaNode).with(options)
  }
}

/// The JSON Schema of declared options.
struct OptionSchema {
  /// Whether texts may hold `${name}`, so that a text that is not one of the allowed words may become one.
  let allowsVariables: Bool

  /// The schema of an object of options.
  func object(
    _ options: [OptionSpec], also members: [SchemaNode.Member] = [], alsoRequired: [String] = []
  ) -> SchemaNode {
    let comment = SchemaNode.Member(key: "$comment", value: true)
    let properties = members + options.map { SchemaNode.Member(key: $0.name, value: property($0)) } + [comment]
    let required = alsoRequired + options.filter(\.isRequired).map(\.name)
    let names: SchemaNode = required.isEmpty ? [:] : ["required": .texts(required)]
    return (["type": "object"] as SchemaNode).with(names).with([
      "properties": .object(properties), "additionalProperties": false,
    ])
  }

  private func property(_ option: OptionSpec) -> SchemaNode {
    let help: SchemaNode = ["description": .text(option.summary), "examples": .list([.json(option.example)])]
    return help.with(schema(option.type))
  }

  /// The schema of a value.
  func schema(_ type: OptionType) -> SchemaNode {
    switch type {
    case .text, .path: return ["type": "string"]
    case .choice(let words): return orVariable(["enum": .texts(words)])
    case .flag: return ["type": "boolean"]
    case .integer(let range): return integer(range)
    case .date: return orVariable(["type": "string", "pattern": #"^\d{4}-\d{2}-\d{2}$"#])
    case .decimal: return orVariable(["type": ["string", "number"], "pattern": #"^-?\d+(\.\d+)?$"#])
    case .limit:
      return orVariable(["type": ["string", "integer"], "pattern": #"^(\d+|\d{1,3}(\.\d{1,4})?%)$"#, "minimum": 0])
    case .list(let element, let minimum):
      let list: SchemaNode = ["type": "array", "items": schema(element)]
      return minimum > 0 ? list.with(["minItems": .number(minimum)]) : list
    case .record(let options): return object(options)
    case .table(let element, let allowed): return table(element, allowed: allowed)
    case .either(let types): return ["anyOf": .list(types.map(schema))]
    }
  }

  private func integer(_ range: ClosedRange<Int>) -> SchemaNode {
    var schema: SchemaNode = ["type": "integer"]
    if range.lowerBound > .min { schema = schema.with(["minimum": .number(range.lowerBound)]) }
    if range.upperBound < .max { schema = schema.with(["maximum": .number(range.upperBound)]) }
    return schema
  }

  private func table(_ element: OptionType, allowed: [String]) -> SchemaNode {
    // Naming the keys apart from their values keeps a table of fifty keys as short as one of any.
    let names: SchemaNode = allowed.isEmpty ? [:] : ["propertyNames": ["enum": .texts(allowed + ["$comment"])]]
    let table: SchemaNode = [
      "type": "object", "properties": ["$comment": true], "additionalProperties": schema(element),
    ]
    return table.with(names)
  }

  private func orVariable(_ schema: SchemaNode) -> SchemaNode {
    allowsVariables ? ["anyOf": [schema, ["$ref": "#/$defs/variable"]]] : schema
  }
}

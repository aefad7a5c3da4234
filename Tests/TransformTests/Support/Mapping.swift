/// The `map` stage with one field under test.
import Columns
import Commerce
import Pipeline

enum Mapping {
  /// Fields that every definition must map, as JSON members without those that the test gives.
  static func stage(_ fields: String) -> String {
    var needed = [
      ("external_id", #"{ "from": "Id", "default": "1" }"#), ("currency", #"{ "value": "EUR" }"#),
      ("kind", #"{ "value": "sale" }"#), ("line_kind", #"{ "value": "goods" }"#),
    ]
    if !fields.contains("\"unit_price\":") {
      needed.append(("source_amount", #"{ "value": "0" }"#))
    }
    let rest = needed.filter { !fields.contains("\"\($0.0)\":") }.map { "\"\($0.0)\": \($0.1)" }
    return #"{ "use": "map", "fields": { \#((rest + [fields]).joined(separator: ", ")) } }"#
  }

  /// Maps rows by `fields`, the members of the stage's `fields`.
  static func map(_ fields: String, _ rows: SourceRows) throws -> Batch {
    var chain = try Chain(stage(fields))
    return try chain.run(rows)
  }

  /// What is wrong with such a stage.
  static func mistakes(_ fields: String, columns: [String]? = nil) -> [Diagnostic] {
    Chain.compile(stage(fields), columns: columns).diagnostics
  }
}

/// Payloads that are tables already: products with variants, customers, stock levels, payouts.
import Columns
import Formats
import Platforms

/// Which names of a record become columns, and which are known and not needed.
struct FlatTable: Sendable {
  /// Names of the record itself; their columns bear them.
  let fields: [String]
  /// Objects within the record; their columns are `name.field`.
  let nested: [(name: String, fields: [String])]
  /// A list within the record, one line each; its columns are `line.field`.
  let lines: (name: String, line: String, fields: [String])?
  /// Columns that the pull fills itself.
  let further: [String]
  private let recordKeys: JSONKeys
  private let nestedKeys: [JSONKeys]
  private let lineKeys: JSONKeys

  init(
    _ fields: [String], unneeded: [String] = [], nested: [(name: String, fields: [String], unneeded: [String])] = [],
    lines: (name: String, line: String, fields: [String], unneeded: [String])? = nil, further: [String] = []
  ) {
    self.fields = fields
    self.nested = nested.map { ($0.name, $0.fields) }
    self.lines = lines.map { ($0.name, $0.line, $0.fields) }
    self.further = further
    recordKeys = JSONKeys(fields + nested.map(\.name) + [lines?.name].compactMap(\.self) + unneeded)
    nestedKeys = nested.map { JSONKeys($0.fields + $0.unneeded) }
    lineKeys = JSONKeys((lines?.fields ?? []) + (lines?.unneeded ?? []))
  }

  /// The columns in order.
  var columns: [String] {
    fields + nested.flatMap { nested in nested.fields.map { "\(nested.name).\($0)" } }
      + (lines.map { lines in lines.fields.map { "\(lines.line).\($0)" } } ?? []) + further
  }

  /// The first of the columns that the pull fills itself.
  var firstFurther: Int { columns.count - further.count }

  /// Adds a record with its lines, at least one.
  func add(
    _ element: JSONElement, _ payload: inout Payload, _ builder: inout DocumentBuilder, at position: SourcePosition
  ) {
    add(record: element, in: &payload, &builder, at: position)
    guard let lines else { return builder.addLine() }
    let list = payload.json[element, key: lines.name].map { payload.list($0) } ?? []
    if list.isEmpty { builder.addLine() }
    for line in list { add(line: line, &payload, &builder) }
  }

  /// Begins a record's document without lines.
  func add(
    record element: JSONElement, in payload: inout Payload, _ builder: inout DocumentBuilder,
    at position: SourcePosition
  ) {
    let values = payload.values(element, recordKeys, at: "")
    builder.beginDocument(at: position, raw: payload.json.range(element))
    for column in fields.indices { set(column, values[column], payload, &builder) }
    var start = fields.count
    for (index, nested) in nested.enumerated() {
      if let object = values[fields.count + index] {
        let inner = payload.values(object, nestedKeys[index], at: nested.name)
        for column in nested.fields.indices { set(start + column, inner[column], payload, &builder) }
      }
      start += nested.fields.count
    }
  }

  /// Adds one line of the record that was begun last.
  ///
  /// - Parameter shift: where the line's own body begins in the batch's text.
  func add(line element: JSONElement, _ payload: inout Payload, _ builder: inout DocumentBuilder, shift: Int = 0) {
    guard let lines else { return }
    let values = payload.values(element, lineKeys, at: lines.name)
    let start = fields.count + nested.reduce(0) { $0 + $1.fields.count }
    builder.addLine()
    for column in lines.fields.indices {
      guard let value = values[column], builder.isWanted(start + column) else { continue }
      if payload.json.isEscaped(value) {
        builder.set(start + column, builder.text.append(payload.json.string(value)))
      } else {
        let range = payload.json.range(value as JSONElement?)
        builder.set(start + column, TextRange(start: Int(range.start) + shift, count: Int(range.count)))
      }
    }
  }

  private func set(_ column: Int, _ value: JSONElement?, _ payload: Payload, _ builder: inout DocumentBuilder) {
    guard let value, builder.isWanted(column) else { return }
    builder.setForDocument(column, payload.json.text(value, in: &builder.text))
  }
}

extension Payload {
  /// The values of an object by keys; a `null` is as good as nothing.
  mutating func values(_ element: JSONElement, _ keys: JSONKeys, at path: String) -> [JSONElement?] {
    var values: [JSONElement?] = []
    var strangers: [JSONElement] = []
    json.read(element, keys, into: &values) { strangers.append($0) }
    for key in strangers { note(key, at: path) }
    for index in values.indices {
      if let value = values[index], json.kind(value) == .null { values[index] = nil }
    }
    return values
  }
}

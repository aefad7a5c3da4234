/// What the members of an object of the interface mean to the connector: every documented name is listed, read or not.
import Columns
import Formats

/// `Column` names the cells that members go into, such as ``OrderColumn``.
struct FieldMap<Column: Hashable & Sendable>: Sendable {
  /// What becomes of a member.
  enum Use: Sendable {
    /// Its text becomes a cell.
    case cell(Column)
    /// It is an object whose members are listed likewise.
    case object(FieldMap)
    /// The reader of the object looks at it itself, under this name.
    case special
    /// It is known and not needed.
    case ignored
  }

  let keys: JSONKeys
  let uses: [Use]

  /// A map of names.
  init(_ entries: KeyValuePairs<String, Use>, ignored: [String] = []) {
    keys = JSONKeys(entries.map(\.key) + ignored)
    uses = entries.map(\.value) + ignored.map { _ in .ignored }
  }
}

/// Reads objects by their maps, and remembers the names that no map knows.
struct FieldReader: Sendable {
  let payload: JSONPayload
  /// Paths of members that no map knows.
  private(set) var unknown: Set<String> = []

  init(_ payload: JSONPayload) { self.payload = payload }

  /// Reads an object: `cell` is given every member that becomes one, and what the object's reader looks at itself is
  /// returned by name.
  mutating func read<Column>(
    _ object: JSONElement, _ map: FieldMap<Column>, path: String, cell: (Column, JSONElement) -> Void
  ) -> [String: JSONElement] {
    var specials: [String: JSONElement] = [:]
    walk(object, map, path, "", &specials, cell)
    return specials
  }

  private mutating func walk<Column>(
    _ object: JSONElement, _ map: FieldMap<Column>, _ path: String, _ prefix: String,
    _ specials: inout [String: JSONElement], _ cell: (Column, JSONElement) -> Void
  ) {
    var fields: [JSONElement?] = []
    var strangers: [JSONElement] = []
    payload.read(object, map.keys, into: &fields) { strangers.append($0) }
    for stranger in strangers { unknown.insert("\(path).\(payload.string(stranger))") }
    for (number, field) in fields.enumerated() {
      guard let field, payload.kind(field) != .null else { continue }
      switch map.uses[number] {
      case .cell(let column): cell(column, field)
      case .object(let inner):
        let name = map.keys.names[number]
        walk(field, inner, "\(path).\(name)", "\(prefix)\(name).", &specials, cell)
      case .special: specials[prefix + map.keys.names[number]] = field
      case .ignored: break
      }
    }
  }
}

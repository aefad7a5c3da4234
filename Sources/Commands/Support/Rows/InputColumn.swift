/// A column that a command looks for in a table.
struct InputColumn: ExpressibleByStringLiteral {
  /// Its name in the header, as it is spelt.
  let name: String
  /// Whether the table cannot be answered without it.
  let isRequired: Bool

  /// A column that has to be there.
  init(stringLiteral name: String) { self.init(name, isRequired: true) }

  private init(_ name: String, isRequired: Bool) {
    self.name = name
    self.isRequired = isRequired
  }

  /// A column whose cells count as empty where the table has none of that name.
  static func optional(_ name: String) -> InputColumn { InputColumn(name, isRequired: false) }
}

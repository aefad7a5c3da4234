/// A column that a command looks for in a table.
struct InputColumn: ExpressibleByStringLiteral {
  /// Its name in the header, as it is spelt.
  let name: String
  /// Another name that it goes by where the table has none of the first.
  let alias: String?
  /// Whether the table cannot be answered without it.
  let isRequired: Bool

  /// A column that has to be there.
  init(stringLiteral name: String) { self.init(name, isRequired: true) }

  private init(_ name: String, alias: String? = nil, isRequired: Bool) {
    self.name = name
    self.alias = alias
    self.isRequired = isRequired
  }

  /// A column whose cells count as empty where the table has none of that name.
  static func optional(_ name: String, or alias: String? = nil) -> InputColumn {
    InputColumn(name, alias: alias, isRequired: false)
  }
}

/// The stores that pipelines load documents of.
public struct Stores: Sendable {
  /// The stores, in file order.
  public let list: [Store]

  /// These stores; their names differ.
  public init(_ list: [Store]) { self.list = list }

  /// The store of that name.
  public func store(named name: String) -> Store? { list.first { $0.name == name } }

  /// The store that a definition is for; an error at its name when it is not listed.
  public func store(of definition: Definition) -> Checked<Store> {
    if let store = store(named: definition.store) { return Checked(store, []) }
    let names = list.map(\.name)
    let unknown = Diagnostic(
      .unknownStore, at: definition.place("store"), "unknown store \"\(definition.store)\"", allowed: names,
      suggestion: Suggestion.nearest(to: definition.store, among: names))
    return Checked(nil, [unknown])
  }

  /// Reads and checks a stores file.
  public static func read(_ bytes: [UInt8], file: String) -> Checked<Stores> {
    var reader = StoresReader()
    let stores = reader.read(DefinitionText(bytes, file: file))
    return Checked(stores, reader.diagnostics)
  }
}

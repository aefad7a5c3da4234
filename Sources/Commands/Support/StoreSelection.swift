import Pipeline

/// The stores that a definition for many is run for.
struct StoreSelection {
  /// Each with the reason why nothing is done for it, if there is one.
  let choices: [StoreChoice]

  /// The stores of the definition at `path`; `nil` where it is for one store or cannot be read, or `--set store=…` has
  /// chosen one.
  ///
  /// - Throws: `E8903` when a name or pattern fits no store; ``Stop`` after the mistakes of the stores file were shown.
  init?(path: String, stores: String, settings: [String]) throws {
    let overrides = try Project.overrides(settings)
    guard let bytes = DefinitionFile.read(path).value,
      let definition = Definition.read(bytes, file: path, overrides: overrides).value,
      !definition.stores.isEmpty, !overrides.contains(where: { $0.name == "store" })
    else { return nil }
    let list = try Self.read(stores)
    choices = list.choices(definition.stores, for: definition.entity)
    let unknown = list.unknown(definition.stores)
    guard unknown.isEmpty, !choices.isEmpty else { throw Self.noStoreFits(path, unknown) }
  }

  /// The store that `--set store=…` chooses in a definition for many; `nil` in one for a single store.
  ///
  /// - Throws: `E8902` when none is chosen.
  static func named(path: String, stores: String, _ overrides: [VariableOverride]) throws -> Store? {
    guard let bytes = DefinitionFile.read(path).value,
      let definition = Definition.read(bytes, file: path, overrides: overrides).value, !definition.stores.isEmpty
    else { return nil }
    guard let name = overrides.last(where: { $0.name == "store" })?.value else {
      throw RunFailure(
        "E8902", .usage, "\(path) is for many stores, and this command works for one",
        remedy: "choose one with --set store=NAME")
    }
    let list = try read(stores)
    guard let store = list.store(named: name) else {
      throw UnknownName.error("store", name, among: list.list.map(\.name))
    }
    return store
  }

  private static func read(_ path: String) throws -> Stores {
    let file = DefinitionFile.read(path)
    let checked = file.value.map { Stores.read($0, file: path) } ?? Checked(nil, file.diagnostics)
    guard let list = checked.valid else {
      Messages.show(checked.diagnostics)
      throw Stop(exit: .definitionInvalid)
    }
    return list
  }

  private static func noStoreFits(_ path: String, _ unknown: [String]) -> RunFailure {
    let names = unknown.map { "\"\($0)\"" }.joined(separator: ", ")
    return RunFailure(
      "E8903", .definitionInvalid,
      unknown.isEmpty
        ? "no store on a platform fits \"stores\" of \(path)" : "no store fits \(names) in \"stores\" of \(path)",
      remedy: "shopledger stores lists the stores there are")
  }
}

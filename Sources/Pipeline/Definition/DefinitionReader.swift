import Commerce

/// Reads the keys of a definition and collects everything that is wrong with them.
struct DefinitionReader {
  let overrides: [VariableOverride]
  /// The store that a definition for many is read for.
  let chosen: Store?
  var diagnostics: [Diagnostic] = []

  init(overrides: [VariableOverride], chosen: Store? = nil) {
    self.overrides = overrides
    self.chosen = chosen
  }

  /// The definition; `nil` when the file is no JSON object.
  mutating func read(_ bytes: [UInt8], file: String) -> Definition? {
    let text = DefinitionText(bytes, file: file)
    let tree = DefinitionTree.read(text)
    diagnostics += tree.diagnostics
    guard let root = tree.value else { return nil }
    var checker = OptionChecker()
    let owner = OptionOwner(noun: "key", name: "the definition")
    let isForMany = root["stores"] != nil
    _ = checker.check(
      root, DefinitionShape.options(forMany: isForMany), owner: owner, also: DefinitionShape.structured)
    diagnostics += checker.diagnostics
    guard root.members != nil else { return nil }

    var definition = Definition(text: text, root: root)
    readPlainKeys(of: &definition, OptionValues(root, owner: owner))
    readStages(of: &definition)
    definition.tests = tests(root["tests"], owner: owner.under("tests"))
    return definition
  }

  private mutating func readPlainKeys(of definition: inout Definition, _ values: OptionValues) {
    definition.name = values.text("name")
    definition.store = values.text("store")
    definition.stores = values.texts("stores").map { NamePattern($0) }
    if values.has("store"), values.has("stores") {
      diagnostics.append(
        values.diagnostic(
          .conflictingOptions, at: "stores", "the definition has both \"store\" and \"stores\"",
          help: "keep one of them"))
    }
    definition.entity = values.optionalText("entity").flatMap(Entity.init) ?? definition.entity
    definition.business = values.optionalText("business") ?? definition.business
    definition.rejectLimit = values.record("limits")?.limit("rejects") ?? definition.rejectLimit
  }

  /// Fills in the variables and takes the stages apart.
  private mutating func readStages(of definition: inout Definition) {
    var expander = VariableExpander(
      definition.root.member("variables"), given: given(definition), overrides: overrides, file: definition.text.file)
    readNames(of: &definition, &expander)
    for section in Section.allCases {
      guard let list = definition.root[section.rawValue] else { continue }
      guard let elements = list.elements else {
        let message = "key \"\(section.rawValue)\" in the definition must be a list of stages, not \(list.kindName)"
        diagnostics.append(Diagnostic(.wrongType, at: list.place, message))
        continue
      }
      definition.stages[section] = elements.compactMap { element in
        let problems = expander.problemCount
        let filled = expander.expanded(element)
        return use(of: filled, in: section, isFilledIn: expander.problemCount == problems)
      }
    }
    definition.variables = expander.values
    diagnostics += expander.finish()
  }

  /// The variables that a definition for many stores has for the chosen one.
  private func given(_ definition: Definition) -> [String: String] {
    guard !definition.stores.isEmpty else { return [:] }
    return ["store": chosen?.name ?? "", "platform": chosen?.platform.rawValue ?? ""]
  }

  /// Fills in the names of pipeline and store, so that one definition serves many stores.
  private mutating func readNames(of definition: inout Definition, _ expander: inout VariableExpander) {
    if !definition.stores.isEmpty {
      definition.store = chosen?.name ?? ""
      if let node = definition.root["name"], node.text?.contains("${store}") == false {
        diagnostics.append(
          Diagnostic(
            .conflictingOptions, at: node.place,
            "key \"name\" in the definition lacks ${store}: each of the stores has runs and reports of its own",
            help: "write it as \"\(node.text ?? "")-${store}\""))
      }
    }
    if definition.stores.isEmpty, let store = definition.root["store"] {
      definition.store = expander.expanded(store).text ?? definition.store
    }
    guard let node = definition.root["name"], let name = expander.expanded(node).text else { return }
    definition.name = name
    guard !name.isName, definition.stores.isEmpty || chosen != nil else { return }
    let message =
      "key \"name\" in the definition must be made of letters, digits, hyphens and underscores, not \"\(name)\""
    diagnostics.append(Diagnostic(.malformedValue, at: node.place, message))
  }

  /// A stage of a section; `nil` when it does not say which one.
  private mutating func use(
    of node: DefinitionNode, in section: Section, isFilledIn: Bool
  ) -> Definition.Use? {
    let subject = "a stage of \"\(section.rawValue)\""
    guard node.members != nil else {
      let message = "\(subject) must be an object, not \(node.kindName)"
      diagnostics.append(Diagnostic(.wrongType, at: node.place, message))
      return nil
    }
    guard let use = node["use"] else {
      let message = "missing key \"use\" in \(subject): it names the stage"
      diagnostics.append(Diagnostic(.missingKey, at: node.place.opening, message))
      return nil
    }
    guard let name = use.text else {
      let message = "key \"use\" in \(subject) must be text, not \(use.kindName)"
      diagnostics.append(Diagnostic(.wrongType, at: use.place, message))
      return nil
    }
    return Definition.Use(name: name, place: use.place, node: node, isFilledIn: isFilledIn)
  }

  private mutating func tests(_ node: DefinitionNode?, owner: OptionOwner) -> [Definition.Test] {
    guard let node else { return [] }
    guard let elements = node.elements else {
      let message = "\(owner.subject) must be a list of objects, not \(node.kindName)"
      diagnostics.append(Diagnostic(.wrongType, at: node.place, message))
      return []
    }
    return elements.enumerated().compactMap { test($1, owner: owner.item($0)) }
  }

  private mutating func test(_ node: DefinitionNode, owner: OptionOwner) -> Definition.Test? {
    var checker = OptionChecker()
    let isReadable = checker.check(node, DefinitionShape.test, owner: owner, also: ["expect"])
    diagnostics += checker.diagnostics
    guard isReadable else { return nil }
    guard let expect = node["expect"] else {
      let message = "missing key \"expect\" in \(owner.container): what must come out"
      diagnostics.append(Diagnostic(.missingKey, at: node.place.opening, message))
      return nil
    }
    guard expect.members != nil else {
      let message = "\(owner.under("expect").subject) must be an object, not \(expect.kindName)"
      diagnostics.append(Diagnostic(.wrongType, at: expect.place, message))
      return nil
    }
    let values = OptionValues(node, owner: owner)
    return Definition.Test(name: values.text("name"), input: values.text("input"), expect: expect)
  }
}

extension String {
  /// Whether it is made of ASCII letters, digits, hyphens and underscores alone.
  var isName: Bool {
    !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}

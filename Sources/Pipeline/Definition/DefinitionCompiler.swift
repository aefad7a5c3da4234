import Commerce

/// Compiles a definition: looks up its stages in the order of the flow, checks their options and the columns along the
/// chain, and reports everything that is wrong in one pass.
public enum DefinitionCompiler {
  /// Compiles a definition for the seller and store of `context`.
  ///
  /// - Returns: the pipeline; `nil` when `context.diagnostics`, sorted by place then, has errors.
  public static func compile(
    _ definition: Definition, catalogue: Catalogue, context: inout CompileContext
  ) -> CompiledPipeline? {
    var chain = ChainCompiler(definition, catalogue: catalogue, context: context)
    chain.compile()
    context = chain.context
    context.diagnostics = context.diagnostics.sortedByPlace()
    return context.diagnostics.hasErrors ? nil : chain.pipeline
  }

  /// Puts a definition, its seller and the stores together and compiles it; what is wrong in any of the three comes out
  /// at once.
  ///
  /// Stages are compiled even when the store is unknown; when the business file is broken, only their options are
  /// checked.
  public static func compile(
    _ definition: Checked<Definition>, business: Checked<Business>, stores: Checked<Stores>, catalogue: Catalogue,
    services: StageServices
  ) -> Checked<CompiledPipeline> {
    var diagnostics = definition.diagnostics + business.diagnostics + stores.diagnostics
    guard let read = definition.value else { return Checked(nil, diagnostics) }
    var store = Store(name: read.store, platform: .other)
    if let stores = stores.valid, !read.store.isEmpty {
      let found = stores.store(of: read)
      diagnostics += found.diagnostics
      store = found.value ?? store
    }
    let context = CompileContext(
      business: business.valid ?? .unknown, store: store, services: services, entity: read.entity)
    var chain = ChainCompiler(read, catalogue: catalogue, context: context)
    chain.checksOptionsOnly = business.valid == nil
    chain.compile()
    diagnostics += chain.context.diagnostics
    return Checked(diagnostics.hasErrors ? nil : chain.pipeline, diagnostics)
  }
}

/// Walks along the sections of one definition.
private struct ChainCompiler {
  let definition: Definition
  let catalogue: Catalogue
  var context: CompileContext
  var pipeline: CompiledPipeline
  /// Whether stages are checked but not compiled.
  var checksOptionsOnly = false
  /// Whether the columns made so far are known: after a stage that could not be compiled they are not, and complaints
  /// about missing columns would only repeat its error.
  private var knowsColumns = true

  init(_ definition: Definition, catalogue: Catalogue, context: CompileContext) {
    self.definition = definition
    self.catalogue = catalogue
    self.context = context
    pipeline = CompiledPipeline(
      name: definition.name, store: context.store, entity: context.entity, rejectLimit: definition.rejectLimit)
  }

  mutating func compile() {
    for section in Section.allCases {
      let listed = definition.root[section.rawValue]
      let stages = definition.stages[section] ?? []
      if section != .transform, listed?.elements?.isEmpty ?? (listed == nil) { reportEmpty(section, at: listed?.place) }
      if let elements = listed?.elements, elements.count > stages.count { knowsColumns = false }
      for stage in stages { compile(stage, in: section) }
      reportLacking(section, beside: stages, at: listed)
    }
    pipeline.sourceColumns = context.demandedColumns
    for column in pipeline.transforms.flatMap(\.sourceColumns) where !pipeline.sourceColumns.contains(column) {
      pipeline.sourceColumns.append(column)
    }
  }

  private mutating func compile(_ use: Definition.Use, in section: Section) {
    guard let entry = catalogue.entry(use.name, in: section) else {
      context.report(catalogue.diagnostic(for: use, in: section))
      knowsColumns = false
      return
    }
    guard entry.spec.entities.contains(context.entity) else {
      reportUnfit(entry.spec, at: use.place)
      knowsColumns = false
      return
    }
    checkNeeds(of: entry.spec, at: use.place)
    let stage = compiled(use, entry)
    if stage == nil { knowsColumns = false }
    context.columns.formUnion(entry.spec.produces)
    guard let stage else { return }
    if case .transform(let transform) = stage { checkSourceColumns(of: transform, use) }
    pipeline.append(stage, name: use.name)
  }

  /// The stage, unless an option cannot be read or the stage itself finds something wrong.
  private mutating func compiled(_ use: Definition.Use, _ entry: StageEntry) -> CompiledStage? {
    let owner = OptionOwner(noun: "option", name: "stage \"\(use.name)\"")
    var checker = OptionChecker()
    let isReadable = checker.check(
      use.node.without("use"), entry.spec.options(for: context.entity), owner: owner, anchor: use.place)
    context.diagnostics += checker.diagnostics
    guard isReadable, use.isFilledIn, !checksOptionsOnly else { return nil }
    return entry.compile(OptionValues(use.node, owner: owner), &context)
  }

  private mutating func checkNeeds(of spec: StageSpec, at place: Place) {
    guard knowsColumns else { return }
    for column in spec.needs where !context.columns.contains(column) {
      let makers = catalogue.entries.filter { $0.spec.produces.contains(column) }.map { "\"\($0.spec.name)\"" }
      context.report(
        Diagnostic(
          .missingColumn, at: place,
          "stage \"\(spec.name)\" needs column \"\(column)\", which no stage before it makes",
          help: makers.isEmpty ? nil : "put \(makers.joined(separator: " or ")) before it"))
    }
  }

  private mutating func checkSourceColumns(of stage: any TransformStage, _ use: Definition.Use) {
    guard let known = context.sourceColumns else { return }
    for column in stage.sourceColumns where !known.contains(column) {
      context.report(
        Diagnostic(
          .unknownSourceColumn, at: use.node.firstText(column)?.place ?? use.place,
          "stage \"\(use.name)\" reads source column \"\(column)\", which the source does not have", allowed: known,
          suggestion: Suggestion.nearest(to: column, among: known)))
    }
  }

  private mutating func reportUnfit(_ spec: StageSpec, at place: Place) {
    let fitting = spec.entities.map(\.rawValue).joined(separator: ", ")
    context.report(
      Diagnostic(
        .unfitStage, at: place,
        "stage \"\(spec.name)\" cannot work on \(context.entity.rawValue), which the pipeline carries: it is for \(fitting)",
        help: "take it out, or set \"entity\" to what the pipeline carries"))
  }

  private mutating func reportEmpty(_ section: Section, at place: Place?) {
    let example = catalogue.entries(in: section).first.map { "{ \"use\": \"\($0.spec.name)\" }" } ?? ""
    context.report(
      Diagnostic(
        .missingStage, at: place ?? definition.root.place.opening, "the definition has no \(section.rawValue) stage",
        help: "add \"\(section.rawValue)\": [ \(example) ]"))
  }

  /// Reports the stages that every pipeline names and this one does not; a stage that is misspelt may be the one.
  private mutating func reportLacking(_ section: Section, beside stages: [Definition.Use], at list: DefinitionNode?) {
    guard let list, !stages.isEmpty, stages.count == list.elements?.count,
      stages.allSatisfy({ catalogue.entry($0.name, in: section) != nil })
    else { return }
    for spec in catalogue.entries(in: section).map(\.spec) where spec.isDemanded {
      if stages.contains(where: { $0.name == spec.name }) { continue }
      context.report(
        Diagnostic(
          .missingStage, at: list.place.opening,
          "the definition has no stage \"\(spec.name)\" under \"\(section.rawValue)\", which every pipeline needs",
          help: "add { \"use\": \"\(spec.name)\" } as the first stage of \"\(section.rawValue)\""))
    }
  }
}

extension CompileContext {
  /// Adds what is wrong.
  public mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

extension DefinitionNode {
  /// The object without one of its members.
  fileprivate func without(_ key: String) -> DefinitionNode {
    DefinitionNode(.object((members ?? []).filter { $0.key != key }), at: place)
  }

  /// The first text inside the node that reads `text`.
  fileprivate func firstText(_ text: String) -> DefinitionNode? {
    if self.text == text { return self }
    for child in elements ?? members?.map(\.value) ?? [] {
      if let found = child.firstText(text) { return found }
    }
    return nil
  }
}

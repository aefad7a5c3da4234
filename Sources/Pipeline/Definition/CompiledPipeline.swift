public import Commerce

/// A definition whose stages are compiled: everything a runner needs, and nothing that can still be misspelt.
public struct CompiledPipeline: Sendable {
  /// Name of the pipeline.
  public let name: String
  /// The store whose documents it loads.
  public let store: Store
  /// What it carries.
  public let entity: Entity
  /// Where documents come from, in order.
  public internal(set) var extracts: [any ExtractStage] = []
  /// What is done to them, in order; transforms change as they work, so a run takes copies.
  public internal(set) var transforms: [any TransformStage] = []
  /// Where they go, in order.
  public internal(set) var loads: [any LoadStage] = []
  /// The word after `"use"` of each stage of a section, in order.
  public internal(set) var names: [Section: [String]] = [:]
  /// Most documents that may be rejected.
  public let rejectLimit: RejectLimit
  /// The source columns that transforms read, each once, in the order of a batch's cells.
  public internal(set) var sourceColumns: [String] = []

  init(name: String, store: Store, entity: Entity, rejectLimit: RejectLimit) {
    self.name = name
    self.store = store
    self.entity = entity
    self.rejectLimit = rejectLimit
  }

  /// Adds a compiled stage to its section.
  mutating func append(_ stage: CompiledStage, name: String) {
    switch stage {
    case .extract(let stage):
      extracts.append(stage)
      names[.extract, default: []].append(name)
    case .transform(let stage):
      transforms.append(stage)
      names[.transform, default: []].append(name)
    case .load(let stage):
      loads.append(stage)
      names[.load, default: []].append(name)
    }
  }
}

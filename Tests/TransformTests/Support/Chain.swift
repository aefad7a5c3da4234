/// Transform stages, compiled from the JSON that a definition gives them, and run over rows or columns of a test.
import Columns
import Commerce
import Pipeline
import Testing
import Transform

/// A chain of transform stages.
struct Chain {
  private var stages: [any TransformStage]
  private let sourceColumns: [String]

  /// Compiles `stages`, a list of JSON objects; nothing may be wrong with them.
  init(
    _ stages: String, entity: Entity = .orders, business: String = Sellers.german,
    services: StageServices = Doors.services()
  ) throws {
    let checked = Self.compile(stages, entity: entity, business: business, services: services)
    #expect(checked.diagnostics == [])
    let pipeline = try #require(checked.value)
    self.stages = pipeline.transforms
    sourceColumns = pipeline.sourceColumns
  }

  /// Compiles stages; the source is said to have `columns`, or leaves that open.
  static func compile(
    _ stages: String, entity: Entity = .orders, columns: [String]? = nil, business: String = Sellers.german,
    services: StageServices = Doors.services()
  ) -> Checked<CompiledPipeline> {
    let definition = #"""
      { "name": "orders", "store": "shop", "entity": "\#(entity.rawValue)", "extract": [ { "use": "rows" } ],
        "transform": [ \#(stages) ], "load": [ { "use": "nowhere" } ] }
      """#
    let stores = #"{ "stores": [ { "name": "shop", "platform": "file" } ] }"#
    return DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "orders.json"),
      business: Business.read(Array(business.utf8), file: "business.json"),
      stores: Stores.read(Array(stores.utf8), file: "stores.json"),
      catalogue: Catalogue(entries: [rows(columns), given, nowhere] + TransformStages.all), services: services)
  }

  /// Runs the stages over a batch.
  mutating func run(_ batch: Batch) throws -> Batch {
    var batch = batch
    for index in stages.indices { try stages[index].apply(to: &batch) }
    return batch
  }

  /// Runs the stages over a batch as a run does, which lets them ask first, and gives what they have found out.
  mutating func ask(_ batch: Batch) async throws -> (batch: Batch, checks: [VATIDCheck]) {
    var batch = batch
    var checks: [VATIDCheck] = []
    for index in stages.indices {
      try await stages[index].prepare(for: batch)
      try stages[index].apply(to: &batch)
      checks += stages[index].takeVATIDChecks()
    }
    return (batch, checks)
  }

  /// Runs the stages over source rows; see ``SourceRows``.
  mutating func run(_ rows: SourceRows) throws -> Batch { try run(rows.batch(sourceColumns)) }

  private static func rows(_ columns: [String]?) -> StageEntry {
    StageEntry(StageSpec("rows", .extract, "Gives rows.", options: [])) { _, context in
      context.sourceColumns = columns
      return .extract(Rows())
    }
  }

  /// Stands for the stages before the one under test: the test puts their columns into the batch.
  private static let given = StageEntry(
    StageSpec(
      "given", .transform, "Has made the columns already.", options: [],
      produces: [
        OrderKeys.externalID.name, OrderKeys.kind.name, OrderKeys.taxDate.name, OrderKeys.currency.name,
        OrderKeys.lineKind.name,
        OrderKeys.countrySource.name, OrderKeys.sourceAmount.name, OrderKeys.sourceStatus.name, OrderKeys.net.name,
        OrderKeys.tax.name, OrderKeys.vatID.name,
      ])
  ) { _, _ in .transform(Given()) }

  private static let nowhere = StageEntry(StageSpec("nowhere", .load, "Loads nothing.", options: [])) { _, _ in
    .load(Nowhere())
  }
}

private struct Given: TransformStage {
  mutating func apply(to batch: inout Batch) {}
}

private struct Rows: ExtractStage {
  private static let nothing = RunFailure("E7001", .sourceUnavailable, "nothing to read")
  func sources() -> [SourceIdentity] { [] }
  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader { throw Self.nothing }
  func digest(of source: SourceIdentity) -> [UInt8] { [] }
  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    throw Self.nothing
  }
}

private struct Nowhere: LoadStage {
  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }
}

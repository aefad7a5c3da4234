/// Transform stages, compiled from the JSON that a definition gives them, over what a connector pulls.
import Amazon
import Columns
import Pipeline
import Platforms
import Testing
import Transform

struct Stages {
  private let stages: [any TransformStage]
  /// The source columns that the stages read.
  let columns: [String]

  /// Compiles stages; nothing may be wrong with them.
  init(_ stages: String) throws {
    let definition = #"""
      { "name": "orders", "store": "amazon", "entity": "orders", "extract": [ { "use": "given" } ],
        "transform": [ \#(stages) ], "load": [ { "use": "nowhere" } ] }
      """#
    let business = #"""
      { "legal_name": "Seller", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03", "vat_registrations": [ { "country": "DE", "from": "2015-01-01" } ],
        "schemes": [ { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" } ] }
      """#
    let stores = #"{ "stores": [ { "name": "amazon", "platform": "amazon", "shop": "DE" } ] }"#
    let checked = DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "orders.json"),
      business: Business.read(Array(business.utf8), file: "business.json"),
      stores: Stores.read(Array(stores.utf8), file: "stores.json"),
      catalogue: Catalogue(entries: [Self.given, Self.nowhere] + TransformStages.all),
      services: StageServices(
        workingDirectory: "/",
        readFile: { _ throws(RunFailure) in throw RunFailure("E7001", .sourceUnavailable, "there is no file") }))
    #expect(checked.diagnostics == [])
    let pipeline = try #require(checked.value)
    self.stages = pipeline.transforms
    columns = pipeline.sourceColumns
  }

  /// Runs the stages over a batch.
  func run(_ batch: Batch) throws -> Batch {
    var batch = batch
    for var stage in stages { try stage.apply(to: &batch) }
    return batch
  }

  private static let given = StageEntry(StageSpec("given", .extract, "Gives pages.", options: [])) { _, context in
    context.sourceColumns = AmazonAdapter.columns(of: .orders)
    return .extract(Given())
  }
  private static let nowhere = StageEntry(StageSpec("nowhere", .load, "Loads nothing.", options: [])) { _, _ in
    .load(Nowhere())
  }
}

private struct Given: ExtractStage {
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

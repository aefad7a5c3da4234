import Commerce
import Formats
import Pipeline

/// A plan that was kept in a file, to be looked at and carried out later as it is.
struct PlanFile {
  /// Whose pipeline it is for.
  var store: String
  /// `products` or `inventory`.
  var entity: String
  /// Which ledger it was made of, as ``LedgerStore/identity()`` gives it; `nil` where there was none yet.
  var ledger: String?
  /// What the store is to be told.
  var changes: [PlannedChange]

  init(store: String, entity: String, ledger: String?, changes: [PlannedChange]) {
    self.store = store
    self.entity = entity
    self.ledger = ledger
    self.changes = changes
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `E8806` when it is no plan.
  init(path: String) throws(RunFailure) {
    let node = try? JSONText.parse(try Disk.read(path))
    guard let store = node?["store"]?.string, let entity = node?["entity"]?.string,
      let changes = node?["changes"]?.elements?.map({ PlannedChange($0) }), !changes.contains(nil)
    else {
      throw RunFailure(
        "E8806", .usage, "\(path) is no plan", remedy: "\"shopledger sync plan DEFINITION --save FILE\" writes one")
    }
    self.init(store: store, entity: entity, ledger: node?["ledger"]?.string, changes: changes.compactMap(\.self))
  }

  /// Writes the file at `path`.
  func write(to path: String) throws(RunFailure) {
    var writer = JSONWriter()
    writer.object { object in
      object.member("store", store)
      object.member("entity", entity)
      object.member("ledger", ledger)
      object.list("changes", changes) { change, object in
        object.member("product", change.product)
        object.member("variant", change.variant)
        object.member("material", change.material)
        object.member("field", change.field)
        object.member("from", change.from)
        object.member("to", change.to)
      }
    }
    try Disk.write(writer.takeBytes(), to: path)
  }

  /// Holds it against the ledger whose run is to carry it out.
  ///
  /// - Throws: `E8806` when it was made of another one: the numbers in it mean something else there.
  func check(_ identity: String, path: String) throws(RunFailure) {
    guard let ledger, ledger != identity else { return }
    throw RunFailure(
      "E8806", .usage, "\(path) is a plan of another ledger; nothing was sent",
      remedy: "name the ledger that it was made of with --ledger, or make a new plan of this one")
  }

  /// What of it a pipeline may carry out.
  ///
  /// - Throws: `E8806` when it was made for another store or entity.
  func changes(for pipeline: CompiledPipeline, path: String) throws(RunFailure) -> [PlannedChange] {
    guard store == pipeline.store.name, entity == pipeline.entity.rawValue else {
      throw RunFailure(
        "E8806", .usage,
        "\(path) is a plan for the \(entity) of \(store), and the pipeline is for the \(pipeline.entity.rawValue) of \(pipeline.store.name)",
        remedy: "run the definition, with the settings, that the plan was made of")
    }
    return changes
  }
}

extension PlannedChange {
  fileprivate init?(_ node: JSONNode) {
    guard let field = node["field"]?.string else { return nil }
    self.init(
      product: node["product"]?.string, variant: node["variant"]?.string,
      material: node["material"]?.number.flatMap { Int64($0) }, field: field, from: node["from"]?.string,
      to: node["to"]?.string)
  }
}

import ArgumentParser
import Commerce
import Foundation
import Ledger
import Pipeline

/// `sync plan`: every change that a run would tell the store, before it is sent.
struct SyncPlan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show every change that a pipeline would tell its store; nothing is sent or kept.",
    discussion: """
      shopledger sync plan pipelines/shopify-products-sync.json

      shopledger sync plan pipelines/shopify-products-sync.json --save plan.json
      shopledger run pipelines/shopify-products-sync.json --plan plan.json

      The pipeline runs in a copy of the ledger, which goes when the command ends: it asks the platform, and tells it \
      nothing. The exit code is 12 when the store would be told something, and 0 when not. A plan that was saved is \
      carried out as it is by "run --plan", or not at all, with exit code 13, when something has changed since.
      """)

  @Option(name: .long, help: ArgumentHelp("Keep the plan in this file, for \"run --plan\".", valueName: "file"))
  var save: String?

  @OptionGroup var source: DefinitionOptions
  @OptionGroup var books: LedgerOptions
  @OptionGroup var result: ResultOptions

  mutating func run() async throws {
    let business = try Project(path: source.definition, stores: source.stores, settings: source.settings).business
    let copy = try LedgerCopy(of: books.ledger)
    defer { copy.remove() }
    let store = try LedgerStore.open(copy.path, key: business.key, isMade: true)
    let identity = copy.isEmpty ? nil : try store.identity()
    let project = try Project(
      path: source.definition, stores: source.stores, settings: source.settings, ledger: store)
    var environment = RunEnvironment.system(output: copy.folder, ledger: copy.path) { _ in }
    environment.isPlan = true
    let request = project.request(environment)
    let report = try await Runner(
      pipeline: project.pipeline, store: store, request: request, environment: environment
    ).run()
    let pipeline = project.pipeline
    let planned = try store.outbox(of: pipeline.store.name, pipeline.entity).flatMap(\.changes)
    try store.close()
    guard report.verdict != .refused else {
      Messages.line("note: \(report.message)")
      throw Stop(exit: report.exit)
    }
    let changes = try LedgerReader(path: copy.path).outbox(of: pipeline.store.name)
      .filter { $0.entity == pipeline.entity.rawValue }
    if let save {
      let (name, entity) = (pipeline.store.name, pipeline.entity.rawValue)
      try PlanFile(store: name, entity: entity, ledger: identity, changes: planned).write(to: save)
    }
    try result.print(RecordList.outbox(changes, showsFate: false))
    if !changes.isEmpty { throw Stop(exit: .planHasChanges) }
  }
}

/// A copy of a ledger with its file of keys, in a folder of its own.
private struct LedgerCopy {
  let folder: String
  /// Whether there was no ledger to copy.
  let isEmpty: Bool
  var path: String { "\(folder)/ledger.sqlite" }

  /// Copies the ledger at `path`; where there is none, the copy is empty.
  ///
  /// - Throws: `E9001` while a run holds it.
  init(of path: String) throws {
    folder = NSTemporaryDirectory() + "shopledger-plan-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    isEmpty = !FileManager.default.fileExists(atPath: path)
    if isEmpty { return }
    // Whoever holds the lock has copied the write-ahead log back when it lets go of it.
    try LedgerStore(path: path).close()
    let file = URL(fileURLWithPath: path)
    let beside = file.deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: beside.path)
    where name.hasPrefix(file.lastPathComponent) && !name.hasSuffix(".lock") {
      try FileManager.default.copyItem(
        atPath: beside.appendingPathComponent(name).path,
        toPath: self.path + name.dropFirst(file.lastPathComponent.count))
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

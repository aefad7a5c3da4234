/// A ledger in a folder of its own, and short words for what a runner does with it.
import Columns
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline

/// Removes its folder when it goes.
final class TestLedger {
  let folder: String
  var path: String { folder + "/ledger.sqlite" }
  static let start = SourceCheckpoint(position: SourcePosition(line: 1, byte: 0))

  init() throws {
    folder = NSTemporaryDirectory() + "ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Loads one source in one run and publishes it.
  @discardableResult
  func load(
    _ documents: [SampleDocument], from file: String = "orders.csv", digest: UInt8 = 1, store name: String = "shop",
    verdict: RunVerdict = .published
  ) throws -> BatchOutcome {
    let store = try LedgerStore(path: path)
    defer { try? store.close() }
    _ = try store.begin(.sample(store: name, digest: digest))
    let outcome = try store.loadWhole(Batch(documents), from: .sample(file))
    try store.finish(verdict, at: 1_000, message: "")
    return outcome
  }

  func reader() throws -> LedgerReader { try LedgerReader(path: path) }

  /// Runs a query on the file itself.
  func rows(_ sql: String) throws -> [Row] {
    var configuration = Configuration()
    // Whoever closes the ledger last copies its log into it, and lets nobody else in for that moment.
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration).read { try Row.fetchAll($0, sql: sql) }
  }

  /// The one number that a query gives.
  func number(_ sql: String) throws -> Int64? { try rows(sql).first?[0] }
}

extension RunRequest {
  static func sample(
    pipeline: String = "orders", store: String = "shop", digest: UInt8 = 1, sources: [SourceIdentity]? = nil
  ) -> RunRequest {
    RunRequest(
      pipeline: pipeline, store: store, definitionDigest: Array(repeating: digest, count: 32), baseCurrency: .euro,
      startedAt: 900, version: "1.0", sources: sources)
  }
}

extension SourceIdentity {
  static func sample(_ path: String, bytes: Int64 = 500, modified: Int64 = 7, inode: UInt64 = 11) -> SourceIdentity {
    SourceIdentity(path: path, byteCount: bytes, modifiedNanoseconds: modified, inode: inode)
  }
}

extension LedgerStore {
  /// Opens a source, commits one batch of it and completes it.
  func loadWhole(_ batch: Batch, from source: SourceIdentity) throws -> BatchOutcome {
    let number = try open(source, layout: "test", header: ["Id", "Title"], dialect: "comma")
    let outcome = try commit(batch, source: number)
    try complete(source: number, digest: Array(repeating: UInt8(truncatingIfNeeded: source.byteCount), count: 32))
    return outcome
  }

  /// Commits a batch whose records end after its last line.
  func commit(_ batch: Batch, source: Int64) throws -> BatchOutcome {
    let last = batch.records.positions.last ?? SourcePosition(line: 1, byte: 0)
    return try commit(
      batch, source: source,
      next: SourceCheckpoint(position: SourcePosition(line: last.line + 1, byte: last.byte + 100)),
      extracted: ControlTotals(counting: batch))
  }
}

extension ControlTotals {
  /// The totals that a runner counts before the store sees the batch.
  init(counting batch: Batch) {
    self.init()
    for document in 0..<batch.documentCount {
      var sum = Sum()
      sum.documents = 1
      sum.total = batch[OrderKeys.total][document]?.millionths ?? 0
      for line in batch.lines(of: document) {
        guard let amount = batch[OrderKeys.sourceAmount][line] else { continue }
        sum.lines += 1
        sum.amount += amount.millionths
      }
      add(sum, currency: batch[OrderKeys.currency][document]?.code ?? "", fate: .source)
    }
  }
}

/// Runs `body` and returns the failure it throws.
func failure(_ body: () throws -> Void) -> RunFailure? {
  do {
    try body()
    return nil
  } catch { return error as? RunFailure }
}

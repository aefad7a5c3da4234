/// A ledger in a folder of its own, loaded run by run through the store that pipelines use.
import Books
import Columns
import Commerce
import Foundation
import Ledger
import Pipeline

final class TestLedger {
  let folder: String
  var path: String { "\(folder)/ledger.sqlite" }
  private var runs = 0

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Loads documents in a run of their own that ends in `verdict`.
  func load(
    _ documents: [Document], store name: String = "shop-uk", base: Currency = .poundSterling,
    verdict: RunVerdict = .published
  ) throws {
    try load(Batch(documents, base: base), of: .orders, store: name, base: base, verdict: verdict)
  }

  /// Loads a batch in a run of its own that ends in `verdict`.
  func load(
    _ batch: Batch, of entity: Entity, store name: String = "shop-uk", base: Currency = .poundSterling,
    verdict: RunVerdict = .published
  ) throws {
    runs += 1
    let store = try LedgerStore(path: path)
    let request = RunRequest(
      pipeline: name, store: name, definitionDigest: Array(repeating: 7, count: 32), baseCurrency: base,
      startedAt: 1_300_000_000, version: "test", entity: entity)
    _ = try store.begin(request)
    let identity = SourceIdentity(path: "\(name)-\(runs).csv", byteCount: 1_000, modifiedNanoseconds: 1, inode: 1)
    let source = try store.open(identity, layout: "test", header: ["id"], dialect: "{}")
    let end = SourceCheckpoint(position: SourcePosition(line: 100, byte: 1_000))
    _ = try store.commit(batch, source: source, next: end, extracted: ControlTotals(counting: batch, of: entity))
    try store.complete(source: source, digest: Array(repeating: UInt8(runs), count: 32))
    try store.finish(verdict, at: 1_300_000_060, message: "")
    try store.close()
  }

  /// Seals entries in euros, on the German chart of accounts.
  func book(_ drafts: [EntryDraft], at instant: Int64 = 1_300_000_100) throws {
    guard let chart = ChartOfAccounts.named("skr03"), let home = Country("DE") else { return }
    let store = try LedgerStore(path: path)
    _ = try store.book(drafts, in: BooksProfile(home: home, currency: .euro, chart: chart), at: instant)
    try store.close()
  }

  /// A reader of the ledger as it is now.
  func reader() throws -> LedgerReader { try LedgerReader(path: path) }

  /// The documents that golden files are made from: three runs of two stores, and a refused one that must not show.
  static func sample() throws -> TestLedger {
    let ledger = try TestLedger()
    try ledger.load(SampleDocuments.winter)
    try ledger.load(SampleDocuments.spring)
    try ledger.load(SampleDocuments.german, store: "shop-de", base: .euro)
    try ledger.load(SampleDocuments.refused, verdict: .refused)
    return ledger
  }

  /// The same with stock and payouts.
  static func sampleOfAll() throws -> TestLedger {
    let ledger = try sample()
    try ledger.load(Batch(SampleEntities.stock), of: .inventory)
    try ledger.load(Batch(SampleEntities.payouts), of: .payouts)
    try ledger.book(SampleEntries.year)
    let store = try LedgerStore(path: ledger.path)
    let shop = Store(name: "shop-uk", platform: .woocommerce)
    _ = try store.watchStock(of: shop, LowStockRules(shop.settings), at: 1_300_000_000)
    try store.close()
    return ledger
  }
}

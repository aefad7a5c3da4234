/// A shop and a desk that do as they are told, and remember it.
import Columns
import Commerce
import Pipeline
import Platforms
import Synchronization

/// A shop that keeps levels.
final class ScriptedShop: PlatformAdapter {
  static let platform = "scripted"
  static let streams = [PlatformStream.inventory]
  static func columns(of stream: PlatformStream) -> [String] { ["article", "quantity"] }

  private let levels: Mutex<[String: Int64]>
  private let said = Mutex<[String]>([])
  private let refusing: Set<String>
  private let losing: Set<String>
  private let selling: Set<String>

  /// - Parameters:
  ///   - refusing: articles whose changes are refused.
  ///   - losing: articles whose changes are made, and whose answers are lost.
  ///   - selling: articles of which one is sold just before they are changed.
  init(
    levels: [String: Int64], refusing: Set<String> = [], losing: Set<String> = [], selling: Set<String> = []
  ) {
    self.levels = Mutex(levels)
    self.refusing = refusing
    self.losing = losing
    self.selling = selling
  }

  /// What the shop has of an article.
  func level(_ article: String) -> Int64? { levels.withLock { $0[article] } }

  /// What was changed, in order.
  var sent: [String] { said.withLock { $0 } }

  func connect() -> ShopIdentity { ShopIdentity(name: "scripted", currency: "EUR", timeZone: nil, version: "1") }

  func pull(
    _ stream: PlatformStream, window: PullWindow, columns: [String], from cursor: PullCursor?
  ) throws(PlatformFailure) -> any PlatformPull { throw failure(.refusedRequest, mayRetry: false) }

  func pull(_ stream: PlatformStream, ids: [String], columns: [String]) -> any PlatformPull {
    var builder = DocumentBuilder(body: [], columns: columns, known: Self.columns(of: stream))
    for (number, id) in ids.enumerated() {
      guard let level = levels.withLock({ $0[id] }) else { continue }
      builder.beginDocument(at: SourcePosition(line: 1, byte: number), raw: .empty)
      builder.addLine()
      builder.set(0, builder.text.append(id))
      builder.set(1, builder.text.append(String(level)))
    }
    return OnePage(batch: builder.finish())
  }

  func webhooks() throws(PlatformFailure) -> any WebhookReader { throw failure(.refusedRequest, mayRetry: false) }

  func setStock(_ change: StockChange) throws(PlatformFailure) -> Int64 {
    if refusing.contains(change.article) { throw failure(.refusedRequest, mayRetry: false) }
    if selling.contains(change.article) { levels.withLock { $0[change.article]? -= 1 } }
    if let seen = change.seen, let now = level(change.article), now != seen { return now }
    levels.withLock { $0[change.article] = change.quantity }
    said.withLock { $0.append("\(change.article)=\(change.quantity)") }
    if losing.contains(change.article) { throw failure(.unreachable, mayRetry: true) }
    return change.quantity
  }

  func createProduct(_ product: ProductDraft) throws(PlatformFailure) -> String {
    throw failure(.refusedRequest, mayRetry: false)
  }

  func updateProduct(_ id: String, _ product: ProductDraft) throws(PlatformFailure) {
    throw failure(.refusedRequest, mayRetry: false)
  }

  private func failure(_ kind: PlatformFailure.Kind, mayRetry: Bool) -> PlatformFailure {
    PlatformFailure(kind, store: "s", "it will not", remedy: "ask again", mayRetry: mayRetry)
  }
}

private struct OnePage: PlatformPull {
  var batch: Batch?

  mutating func next() -> PulledPage? {
    defer { batch = nil }
    return batch.map { PulledPage(batch: $0, next: PullCursor("end"), latestChange: nil, byteCount: 0) }
  }
}

/// Makes canonical columns of the scripted shop's.
struct Canonical: TransformStage {
  mutating func apply(to batch: inout Batch) {
    let lines = 0..<batch.lineCount
    batch.put(InventoryKeys.article, Column(stored: lines.map { batch.records[$0, 0] }))
    let levels = lines.map { Exact(batch.text.string(batch.records[$0, 1]))?.millionths ?? Int64.missing }
    batch.put(InventoryKeys.available, Column(stored: levels))
  }
}

/// An outbox in memory.
final class ScriptedDesk: MaterialDesk {
  private let waiting: [OutboxEntry]
  private let ended = Mutex<[Int64: OutboxVerdict.Outcome]>([:])
  private let sending = Mutex<[Int64]>([])

  init(_ contents: [OutboxEntry.Content], inDoubt: Bool = false) {
    waiting = contents.enumerated().map { OutboxEntry(number: Int64($0 + 1), isInDoubt: inDoubt, content: $1) }
  }

  /// What became of each.
  var verdicts: [Int64: OutboxVerdict.Outcome] { ended.withLock { $0 } }
  /// What was noted as about to be sent.
  var noted: [Int64] { sending.withLock { $0 } }

  func fold(_ order: CatalogueOrder) -> SyncTally { SyncTally() }
  func fold(_ order: StockOrder) -> SyncTally { SyncTally() }
  func outbox(of store: String, _ entity: Entity) -> [OutboxEntry] { waiting }
  func confirmed(of store: String, _ entity: Entity) -> Set<PlannedChange> { [] }
  func send(_ numbers: [Int64], at instant: Int64) { sending.withLock { $0 += numbers } }
  func settle(_ verdicts: [OutboxVerdict], at instant: Int64) {
    ended.withLock { ended in for verdict in verdicts { ended[verdict.number] = verdict.outcome } }
  }
}

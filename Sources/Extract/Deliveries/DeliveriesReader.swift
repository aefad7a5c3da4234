import Columns
import Pipeline
import Platforms

/// Reads a spool: looks at some deliveries at a time, asks the shop for the records that they name, and settles them.
///
/// What was dealt with is written down behind the records, in the batch that settles them: a run that is stopped between
/// the two asks for the same records again, which loads nothing twice.
struct DeliveriesReader: BatchReader {
  let layout: String
  let header: [String]
  let dialect: String
  let digest: [UInt8]?
  var notices: [String] {
    leftOut.sorted { $0.key < $1.key }.map { "left out: \($0.value) \($0.key)" }
      + unknown.sorted().map { "the field \($0) is new to the connector: nothing reads it" }
      + (spool.pending.map { [$0] } ?? [])
  }

  private var spool: any Spool
  private let path: String
  private let judge: DeliveryJudge
  private let adapter: any PlatformAdapter
  private let columns: [String]
  /// The rejects that are read again; they settle what is open.
  private let reject: Int64?
  private var position: SourcePosition
  private var chunk = Chunk()
  private var pull: (any PlatformPull)?
  /// Ids that were asked for: what a record is was asked after all deliveries that were found had been made.
  private var asked: Set<String> = []
  private var leftOut: [String: Int] = [:]
  private var unknown: Set<String> = []

  /// Deliveries that are dealt with together.
  private struct Chunk {
    var ids: [String] = []
    var rejects: [(raw: [UInt8], position: SourcePosition, code: RejectCode, detail: String)] = []
    var records: [DeliveryRecord] = []
    var audit: [AuditEntry] = []
    var requests: [PersonalDataRequest] = []
    var bytes = 0
  }

  /// Deliveries that are dealt with together, and their bytes: enough for full requests, few enough to be held.
  private static let deliveriesMax = 500
  private static let bytesMax = 16 << 20

  init(
    _ spool: any Spool, path: String, judge: DeliveryJudge, adapter: any PlatformAdapter, layout: String,
    columns: [String], digest: [UInt8]?, from position: SourcePosition = SourcePosition(line: 1, byte: 0),
    reject: Int64? = nil
  ) {
    self.spool = spool
    self.path = path
    self.judge = judge
    self.adapter = adapter
    self.layout = layout
    self.columns = columns
    header = columns
    dialect = type(of: spool).form
    self.digest = digest
    self.position = position
    self.reject = reject
  }

  mutating func next() async throws(RunFailure) -> (batch: Batch, next: SourceCheckpoint)? {
    while true {
      if let page = try await nextPage() { return (page, SourceCheckpoint(position: position)) }
      if let settled = settle() { return settled }
      try take()
      if chunk.records.isEmpty { return nil }
      try await ask()
    }
  }

  // MARK: Looking at deliveries

  private mutating func take() throws(RunFailure) {
    while chunk.ids.count < PlatformLimits.idsMax, chunk.records.count < Self.deliveriesMax,
      chunk.bytes < Self.bytesMax, let spooled = try spool.next()
    {
      let finding = try judge.judge(spooled, in: path, reject: reject)
      switch finding.verdict {
      case .fetch(let id): if asked.insert(id).inserted { chunk.ids.append(id) }
      case .leave(let reason): leftOut[reason, default: 0] += 1
      case .repeated: leftOut["deliveries of an event that was delivered before", default: 0] += 1
      case .refuse(let code, let detail):
        let place = spooled.name.isEmpty ? detail : detail.isEmpty ? spooled.name : "\(spooled.name): \(detail)"
        chunk.rejects.append((spooled.raw, spooled.position, code, place))
      }
      chunk.records.append(finding.record)
      if let entry = finding.audit { chunk.audit.append(entry) }
      if let request = finding.request { chunk.requests.append(request) }
      chunk.bytes += spooled.raw.count
    }
  }

  // MARK: Asking for records

  private mutating func ask() async throws(RunFailure) {
    guard !chunk.ids.isEmpty else { return }
    do throws(PlatformFailure) {
      pull = try await adapter.pull(judge.stream, ids: chunk.ids, columns: columns)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The next page with records; `nil` when all of the chunk have come.
  private mutating func nextPage() async throws(RunFailure) -> Batch? {
    guard var pull else { return nil }
    do throws(PlatformFailure) {
      while let page = try await pull.next() {
        leftOut.merge(page.leftOut, uniquingKeysWith: +)
        unknown.formUnion(page.unknownFields)
        if page.batch.documentCount == 0 { continue }
        self.pull = pull
        return page.batch
      }
    } catch {
      throw RunFailure(error)
    }
    self.pull = nil
    return nil
  }

  // MARK: Settling

  /// What was refused, with all that was dealt with; `nil` when nothing is open.
  private mutating func settle() -> (batch: Batch, next: SourceCheckpoint)? {
    guard let last = chunk.records.last else { return nil }
    position = SourcePosition(line: last.position.line + 1, byte: last.end)
    var checkpoint = SourceCheckpoint(position: position)
    checkpoint.deliveries = chunk.records
    checkpoint.audit = chunk.audit
    checkpoint.requests = chunk.requests
    let batch = Self.batch(of: chunk.rejects)
    chunk = Chunk()
    return (batch, checkpoint)
  }

  /// Documents that nothing is known of but their bytes.
  private static func batch(
    of rejects: [(raw: [UInt8], position: SourcePosition, code: RejectCode, detail: String)]
  ) -> Batch {
    var text = TextArena()
    var records = SourceRecords(width: 0)
    for reject in rejects {
      records.raw.append(text.append(contentsOf: reject.raw))
      records.positions.append(reject.position)
    }
    var batch = Batch(text: text, records: records, documentStarts: (0...rejects.count).map { Int32($0) })
    for (document, reject) in rejects.enumerated() {
      batch.refuse(Refusal(reject.code, document: document, detail: reject.detail))
    }
    return batch
  }
}

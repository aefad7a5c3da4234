import Columns
import Crypto
import Pipeline
import Platforms

/// Reads one stream of a shop, page after page.
struct PullReader: BatchReader {
  let layout: String
  let header: [String]
  let dialect = "json"
  /// What a person should know of the stream as a whole.
  var notices: [String] {
    limits + unknown.sorted().map { "the field \($0) is new to the connector: nothing reads it" }
      + leftOut.sorted { $0.key < $1.key }.map { "left out: \($0.value) \($0.key)" }
  }
  /// What came can be told apart from what came before only while all of it was seen.
  var digest: [UInt8]? { isWhole ? Array(hash.finalize()) : [] }

  private let adapter: any PlatformAdapter
  private let stream: PlatformStream
  private let window: PullWindow
  /// What is known, where all is to be compared with it.
  private let known: [KnownDocument]?
  private let columns: [String]
  private let start: SourceCheckpoint?
  private var pull: (any PlatformPull)?
  private var position: SourcePosition
  private var latestChange: Int64?
  private var unknown: Set<String> = []
  private var leftOut: [String: Int] = [:]
  private var limits: [String] = []
  private var hash = SHA256()
  private let isWhole: Bool
  private var removals: Removals?

  init(
    _ adapter: any PlatformAdapter, _ stream: PlatformStream, window: PullWindow, known: [KnownDocument]? = nil,
    removals: Removals? = nil, layout: String, columns: [String],
    from checkpoint: SourceCheckpoint?
  ) {
    self.adapter = adapter
    self.stream = stream
    self.window = window
    self.known = known
    self.layout = layout
    self.columns = columns
    header = columns
    start = checkpoint
    isWhole = checkpoint == nil
    // What came before an interruption is not known any more, so that nothing can be missed.
    self.removals = checkpoint == nil ? removals : nil
    position = checkpoint?.position ?? SourcePosition(line: 1, byte: 0)
    latestChange = checkpoint?.latestChange
  }

  mutating func next() async throws(RunFailure) -> (batch: Batch, next: SourceCheckpoint)? {
    do throws(PlatformFailure) {
      var pull = try await opened()
      defer { self.pull = pull }
      let columns = columns
      while let page = try await pull.next() {
        note(page)
        removals?.note(page.batch, columns)
        position.line += 1
        position.byte += page.byteCount
        latestChange = page.latestChange.map { max($0, latestChange ?? $0) } ?? latestChange
        if page.batch.documentCount == 0 { continue }
        return (
          page.batch, SourceCheckpoint(position: position, cursor: page.next.text, latestChange: latestChange)
        )
      }
      let line = position.line
      if let batch = removals?.take(columns, page: line) {
        position.line += 1
        return (batch, SourceCheckpoint(position: position, cursor: "", latestChange: latestChange))
      }
      return nil
    } catch {
      throw RunFailure(error)
    }
  }

  private mutating func opened() async throws(PlatformFailure) -> any PlatformPull {
    if let pull { return pull }
    if let known, let comparison = adapter.reconcile(known, columns: columns) { return comparison }
    // Who asks for all that there is should know what there is not.
    if start == nil, window.since == nil { limits = try await adapter.connect().limits }
    return try await adapter.pull(stream, window: window, columns: columns, from: start?.cursor.map { PullCursor($0) })
  }

  /// Hashes the page, and counts what is not in its batch.
  private mutating func note(_ page: PulledPage) {
    hash.update(data: page.batch.text.bytes)
    unknown.formUnion(page.unknownFields)
    leftOut.merge(page.leftOut, uniquingKeysWith: +)
  }
}

extension RunFailure {
  /// A platform's failure as one of the run: worth trying again, or something a person has to mend first.
  init(_ failure: PlatformFailure) {
    let request = failure.request.isEmpty ? "" : " (\(failure.request))"
    self.init(
      failure.kind.rawValue, failure.mayRetry ? .sourceUnavailable : .definitionInvalid,
      "\(failure.store): \(failure.message)\(request)", remedy: failure.remedy)
  }
}

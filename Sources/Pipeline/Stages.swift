public import Columns
public import Platforms

/// A stage as the catalogue lists it: its spec, and how to compile its options.
public struct StageEntry: Sendable {
  /// What it is.
  public let spec: StageSpec
  /// Compiles options into a stage; reports what is wrong to the context and returns `nil` then.
  public let compile: @Sendable (_ options: OptionValues, _ context: inout CompileContext) -> CompiledStage?

  /// A stage of the catalogue.
  public init(
    _ spec: StageSpec,
    compile: @escaping @Sendable (_ options: OptionValues, _ context: inout CompileContext) -> CompiledStage?
  ) {
    self.spec = spec
    self.compile = compile
  }
}

/// A stage of a compiled pipeline.
public enum CompiledStage: Sendable {
  /// Reads sources.
  case extract(any ExtractStage)
  /// Changes batches.
  case transform(any TransformStage)
  /// Takes what the run gives.
  case load(any LoadStage)
}

/// A stage that reads sources into batches.
public protocol ExtractStage: Sendable {
  /// The sources there are now, in the order in which they are read.
  func sources() throws(RunFailure) -> [SourceIdentity]

  /// Opens a source to read the named source columns, from a record boundary on.
  ///
  /// - Parameters:
  ///   - columns: the source columns that later stages read, in the order of the batch's cells.
  ///   - checkpoint: where to go on; `nil` for the start.
  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader

  /// SHA-256 of a source, read from start to end; empty for a stream, of which only what came is known.
  func digest(of source: SourceIdentity) throws(RunFailure) -> [UInt8]

  /// The way to the shop that it pulls from, for stages that tell the shop something; `nil` where there is none.
  func shop() throws(RunFailure) -> ShopDoor?

  /// Opens the original bytes of one rejected document again.
  ///
  /// - Parameter reject: the record or records as they stood, with the header and dialect of their file.
  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader
}

extension ExtractStage {
  /// None, unless a stage pulls from one.
  public func shop() throws(RunFailure) -> ShopDoor? { nil }
}

/// The way to a shop: its connector, the streams that it is asked for, and the clock that its limits are waited for by.
public struct ShopDoor: Sendable {
  /// The connector.
  public var adapter: any PlatformAdapter
  /// What is pulled from it.
  public var stream: PlatformStream
  /// Milliseconds that were waited for the platform so far.
  public var waited: @Sendable () -> Int64

  /// A way to a shop.
  public init(_ adapter: any PlatformAdapter, _ stream: PlatformStream, waited: @escaping @Sendable () -> Int64) {
    self.adapter = adapter
    self.stream = stream
    self.waited = waited
  }
}

/// The original bytes of a rejected document and what it takes to read them.
public struct RejectedDocument: Sendable {
  /// Number of the reject.
  public var reject: Int64
  /// Number of the source it came from.
  public var source: Int64
  /// The file it came from.
  public var path: String
  /// The header of that file.
  public var header: [String]
  /// The dialect, as the reader wrote it down.
  public var dialect: String
  /// Where it stood.
  public var position: SourcePosition
  /// Its records, transcoded to UTF-8, joined by line feeds.
  public var raw: [UInt8]
  /// Whether the records are kept; they go when the document was loaded, its person erased or its time over.
  public var isKept: Bool

  /// A rejected document.
  public init(
    reject: Int64, source: Int64, path: String, header: [String], dialect: String, position: SourcePosition,
    raw: [UInt8], isKept: Bool = true
  ) {
    self.reject = reject
    self.source = source
    self.path = path
    self.header = header
    self.dialect = dialect
    self.position = position
    self.raw = raw
    self.isKept = isKept
  }
}

/// Reads one source, batch after batch.
public protocol BatchReader: Sendable {
  /// Name of the layout, for the store.
  var layout: String { get }
  /// The header as the file has it.
  var header: [String] { get }
  /// The dialect, in a form that ``ExtractStage/reopen(_:columns:)`` understands.
  var dialect: String { get }
  /// What the reader noticed about the file as a whole, for the run report.
  var notices: [String] { get }

  /// The next batch and the checkpoint behind it; `nil` at the end of the source.
  mutating func next() async throws(RunFailure) -> (batch: Batch, next: SourceCheckpoint)?

  /// SHA-256 of the whole file once it was read from start to end; `nil` when that needs another reading.
  var digest: [UInt8]? { get }
}

/// A stage that changes batches in place; it refuses documents as values and never drops a row.
public protocol TransformStage: Sendable {
  /// Source columns that it reads.
  var sourceColumns: [String] { get }
  /// Asks the world outside for what the stage needs to know of a batch, before it is applied to it.
  mutating func prepare(for batch: Batch) async throws(RunFailure)
  /// Works on one batch; batches come in the order of the source.
  mutating func apply(to batch: inout Batch) throws(RunFailure)
  /// What was found out about VAT ids since it was last asked; it is kept in the transaction of the batch.
  mutating func takeVATIDChecks() -> [VATIDCheck]
}

extension TransformStage {
  /// None, unless a stage reads them.
  public var sourceColumns: [String] { [] }
  /// Nothing, unless a stage has to ask.
  public mutating func prepare(for batch: Batch) async throws(RunFailure) {}
  /// None, unless a stage checks VAT ids.
  public mutating func takeVATIDChecks() -> [VATIDCheck] { [] }
}

/// A stage that takes what a run gives: the ledger itself, or something made from it once the run is published.
public protocol LoadStage: Sendable {
  /// Whether it only reads what is loaded, so that it may work beside its neighbours that do.
  var onlyReads: Bool { get }
  /// What it does when the run is published.
  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome
  /// The same where that takes the world outside.
  func carry(_ context: DeliveryContext) async throws(RunFailure) -> LoadOutcome
}

extension LoadStage {
  /// False, unless a stage says so.
  public var onlyReads: Bool { false }
  /// What ``deliver(_:)`` does, unless a stage needs the world outside.
  public func carry(_ context: DeliveryContext) async throws(RunFailure) -> LoadOutcome { try deliver(context) }
}

/// What a load stage has done: the files it wrote, and what it counted.
public struct LoadOutcome: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// The files.
  public var files: [Delivery]
  /// What it counted, for the run report.
  public var counts: [LoadCount]
  /// What a person should know of it, a sentence each.
  public var notices: [String] = []
  /// Whether a person has to look at something, as with rejects.
  public var needsAttention = false

  /// An outcome.
  public init(files: [Delivery] = [], counts: [LoadCount] = []) {
    self.files = files
    self.counts = counts
  }

  /// Files alone.
  public init(arrayLiteral files: Delivery...) { self.init(files: files) }
}

/// A number that a load stage tells of its work, such as the entries that it booked.
public struct LoadCount: Sendable, Equatable {
  /// Name of the stage.
  public var stage: String
  /// What was counted, in the words of the ledger.
  public var name: String
  /// How many.
  public var count: Int64

  /// A count.
  public init(stage: String, name: String, count: Int64) {
    self.stage = stage
    self.name = name
    self.count = count
  }
}

/// A file that a load stage wrote.
public struct Delivery: Sendable, Equatable {
  /// Where it is.
  public var path: String
  /// Rows in it, without a header.
  public var rows: Int
  /// Its size.
  public var byteCount: Int
  /// Its SHA-256, in hexadecimal digits.
  public var sha256: String

  /// A delivered file.
  public init(path: String, rows: Int, byteCount: Int, sha256: String) {
    self.path = path
    self.rows = rows
    self.byteCount = byteCount
    self.sha256 = sha256
  }
}

public import Columns
public import Commerce
public import Platforms
public import Privacy

/// A source as it can be told apart without reading it: a file as the operating system knows it, or a platform's stream.
public struct SourceIdentity: Sendable, Hashable {
  /// The path as it was found; of a stream, its name.
  public var path: String
  /// Its size.
  public var byteCount: Int64
  /// Time of its last change, in nanoseconds since 1970.
  public var modifiedNanoseconds: Int64
  /// The number of the file within its file system.
  public var inode: UInt64
  /// Whether it is a platform's stream, which has other records each time it is read.
  public var isStream = false

  /// The identity of the file at `path`.
  public init(path: String, byteCount: Int64, modifiedNanoseconds: Int64, inode: UInt64) {
    self.path = path
    self.byteCount = byteCount
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
  }

  /// A platform's stream, read from an instant on; seconds since 1970, `nil` for all that there is.
  ///
  /// No platform is older than 1970, and none tells of what changes after 2255: beyond either there is nothing to name.
  public static func stream(_ name: String, since: Int64?) -> SourceIdentity {
    let second = min(max(since ?? 0, 0), 9_000_000_000)
    var source = SourceIdentity(path: name, byteCount: 0, modifiedNanoseconds: second * 1_000_000_000, inode: 0)
    source.isStream = true
    return source
  }
}

/// A record boundary up to which a source has been loaded.
public struct SourceCheckpoint: Sendable, Hashable {
  /// First record not yet loaded; bytes count in the decompressed file. Of a stream: pages and bytes that came.
  public var position: SourcePosition
  /// Where a stream goes on, in the words of the platform's connector; `nil` for a file.
  public var cursor: String?
  /// The latest change among a stream's records up to here, in seconds since 1970; the next run begins there.
  public var latestChange: Int64?
  /// The deliveries of webhooks that were dealt with since the checkpoint before.
  public var deliveries: [DeliveryRecord] = []
  /// What has to be on record for good since the checkpoint before.
  public var audit: [AuditEntry] = []
  /// What platforms passed on about people's data since the checkpoint before.
  public var requests: [PersonalDataRequest] = []
  /// What was found out about VAT ids since the checkpoint before.
  public var vatIDChecks: [VATIDCheck] = []

  /// The checkpoint before the record at `position`.
  public init(position: SourcePosition, cursor: String? = nil, latestChange: Int64? = nil) {
    self.position = position
    self.cursor = cursor
    self.latestChange = latestChange
  }
}

/// What the store knows of a source.
public enum SourceState: Sendable, Equatable {
  /// Nothing: read it from the start.
  case new
  /// The same bytes were published by that run of the same definition: nothing can change.
  case unchanged(run: Int64)
  /// This run had loaded part of it before it was interrupted.
  case partly(source: Int64, SourceCheckpoint)
  /// This run had loaded all of it before it was interrupted.
  case complete(source: Int64)
}

/// What a run is, for the store to begin or resume it.
public struct RunRequest: Sendable {
  /// Name of the pipeline.
  public var pipeline: String
  /// Name of the store whose documents it loads.
  public var store: String
  /// What the run loads.
  public var entity: Entity
  /// SHA-256 over everything that decides the result: definition, business, stores, rates and program version.
  public var definitionDigest: [UInt8]
  /// The currency of the books.
  public var baseCurrency: Currency
  /// When it was started, in seconds since 1970.
  public var startedAt: Int64
  /// Version of the program.
  public var version: String
  /// The sources that there are now, if they are known yet: a run that was interrupted is resumed only when each source
  /// it had opened is among them and unchanged.
  public var sources: [SourceIdentity]?

  /// A request.
  public init(
    pipeline: String, store: String, definitionDigest: [UInt8], baseCurrency: Currency, startedAt: Int64,
    version: String, sources: [SourceIdentity]? = nil, entity: Entity = .orders
  ) {
    self.pipeline = pipeline
    self.store = store
    self.definitionDigest = definitionDigest
    self.baseCurrency = baseCurrency
    self.startedAt = startedAt
    self.version = version
    self.sources = sources
    self.entity = entity
  }
}

/// A run that was begun or resumed.
public struct RunTicket: Sendable, Equatable {
  /// Number of the run.
  public var run: Int64
  /// Whether it goes on where an interrupted run stopped.
  public var isResumed: Bool
  /// The interrupted run that it takes the place of, because a source has changed since; `nil` when there was none.
  public var replacedRun: Int64?
  /// What the run had counted before it was interrupted.
  public var counted: RunCounts

  /// A ticket.
  public init(run: Int64, isResumed: Bool, replacedRun: Int64? = nil, counted: RunCounts = RunCounts()) {
    self.run = run
    self.isResumed = isResumed
    self.replacedRun = replacedRun
    self.counted = counted
  }
}

/// Counts and exact amounts of documents, kept apart by what became of them.
public struct ControlTotals: Sendable, Equatable {
  /// Documents, lines and amount of one kind, in one currency.
  public struct Sum: Sendable, Equatable {
    /// Number of documents.
    public var documents: Int64 = 0
    /// Number of lines that have a source amount; a line that a stage added, or could not read, has none.
    public var lines: Int64 = 0
    /// Sum of the exact line amounts as the source has them, in 10⁻⁶ of the currency's unit.
    public var amount: Int64 = 0
    /// Sum of the documents' totals as the source states them, in 10⁻⁶ of the currency's unit.
    public var total: Int64 = 0

    /// Nothing.
    public init() {}
  }

  /// What a document can become.
  public enum Fate: String, Sendable, CaseIterable {
    /// As extracted: the other three must add up to it.
    case source
    /// Written as a new document or revision.
    case loaded
    /// Already in the ledger, the same.
    case unchanged
    /// Refused.
    case rejected
  }

  /// The sums by currency code (empty where a document has none) and fate.
  public var sums: [String: [Fate: Sum]] = [:]

  /// No documents.
  public init() {}

  /// Adds `sum` to a currency and fate.
  public mutating func add(_ sum: Sum, currency: String, fate: Fate) {
    var total = sums[currency]?[fate] ?? Sum()
    total.documents += sum.documents
    total.lines += sum.lines
    total.amount += sum.amount
    total.total += sum.total
    sums[currency, default: [:]][fate] = total
  }

  /// Adds all of another total.
  public mutating func add(_ other: ControlTotals) {
    for (currency, fates) in other.sums {
      for (fate, sum) in fates { add(sum, currency: currency, fate: fate) }
    }
  }

  /// Source less loaded, unchanged and rejected, in one currency; nothing when the run balances.
  public func difference(_ currency: String) -> Sum {
    var rest = sums[currency]?[.source] ?? Sum()
    for fate in [Fate.loaded, .unchanged, .rejected] {
      guard let sum = sums[currency]?[fate] else { continue }
      rest.documents -= sum.documents
      rest.lines -= sum.lines
      rest.amount -= sum.amount
      rest.total -= sum.total
    }
    return rest
  }

  /// The currencies in which source ≠ loaded + unchanged + rejected, sorted.
  public var unbalanced: [String] { sums.keys.filter { difference($0) != Sum() }.sorted() }

  /// All currencies together, without amounts.
  public func count(_ fate: Fate) -> Sum {
    var total = Sum()
    for fates in sums.values {
      total.documents += fates[fate]?.documents ?? 0
      total.lines += fates[fate]?.lines ?? 0
    }
    return total
  }
}

/// What became of one batch.
public struct BatchOutcome: Sendable, Equatable {
  /// What the store did with the documents: loaded, unchanged, rejected.
  public var totals = ControlTotals()
  /// Revisions, rejects and findings, those of the store itself included.
  public var counts = RunCounts()

  /// Nothing.
  public init() {}
}

/// How a run ended.
public enum RunVerdict: String, Sendable {
  /// Its documents count from now on.
  case published
  /// Every source was the same as before: there was nothing to do.
  case unchanged
  /// More rejects than allowed, or totals that do not balance: nothing of it counts.
  case refused
}

/// What a run needs of the ledger: rows, rejects, checkpoint and totals commit together or not at all.
///
/// One writer at a time calls it, in order. Nothing that an unpublished run wrote is visible to reports.
public protocol RunStore: AnyObject, Sendable {
  /// Begins a run, or resumes the interrupted run of the same definition; undoes interrupted runs that cannot be resumed.
  func begin(_ request: RunRequest) throws(RunFailure) -> RunTicket

  /// What the store knows of a source; `digest` reads the whole file and is called only when its size is known already.
  func state(
    of source: SourceIdentity, digest: () throws(RunFailure) -> [UInt8]
  ) throws(RunFailure) -> SourceState

  /// Records that the run begins to read a source and returns its number; the layout, header and dialect are what it
  /// takes to read a reject's original bytes again.
  func open(_ source: SourceIdentity, layout: String, header: [String], dialect: String) throws(RunFailure) -> Int64

  /// Writes a batch with its rejects, findings, totals and checkpoint in one transaction.
  ///
  /// Batches of a file may share a transaction, which the next other call ends: what a process that is killed loses of them
  /// is read again from the checkpoint that was committed last.
  ///
  /// - Parameter extracted: the totals of the batch as they were counted right after extraction; they are stored as the
  ///   fate ``ControlTotals/Fate/source`` in the same transaction.
  func commit(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals
  ) throws(RunFailure) -> BatchOutcome

  /// Records that a source was read to its end, and its SHA-256.
  func complete(source: Int64, digest: [UInt8]) throws(RunFailure)

  /// The totals of the run so far, those before an interruption included.
  func totals() throws(RunFailure) -> ControlTotals

  /// Ends the run: publishes it by one update, or takes back everything it wrote but its rejects.
  func finish(_ verdict: RunVerdict, at: Int64, message: String) throws(RunFailure)
}

/// What pulling from platforms needs of the ledger.
public protocol WatermarkDirectory: AnyObject, Sendable {
  /// The latest change among all published records of a stream of the store, in seconds since 1970; `nil` before the
  /// first run.
  func watermark(of stream: String, store: String) throws(RunFailure) -> Int64?
  /// The platform's ids of all products of the store that are there as far as is known.
  func products(of store: String) throws(RunFailure) -> Set<String>
  /// The published documents of the store that still count for something, each up to the latest change of the stream.
  func documents(of stream: String, store: String) throws(RunFailure) -> [KnownDocument]
}

/// What customer matching needs of the ledger.
public protocol ContactDirectory: AnyObject, Sendable {
  /// Turns texts into keys, under the secrets of the ledger.
  func blindIndex() throws(RunFailure) -> BlindIndex
  /// What tells people who were erased.
  func tombstones() throws(RunFailure) -> Set<Tombstone>
  /// The next free number of a contact.
  func nextContact() throws(RunFailure) -> Int64
  /// Whether any contact was stored before this run.
  func hasContacts() throws(RunFailure) -> Bool
  /// The contact that a key of the kind ``MatchKeyKind/contact`` belongs to; the first call reads all of them into memory.
  func contact(forKey key: Int64) throws(RunFailure) -> Int64?
  /// Takes in what was committed since the keys were read.
  func refreshContacts() throws(RunFailure)
}

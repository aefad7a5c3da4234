/// What a run did, for people and for programs.
public struct RunReport: Sendable {
  /// One source of the run.
  public struct Source: Sendable {
    /// What the run did with it.
    public enum State: String, Sendable {
      /// Read from the start.
      case read
      /// Read on from where an interrupted run stopped.
      case resumed
      /// Read whole before the interruption.
      case complete
      /// The same bytes as in an earlier run: not read again.
      case unchanged
    }

    /// Its path.
    public var path: String
    /// What the run did with it.
    public var state: State
    /// The layout it was read by.
    public var layout = ""
    /// Its size as stored.
    public var byteCount: Int64 = 0
    /// What was noticed about the file as a whole.
    public var notices: [String] = []

    /// A source.
    public init(path: String, state: State, byteCount: Int64) {
      self.path = path
      self.state = state
      self.byteCount = byteCount
    }
  }

  /// Name of the pipeline.
  public var pipeline = ""
  /// Name of the store.
  public var store = ""
  /// Number of the run.
  public var run: Int64 = 0
  /// How it ended; `nil` while it goes on or when it failed.
  public var verdict: RunVerdict?
  /// What the scheduler should do.
  public var exit: ExitCode = .done
  /// Why it was refused or failed; empty otherwise.
  public var message = ""
  /// Whether it went on where an interrupted run stopped.
  public var isResumed = false
  /// The interrupted run that was undone, because a source has changed since; `nil` when there was none.
  public var replacedRun: Int64?
  /// The sources, in the order in which they were read.
  public var sources: [Source] = []
  /// Totals of source, loaded, unchanged and rejected.
  public var totals = ControlTotals()
  /// Documents that superseded an earlier revision.
  public var revised: Int64 = 0
  /// Findings recorded.
  public var findings: Int64 = 0
  /// Documents refused, by the code of their first refusal.
  public var rejectsByCode: [String: Int64] = [:]
  /// Findings by code.
  public var findingsByCode: [String: Int64] = [:]
  /// Files written.
  public var deliveries: [Delivery] = []
  /// What load stages counted.
  public var counts: [LoadCount] = []
  /// What load stages want a person to know.
  public var notices: [String] = []
  /// When it started, in seconds since 1970.
  public var startedAt: Int64 = 0
  /// How long it took, in milliseconds.
  public var milliseconds: Int64 = 0

  /// An empty report.
  public init() {}

  mutating func add(_ counts: RunCounts) {
    revised += counts.revised
    findings += counts.findings
    rejectsByCode.merge(counts.rejectsByCode, uniquingKeysWith: +)
    findingsByCode.merge(counts.findingsByCode, uniquingKeysWith: +)
  }

  mutating func add(_ outcome: LoadOutcome) {
    deliveries += outcome.files
    counts += outcome.counts
    notices += outcome.notices
    if outcome.needsAttention, exit == .done { exit = .publishedWithRejects }
  }
}

/// How far a run is, for whoever watches.
public struct RunProgress: Sendable {
  /// The source being read.
  public var path: String
  /// Bytes of it that are loaded, decompressed.
  public var loadedBytes: Int
  /// Documents of the run that are loaded.
  public var documents: Int64
  /// Lines of the run that are loaded.
  public var lines: Int64
}

/// What a run needs of the world around it.
public struct RunEnvironment: Sendable {
  /// Seconds since 1970, for the book-keeping of runs.
  public var now: @Sendable () -> Int64
  /// Milliseconds of a clock that never goes back.
  public var milliseconds: @Sendable () -> Int64
  /// The exit code to stop with, once someone asked for it.
  public var interruption: @Sendable () -> ExitCode?
  /// Told after every commit.
  public var progress: @Sendable (RunProgress) -> Void
  /// Folder for files.
  public var outputDirectory: String
  /// Who makes reports from the ledger; `nil` where there is none.
  public var reports: (any ReportDesk)?
  /// Whether only to show what would be told to shops.
  public var isPlan = false
  /// All that shops may be told, as a plan says it; `nil` for whatever there is.
  public var planned: [PlannedChange]?

  /// An environment.
  public init(
    now: @escaping @Sendable () -> Int64, milliseconds: @escaping @Sendable () -> Int64,
    interruption: @escaping @Sendable () -> ExitCode?, progress: @escaping @Sendable (RunProgress) -> Void,
    outputDirectory: String, reports: (any ReportDesk)? = nil
  ) {
    self.now = now
    self.milliseconds = milliseconds
    self.interruption = interruption
    self.progress = progress
    self.outputDirectory = outputDirectory
    self.reports = reports
  }
}

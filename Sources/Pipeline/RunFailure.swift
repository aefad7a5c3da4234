/// What a scheduler has to do next: the exit codes of the program.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Everything was done.
  case done = 0
  /// A fault of the program itself.
  case internalFault = 1
  /// The command line is wrong.
  case usage = 2
  /// The definition is invalid.
  case definitionInvalid = 3
  /// More rejects than the definition allows; nothing was published.
  case tooManyRejects = 4
  /// Published, with rejects to look at.
  case publishedWithRejects = 5
  /// Control totals do not balance; nothing was published.
  case unbalanced = 6
  /// A source cannot be read; try again.
  case sourceUnavailable = 7
  /// The ledger or the output folder cannot be written; try again.
  case destinationUnavailable = 8
  /// Another run holds the ledger.
  case locked = 9
  /// A source has changed its columns and the contract refuses that.
  case schemaDrift = 10
  /// A pipeline's own tests failed.
  case testsFailed = 11
  /// A plan found changes.
  case planHasChanges = 12
  /// A plan no longer fits its inputs.
  case planStale = 13
  /// Interrupted from the keyboard; the run can be resumed.
  case interrupted = 130
  /// Ended by the system; the run can be resumed.
  case terminated = 143

  /// What it says, in a few words.
  public var meaning: String {
    switch self {
    case .done: "done"
    case .internalFault: "a fault of the program"
    case .usage: "the command line is wrong"
    case .definitionInvalid: "a definition is invalid or cannot be read"
    case .tooManyRejects: "too many rejects, nothing published"
    case .publishedWithRejects: "published with rejects"
    case .unbalanced: "totals do not balance, nothing published"
    case .sourceUnavailable: "source unavailable, retry"
    case .destinationUnavailable: "destination or disk, retry"
    case .locked: "locked by another run"
    case .schemaDrift: "columns changed"
    case .testsFailed: "a pipeline's own tests failed"
    case .planHasChanges: "a plan has changes"
    case .planStale: "a plan is stale, nothing was sent"
    case .interrupted: "interrupted, resumable"
    case .terminated: "ended by the system, resumable"
    }
  }
}

/// Why a run stopped: what, where, and what to do about it.
public struct RunFailure: Error, Sendable, Equatable {
  /// Stable code, such as `E7001`.
  public var code: String
  /// What the scheduler should do.
  public var exit: ExitCode
  /// What happened and where, in one sentence.
  public var message: String
  /// What to do about it.
  public var remedy: String

  /// A failure.
  public init(_ code: String, _ exit: ExitCode, _ message: String, remedy: String = "") {
    self.code = code
    self.exit = exit
    self.message = message
    self.remedy = remedy
  }
}

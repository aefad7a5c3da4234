/// How a ledger is opened for writing.
public struct LedgerConfiguration: Sendable {
  /// Size of a database page in bytes; it counts when the file is made.
  ///
  /// 8 KiB load a tenth slower; 32 KiB a few hundredths faster, for a small ledger of twice the size.
  public var pageBytes = 16_384
  /// Pages of the write-ahead log after which a commit copies them into the ledger.
  public var checkpointPages = 4_000
  /// Batches of a file that one transaction takes; a stream's are committed one by one, for asking for them again may
  /// take long.
  ///
  /// Sums and pages that every batch touches are written once for all of them.
  public var batchesPerCommit = 4
  /// Numbers of documents that are sorted for the journal at a time, by each processor: enough of them that sorting takes
  /// longer than beginning, and few enough to be held in memory with all their lines.
  public var documentsPerStretch: Int64 = 65_536
  /// Memory for pages, in KiB.
  public var cacheKiB = 16_384
  /// Largest size of the ledger in pages; `nil` leaves it to the disk.
  public var pagesMax: Int?
  /// Where the key is that personal data is sealed under.
  public var key = KeyAccess.besideLedger
  /// Called at each write boundary; tests end the process there.
  public var crashPoints: (@Sendable (CrashPoint) -> Void)?

  /// Called at each write boundary of an erasure.
  public var erasureCrashPoints: (@Sendable (ErasureCrashPoint) -> Void)?

  /// The measured defaults.
  public init() {}
}

/// The boundaries between two writes, at which a process may end and must lose nothing.
public enum CrashPoint: String, Sendable, CaseIterable {
  /// A run was recorded or taken up again.
  case afterRunBegan
  /// A source was recorded.
  case afterSourceOpened
  /// A batch's transaction has begun.
  case afterBegin
  /// The rows of a batch are written, its rejects, totals and checkpoint are not.
  case afterRows
  /// Everything of a batch is written but not committed.
  case beforeCommit
  /// A batch was committed.
  case afterCommit
  /// A source was recorded as read to its end.
  case afterSourceCompleted
  /// The run's end is written but not committed.
  case beforeFinish
  /// The run has ended.
  case afterFinish
}

/// The boundaries between two writes of an erasure.
public enum ErasureCrashPoint: String, Sendable, CaseIterable {
  /// What providers say of the person is gone, and the keys are there.
  case afterTexts
  /// The keys are destroyed, and the ledger has everything else.
  case afterKeys
  /// The ledger's rows are written and not committed.
  case beforeRowsCommit
  /// The ledger's rows are committed, and old pages hold what they held.
  case beforeCleaning
}

/// The ledger while runs write it: the store that the runner sees.
public import Columns
import Foundation
import GRDB
public import Pipeline
import Privacy
import Synchronization

/// Holds the ledger's lock from opening to closing; one caller at a time writes, in order.
///
/// ```swift
/// let store = try LedgerStore(path: "output/ledger.sqlite")
/// let ticket = try store.begin(request)
/// ```
public final class LedgerStore: RunStore {
  /// Where the ledger is.
  public let path: String

  let directory: KnownBefore
  let contacts = KnownContacts()
  private let writer: DatabaseQueue
  private let lock: LedgerLock
  let keyring: LedgerKeys
  private let crashPoints: (@Sendable (CrashPoint) -> Void)?
  private let erasureCrashPoints: (@Sendable (ErasureCrashPoint) -> Void)?
  private let batchesPerCommit: Int
  let documentsPerStretch: Int64
  private let session = SessionBox()

  /// The open run; touched on the writer's queue only, which runs one block at a time.
  private final class SessionBox: @unchecked Sendable {
    var current: RunSession?
  }

  /// Opens the ledger for writing, making it when there is none, and takes its lock.
  ///
  /// - Throws: `E9001` while another run holds it; `E8001` to `E8006` when it cannot be written or is no ledger.
  public init(path: String, configuration: LedgerConfiguration = LedgerConfiguration()) throws(RunFailure) {
    self.path = path
    crashPoints = configuration.crashPoints
    erasureCrashPoints = configuration.erasureCrashPoints
    batchesPerCommit = configuration.batchesPerCommit
    documentsPerStretch = configuration.documentsPerStretch
    keyring = LedgerKeys(ledger: path, key: configuration.key)
    lock = try LedgerLock(ledger: path)
    writer = try LedgerFile.openForWriting(path, configuration)
    directory = KnownBefore(try LedgerFile.openForReading(path), path: path)
  }

  /// Copies the write-ahead log into the ledger and closes it; a ledger that was not closed is whole all the same.
  public func close() throws(RunFailure) {
    do {
      try write { _ in session.current = nil }
      try directory.close()
      try writer.close()
      try keyring.close()
      lock.release()
    } catch { throw StorageFailure.failure(error, path: path) }
  }

  // MARK: Run

  /// Begins a run, or resumes the interrupted one that fits; undoes the store's other interrupted runs.
  public func begin(_ request: RunRequest) throws(RunFailure) -> RunTicket {
    // It also opens the keys: a run that cannot seal what it will find is not begun.
    try repeatErasures(at: request.startedAt)
    try hideAccountIDs()
    try remakeOutdatedKeys()
    let ticket = try write { database in
      session.current = nil
      let open = try transaction(database) { try RunOpening(request).begin(database) }
      session.current = try RunSession(open, keyring, database)
      contacts.begin(run: open.ticket.run)
      return open.ticket
    }
    if ticket.isResumed { try repeatErasures(resuming: ticket.run, at: request.startedAt) }
    crash(.afterRunBegan)
    return ticket
  }

  /// The control totals of the open run, those before an interruption included.
  public func totals() throws(RunFailure) -> ControlTotals {
    try write { database in try ControlRows.totals(run: openRun().run, database) }
  }

  /// Ends the open run; what it published survives the loss of power.
  public func finish(_ verdict: RunVerdict, at instant: Int64, message: String) throws(RunFailure) {
    // What reports may be made from next has to survive the loss of power, not only the end of the process.
    try durably { database in
      try RunEnding(run: openRun().run, database).end(verdict, at: instant, message: message)
      try ClosedRejects(database).empty()
      crash(.beforeFinish)
    }
    try write { database in
      session.current = nil
      try ClosedRejects(database).shred(keyring.open(database))
    }
    crash(.afterFinish)
    // Closing does it anyway; reports are made meanwhile. A failure here is met again there.
    writer.asyncWriteWithoutTransaction { database in try? database.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
  }

  // MARK: Sources

  /// What the ledger knows of a source.
  ///
  /// - Throws: `E7003` when the file has changed since the interrupted run read part of it; that run is undone then.
  public func state(
    of source: SourceIdentity, digest: () throws(RunFailure) -> [UInt8]
  ) throws(RunFailure) -> SourceState {
    try write { database in
      let states = SourceStates(run: try openRun().run, database: database)
      do {
        if let own = try states.own(source) { return own }
      } catch is SourceStates.Changed {
        try abandon(source, database)
      }
      if source.isStream { return .new }
      if let run = try states.publishedByIdentity(source) { return .unchanged(run: run) }
      let candidates = try states.publishedBySize(source.byteCount)
      guard !candidates.isEmpty else { return .new }
      let sha256 = Data(try digest())
      return candidates.first { $0.digest == sha256 }.map { .unchanged(run: $0.run) } ?? .new
    }
  }

  /// Records that the open run begins to read a source, and returns its number.
  public func open(
    _ source: SourceIdentity, layout: String, header: [String], dialect: String
  ) throws(RunFailure) -> Int64 {
    let number = try write { database in
      try SourceRows.open(source, layout: layout, header: header, dialect: dialect, run: openRun().run, database)
    }
    crash(.afterSourceOpened)
    return number
  }

  /// Records that a source was read to its end, and its SHA-256.
  public func complete(source: Int64, digest: [UInt8]) throws(RunFailure) {
    try write { database in try SourceRows.complete(source, digest: digest, database) }
    crash(.afterSourceCompleted)
  }

  // MARK: Batches

  /// Writes a batch with its rejects, findings, totals and checkpoint in one transaction, which a file's batches share
  /// in groups: whatever is asked of the store next ends it first.
  public func commit(
    _ batch: Batch, source: Int64, next: SourceCheckpoint, extracted: ControlTotals
  ) throws(RunFailure) -> BatchOutcome {
    do {
      return try writer.writeWithoutTransaction { database in
        let session = try openRun()
        if session.uncommitted == 0 {
          try database.beginTransaction(.immediate)
          crash(.afterBegin)
        }
        do {
          let outcome = try session.batches.write(
            batch, source: source, next: next, extracted: extracted, crash: crash)
          session.uncommitted += 1
          if try session.uncommitted >= batchesPerCommit || session.isStream(source, database) {
            try endGroup(session, database)
          }
          return outcome
        } catch {
          giveUp(database)
          throw error
        }
      }
    } catch { throw StorageFailure.failure(error, path: path) }
  }

  /// Commits the batches whose transaction is open.
  private func endGroup(_ session: RunSession, _ database: Database) throws {
    guard session.uncommitted > 0 else { return }
    session.uncommitted = 0
    do {
      try session.batches.flush()
      crash(.beforeCommit)
      try database.commit()
    } catch {
      giveUp(database)
      throw error
    }
    crash(.afterCommit)
  }

  /// Takes the open transaction back, and lets nobody go on: what the writers remember of it is not in the ledger. The run
  /// itself stays open, and the next that begins it resumes it.
  private func giveUp(_ database: Database) {
    session.current = nil
    try? database.rollback()
  }

  // MARK: VAT ids

  /// Keeps what a command has found out about VAT ids, outside any run.
  public func keep(_ checks: [VATIDCheck]) throws(RunFailure) {
    try write { database in
      try transaction(database) { try VATIDCheckRows(run: nil, database).write(checks) }
    }
  }

  // MARK: Keys

  /// The keys of the ledger's personal data.
  ///
  /// - Throws: `E8201` to `E8213` when the file of keys cannot be opened, or the key of it is not there.
  public func keys() throws(RunFailure) -> KeyFile { try write { try keyring.open($0) } }

  // MARK: Plumbing

  /// Runs `body` in one transaction that survives the loss of power.
  func durably<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try onRecord { database in try transaction(database) { try body(database) } }
  }

  /// Runs `body`, whose transactions survive the loss of power, and then tells the file of keys how far the audit log goes:
  /// never further than it does on the disk.
  func onRecord<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try write { database in
      let keys = try keyring.open(database)
      try database.execute(sql: "PRAGMA synchronous = FULL")
      defer { try? database.execute(sql: "PRAGMA synchronous = NORMAL") }
      try recordRotations(keys, database)
      let result = try body(database)
      let log = AuditLog(database, keys)
      // A log that is not the one that is recorded was tampered with, or is an old copy: that must stay to be seen.
      if try log.holds(keys.auditHead()) { try keys.record(log.head()) }
      return result
    }
  }

  func crash(_ point: CrashPoint) { crashPoints?(point) }

  func crash(_ point: ErasureCrashPoint) { erasureCrashPoints?(point) }

  private func openRun() throws -> RunSession {
    guard let current = session.current else {
      throw RunFailure("E8098", .internalFault, "the ledger has no open run", remedy: "begin a run first")
    }
    return current
  }

  /// Gives up a run whose source has changed while it was interrupted: the rows it took from the old file are undone.
  private func abandon(_ source: SourceIdentity, _ database: Database) throws {
    let run = try openRun().run
    session.current = nil
    try transaction(database) {
      try RunUndo(run: run, database).undo(as: "undone", at: 0, message: "a source changed while it was interrupted")
    }
    throw RunFailure(
      "E7003", .sourceUnavailable,
      "\(source.path) has changed since the interrupted run read part of it; that run was undone",
      remedy: "run again: it starts anew")
  }

  /// Runs `body` in one transaction that takes the write lock at once.
  func transaction<Result>(_ database: Database, _ body: () throws -> Result) throws -> Result {
    var result: Result?
    try database.inTransaction(.immediate) {
      result = try body()
      return .commit
    }
    guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    return result
  }

  /// Runs `body` on the writer's queue, behind the batches that were written before, and words its errors.
  func write<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    do {
      return try writer.writeWithoutTransaction { database in
        if let session = session.current { try endGroup(session, database) }
        return try body(database)
      }
    } catch { throw StorageFailure.failure(error, path: path) }
  }
}

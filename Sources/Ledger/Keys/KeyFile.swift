/// The keys that personal data of a ledger is sealed with, in a file of their own beside it.
import Foundation
import GRDB
public import Pipeline
public import Privacy
import Synchronization

/// A copy of the ledger without this file tells nobody's name, and one with today's file brings nobody back who was erased
/// since. The file itself is of no use to anybody who lacks the key that it is sealed under.
///
/// ```swift
/// let keys = try KeyFile(ledger: "output/ledger.sqlite", identity: identity, key: key, mayBegin: isNew)
/// let sealingKey = try keys.sealingKey(.contact, row: 17)
/// ```
/// A key is on the disk before anybody gets it, so that whatever is committed with it can be read again.
public final class KeyFile: Sendable {
  /// Where the file is.
  public let path: String
  /// Turns texts into numbers under the secrets of this file.
  public let index: BlindIndex
  /// Binds the rows of the audit log.
  public let auditChain: AuditChain

  let queue: DatabaseQueue
  let state: Mutex<State>
  private let crashPoints: (@Sendable (KeyCrashPoint) -> Void)?

  /// What changes while the file is open.
  struct State: Sendable {
    var key: KeyEncryptionKey
    var nonces: NonceSupply
    var blocks: [Place: KeyBlock] = [:]
  }

  /// Names a block.
  struct Place: Hashable, Sendable {
    var purpose: SealPurpose
    var number: Int64
  }

  /// Where the keys of a ledger are.
  public static func path(ofLedger ledger: String) -> String { ledger + ".keys" }

  /// Opens the keys of a ledger, or begins them.
  ///
  /// - Parameters:
  ///   - ledger: path of the ledger.
  ///   - identity: the 16 bytes by which the ledger tells itself from others.
  ///   - key: what the keys are sealed under.
  ///   - origin: where the key was taken from and who says so, for messages; `nil` when nobody told.
  ///   - mayBegin: whether nothing in the ledger is sealed yet, so that the keys may be begun.
  /// - Throws: `E8201` to `E8206`; `E8001` to `E8006` when the file cannot be read or written.
  public init(
    ledger: String, identity: [UInt8], key: KeyEncryptionKey, from origin: String? = nil, mayBegin: Bool,
    crashPoints: (@Sendable (KeyCrashPoint) -> Void)? = nil
  ) throws(RunFailure) {
    path = Self.path(ofLedger: ledger)
    self.crashPoints = crashPoints
    var nonces = NonceSupply(random: SystemRandom.bytes)
    do {
      let opening = KeyFileOpening(path: path, ledger: ledger, identity: identity, key: key, origin: origin)
      (queue, index, auditChain) = try opening.open(mayBegin: mayBegin, &nonces) { crashPoints?($0) }
    } catch { throw KeyFileFailure.failure(error, path: path) }
    state = Mutex(State(key: key, nonces: nonces))
  }

  /// Closes the file.
  public func close() throws(RunFailure) {
    do { try queue.close() } catch { throw KeyFileFailure.failure(error, path: path) }
  }

  /// What the keys are sealed under, by its fingerprint.
  public var fingerprint: String { state.withLock { $0.key.fingerprint } }

  /// Nonces out of the system's random bytes, for whoever seals with the keys.
  public static func nonces() -> NonceSupply { NonceSupply(random: SystemRandom.bytes) }

  // MARK: Plumbing

  /// Runs `body` in one transaction, alone with what changes; a failure leaves both as they were.
  func write<Result: Sendable>(_ body: (Database, inout State) throws -> Result) throws(RunFailure) -> Result {
    do {
      return try state.withLock { state in
        var changed = state
        var result: Result?
        try queue.inTransaction(.immediate) { database in
          result = try body(database, &changed)
          crash(.beforeCommit)
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        state = changed
        crash(.afterCommit)
        return result
      }
    } catch { throw KeyFileFailure.failure(error, path: path) }
  }

  /// Runs a query.
  func read<Result>(_ query: (Database) throws -> Result) throws(RunFailure) -> Result {
    do { return try queue.read(query) } catch { throw KeyFileFailure.failure(error, path: path) }
  }

  func crash(_ point: KeyCrashPoint) { crashPoints?(point) }
}

/// The boundaries between two writes of the keys, at which a process may end and must lose nothing.
public enum KeyCrashPoint: String, Sendable, CaseIterable {
  /// The file is there and has no tables.
  case afterFileMade
  /// Everything is written and not committed.
  case beforeCommit
  /// A transaction was committed.
  case afterCommit
  /// One of several blocks is written.
  case betweenBlocks
}

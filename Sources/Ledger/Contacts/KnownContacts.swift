/// The contacts that the ledger has, by their keys, read through a connection of its own while the writer writes.
import Commerce
import GRDB
public import Pipeline
public import Privacy
import Synchronization

/// A contact that no document has had is new; so each run reads the keys of the kind `contact` once, if it needs them.
final class KnownContacts: Sendable {
  private struct State {
    /// The run that is being written; what other unpublished runs have may be taken back.
    var run: Int64 = 0
    var numbers: [Int64: Int64]?
    var lastRow: Int64 = 0
  }

  private let state = Mutex(State())

  /// Forgets everything: a run begins or goes on.
  func begin(run: Int64) { state.withLock { $0 = State(run: run) } }

  /// The contact of a key; the first call reads all keys into memory, 16 bytes each and the table around them.
  func contact(forKey key: Int64, _ database: Database) throws -> Int64? {
    try state.withLock { state in
      if state.numbers == nil { try Self.read(&state, database) }
      return state.numbers?[key]
    }
  }

  /// Takes in what was committed since.
  func refresh(_ database: Database) throws {
    try state.withLock { state in
      if state.numbers != nil { try Self.read(&state, database) }
    }
  }

  private static func read(_ state: inout State, _ database: Database) throws {
    var numbers = state.numbers ?? [:]
    state.numbers = nil
    state.lastRow = try ContactKeys.forEach(
      .contact, .visible(toRun: state.run), after: state.lastRow, in: database
    ) { key, contact in numbers[key] = numbers[key] ?? contact }
    state.numbers = numbers
  }
}

extension LedgerStore: ContactDirectory {
  /// Turns texts into keys, under the secrets of this ledger.
  public func blindIndex() throws(RunFailure) -> BlindIndex { try write { try keyring.open($0).index } }

  /// What tells people who were erased.
  public func tombstones() throws(RunFailure) -> Set<Tombstone> { try write { try keyring.open($0).tombstones() } }

  /// The next free number of a contact, interrupted runs that can be resumed included.
  public func nextContact() throws(RunFailure) -> Int64 {
    try directory.read { try Int64.fetchOne($0, sql: "SELECT coalesce(max(id), 0) + 1 FROM contacts") ?? 1 }
  }

  /// Whether any contact was committed.
  public func hasContacts() throws(RunFailure) -> Bool {
    try directory.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM contact_keys)") ?? false }
  }

  /// The contact of a committed key.
  public func contact(forKey key: Int64) throws(RunFailure) -> Int64? {
    try directory.read { try contacts.contact(forKey: key, $0) }
  }

  /// Takes in what was committed since the keys were read.
  public func refreshContacts() throws(RunFailure) { try directory.read { try contacts.refresh($0) } }
}

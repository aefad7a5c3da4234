import Matching
import Pipeline

/// The contacts that a run knows: those it met lately in memory, all others in the ledger.
struct ContactRegister: Sendable {
  /// A document's contact.
  struct Entry {
    var number: Int64
    /// Whether no document had it before.
    var isNew: Bool
  }

  /// In place of a contact where what a store says of a buyer tells nobody.
  static let nobody = Int64.max
  /// In place of a contact where a store still tells of somebody who was erased.
  static let erased = Int64.max - 1

  private let directory: (any ContactDirectory)?
  private var index = MatchIndex()
  private var next: Int64 = 0
  private var ledgerHasContacts = false

  /// A register over the ledger's directory; without one it starts empty.
  init(directory: (any ContactDirectory)?) { self.directory = directory }

  /// The contact that memory has under a fingerprint.
  func remembered(_ fingerprint: Int64) -> Int64? { index.value(fingerprint) }

  /// Fetches from memory what looking up these fingerprints will need.
  func fetch(_ fingerprints: [Int64?]) { _ = index.fetch(fingerprints) }

  /// The contact that the ledger has under a key of the kind `contact`, or a new one; either is remembered.
  mutating func enter(_ fingerprint: Int64, key: Int64) throws(RunFailure) -> Entry {
    if next == 0 { try begin() }
    if ledgerHasContacts || index.hasForgotten, let known = try directory?.contact(forKey: key) {
      try remember(fingerprint, known)
      return Entry(number: known, isNew: false)
    }
    defer { next += 1 }
    try remember(fingerprint, next)
    return Entry(number: next, isNew: true)
  }

  /// Remembers that what a fingerprint is of tells nobody, and returns ``nobody``.
  mutating func enterNobody(_ fingerprint: Int64) throws(RunFailure) -> Int64 {
    try remember(fingerprint, Self.nobody)
    return Self.nobody
  }

  private mutating func remember(_ fingerprint: Int64, _ contact: Int64) throws(RunFailure) {
    // What is forgotten was committed many batches before; the ledger's list of keys has to have it from now on.
    if index.remember(fingerprint, value: contact) { try directory?.refreshContacts() }
  }

  private mutating func begin() throws(RunFailure) {
    next = try directory?.nextContact() ?? 1
    ledgerHasContacts = try directory?.hasContacts() ?? false
  }
}

import Commerce
import Pipeline
import Privacy

/// The people who were erased, by what tells them again in documents from before.
struct Tombs: Sendable {
  private let directory: (any ContactDirectory)?
  /// When people were erased, by kind and key of what tells them; read when it is needed first.
  private var erasedAt: [MatchKeyKind: [Int64: Int64]]?

  /// The people whom a ledger has erased; nobody without one.
  init(directory: (any ContactDirectory)?) { self.directory = directory }

  /// Whether a contact is of somebody who was erased, and told before that.
  ///
  /// - Parameters:
  ///   - keys: its keys, by kind.
  ///   - whole: its key of the kind `contact`.
  ///   - told: when the document was placed; one that does not say counts as old.
  mutating func hasErased(
    _ keys: some Sequence<(MatchKeyKind, Int64?)>, _ whole: Int64, toldAt told: Instant?
  ) throws(RunFailure) -> Bool {
    if erasedAt == nil { erasedAt = try read() }
    guard let erasedAt, !erasedAt.isEmpty else { return false }
    func isErased(_ kind: MatchKeyKind, _ key: Int64) -> Bool {
      guard let instant = erasedAt[kind]?[key] else { return false }
      return told.map { $0.seconds <= instant } ?? true
    }
    return isErased(.contact, whole) || keys.contains { kind, key in key.map { isErased(kind, $0) } ?? false }
  }

  private func read() throws(RunFailure) -> [MatchKeyKind: [Int64: Int64]] {
    var erasedAt: [MatchKeyKind: [Int64: Int64]] = [:]
    for tombstone in try directory?.tombstones() ?? [] {
      guard let kind = MatchKeyKind(rawValue: Int32(tombstone.kind)) else { continue }
      erasedAt[kind, default: [:]][tombstone.key] = tombstone.erasedAt
    }
    return erasedAt
  }
}

import Commerce
import Pipeline
import Privacy

/// The people who were erased, by what tells them again in documents from before.
struct Tombs: Sendable {
  private let directory: (any ContactDirectory)?
  /// When people were erased, by kind and key of what tells them; read when it is needed first.
  private var erasedAt: [MatchKeyKind: [Int64: Int64]]?
  /// When those were erased whom this run has met, by the fingerprint of what was told of them.
  private var met: [Int64: Int64] = [:]

  /// The people whom a ledger has erased; nobody without one.
  init(directory: (any ContactDirectory)?) { self.directory = directory }

  /// Whether a contact is of somebody who was erased, and told before that; remembers under its fingerprint who was erased.
  ///
  /// - Parameters:
  ///   - keys: its keys, by kind.
  ///   - whole: its key of the kind `contact`.
  ///   - told: when the document was placed; one that does not say counts as old.
  mutating func hasErased(
    _ fingerprint: Int64, _ keys: some Sequence<(MatchKeyKind, Int64?)>, _ whole: Int64, toldAt told: Instant?
  ) throws(RunFailure) -> Bool {
    if erasedAt == nil { erasedAt = try read() }
    guard let erasedAt, !erasedAt.isEmpty else { return false }
    var instants = keys.compactMap { kind, key in key.flatMap { erasedAt[kind]?[$0] } }
    if let instant = erasedAt[.contact]?[whole] { instants.append(instant) }
    guard let last = instants.max() else { return false }
    met[fingerprint] = last
    return Self.isBefore(last, told)
  }

  /// Whether nobody was met who was erased, so that no document of a contact that is remembered has to be asked about.
  var areUnmet: Bool { met.isEmpty }

  /// Whether a document whose fingerprint was asked about before is of somebody who was erased, and told before that.
  func hasErased(_ fingerprint: Int64, toldAt told: Instant?) -> Bool {
    met[fingerprint].map { Self.isBefore($0, told) } ?? false
  }

  private static func isBefore(_ erasure: Int64, _ told: Instant?) -> Bool {
    told.map { $0.seconds <= erasure } ?? true
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

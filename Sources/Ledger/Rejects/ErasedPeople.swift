/// The people who were erased, as refused documents tell them again: nothing is kept of those.
import Commerce
import Privacy

struct ErasedPeople {
  /// When people were erased, by what tells them.
  private let erasedAt: [MatchKey: Int64]

  /// Those whom a file of keys remembers.
  init(_ keys: KeyFile) throws {
    var erasedAt: [MatchKey: Int64] = [:]
    for tombstone in try keys.tombstones() {
      guard let kind = MatchKeyKind(rawValue: Int32(tombstone.kind)) else { continue }
      erasedAt[MatchKey(kind: kind, key: tombstone.key)] = tombstone.erasedAt
    }
    self.erasedAt = erasedAt
  }

  /// Whether one of them is who the keys tell, in a document that is not younger than the erasure; one without a date counts
  /// as old.
  func stand(in keys: some Sequence<MatchKey>, toldAt told: Instant?) -> Bool {
    guard !erasedAt.isEmpty else { return false }
    return keys.contains { key in
      guard let instant = erasedAt[key] else { return false }
      return told.map { $0.seconds <= instant } ?? true
    }
  }
}

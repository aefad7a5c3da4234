/// Sees to it that a platform that repeats itself neither loads anything twice nor keeps a pull going for ever.
struct PageGuard: Sendable {
  private var seen: Set<Int> = []
  private var last: Int?
  private var repeats = 0

  /// How often the same page may come in a row.
  static let repeatsMax = 3

  /// Whether this record, by its id and what it was when, comes for the first time in this pull.
  mutating func isNew(_ id: String, _ version: Int64?) -> Bool {
    var hasher = Hasher()
    hasher.combine(id)
    hasher.combine(version)
    return seen.insert(hasher.finalize()).inserted
  }

  /// Looks at the ids of a page; `false` when the same page has come too often in a row.
  mutating func accepts(_ ids: [String]) -> Bool {
    let digest = ids.hashValue
    guard !ids.isEmpty, digest == last else {
      last = digest
      repeats = 0
      return true
    }
    repeats += 1
    return repeats < Self.repeatsMax
  }

  /// Forgets the last page, for a pull that begins again.
  mutating func begin() {
    last = nil
    repeats = 0
  }
}

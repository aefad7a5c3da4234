/// "Did you mean …?": the word that was most likely meant.
public enum Suggestion {
  /// The candidate nearest to `word`: equal but for case, at most two typing errors away, or begun by it alone.
  ///
  /// Two typing errors count only in a word at least four letters long: every three-letter word is near every other.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let lowered = word.lowercased()
    if let same = candidates.first(where: { $0.lowercased() == lowered }) { return same }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = distance(lowered, candidate.lowercased())
      let isNear = distance <= 2 && distance * 2 <= max(word.count, candidate.count)
      if isNear, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    if let best { return best.candidate }
    let begun = lowered.count >= 2 ? candidates.filter { $0.lowercased().hasPrefix(lowered) } : []
    return begun.count == 1 ? begun[0] : nil
  }

  /// Damerau-Levenshtein distance: insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars)
    let b = Array(second.unicodeScalars)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}

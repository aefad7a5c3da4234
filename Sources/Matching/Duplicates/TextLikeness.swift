/// Tells typing errors from other words: letters left out, added, mistaken or exchanged with their neighbours.
struct TextLikeness: Sendable {
  /// Three rows of the table of distances, used again for each pair.
  private var before = [Int](repeating: 0, count: RecordTable.bytesMax + 1)
  private var previous = [Int](repeating: 0, count: RecordTable.bytesMax + 1)
  private var current = [Int](repeating: 0, count: RecordTable.bytesMax + 1)

  /// How much two different texts agree.
  mutating func agreement(_ bytes: borrowing [UInt8], _ one: Range<Int>, _ other: Range<Int>) -> Agreement {
    let longest = max(one.count, other.count)
    let shortest = min(one.count, other.count)
    // Of short texts one is often the beginning of the other by chance, unless it is an initial.
    if isPrefix(bytes, one, other), shortest == 1 || shortest > 2 { return shortest > 4 ? .close : .alike }
    // So many errors still leave half of the text.
    let limit = longest / 2
    guard longest - shortest <= limit else { return .different }
    let distance = distance(bytes, one, other, limit: limit)
    if distance * 4 <= longest || distance == 1 && longest > 2 { return .close }
    return distance * 5 <= longest * 2 ? .alike : .different
  }

  private func isPrefix(_ bytes: borrowing [UInt8], _ one: Range<Int>, _ other: Range<Int>) -> Bool {
    for offset in 0..<min(one.count, other.count)
    where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] { return false }
    return true
  }

  /// The number of errors between two texts (optimal string alignment), or some number above `limit`.
  private mutating func distance(
    _ bytes: borrowing [UInt8], _ one: Range<Int>, _ other: Range<Int>, limit: Int
  ) -> Int {
    let (width, height) = (other.count, one.count)
    for column in 0...width { previous[column] = column }
    for row in 1...height {
      current[0] = row
      var least = row
      let byte = bytes[one.lowerBound + row - 1]
      for column in 1...width {
        let facing = bytes[other.lowerBound + column - 1]
        var errors = previous[column - 1] + (byte == facing ? 0 : 1)
        errors = min(errors, min(previous[column], current[column - 1]) + 1)
        if row > 1, column > 1, byte == bytes[other.lowerBound + column - 2],
          facing == bytes[one.lowerBound + row - 2]
        {
          errors = min(errors, before[column - 2] + 1)
        }
        current[column] = errors
        least = min(least, errors)
      }
      if least > limit { return least }
      swap(&before, &previous)
      swap(&previous, &current)
    }
    return previous[width]
  }
}

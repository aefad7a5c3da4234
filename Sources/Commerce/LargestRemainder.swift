/// Splits an amount over lines in proportion to their weights so that the parts sum to the amount exactly.
///
/// Each line gets its share rounded towards zero; the units that are left go one each to the lines with the largest
/// remainders, among equals to the larger weight, then to the lower index. A line of weight zero gets nothing.
public enum LargestRemainder {
  /// Why an amount cannot be split.
  public enum Fault: Error, Hashable, Sendable {
    /// There is no line with a weight to carry the amount.
    case noWeight
    /// Some weights are positive and some negative, so that shares of the whole have no meaning.
    case mixedSigns
    /// The weights together, or the amount's magnitude, exceed 64 bits.
    case tooLarge
  }

  /// Splits `total` over `weights`.
  ///
  /// - Parameter weights: all of one sign, zeros aside.
  public static func allocate(_ total: Int64, over weights: [Int64]) throws(Fault) -> [Int64] {
    var parts = [Int64](repeating: 0, count: weights.count)
    try allocate(total, over: weights, in: weights.indices, to: &parts)
    return parts
  }

  /// Splits `total` over the weights at `range` into the same places of `parts`, without allocating.
  ///
  /// - Parameters:
  ///   - weights: all of one sign within `range`, zeros aside.
  ///   - parts: at least as long as `range` reaches; elements elsewhere stay.
  public static func allocate(
    _ total: Int64, over weights: [Int64], in range: Range<Int>, to parts: inout [Int64]
  ) throws(Fault) {
    let sum = try sum(weights, range)
    guard total != .min else { throw .tooLarge }
    guard sum > 0 else {
      if total != 0 { throw .noWeight }
      for index in range { parts[index] = 0 }
      return
    }
    let magnitude = total.magnitude
    // The remainders are kept in the parts themselves until the winners are known, which saves a buffer.
    var left = magnitude
    for index in range {
      let (share, remainder) = share(of: magnitude, weights[index].magnitude, sum)
      left -= share
      parts[index] = Int64(truncatingIfNeeded: remainder)
    }
    while left > 0 {
      parts[largest(parts, weights, range)] = winner
      left -= 1
    }
    for index in range {
      let (share, _) = share(of: magnitude, weights[index].magnitude, sum)
      let part = Int64(truncatingIfNeeded: parts[index] == winner ? share + 1 : share)
      parts[index] = total < 0 ? 0 - part : part
    }
  }

  /// Stands in a line's place once it has won a unit; remainders are never negative.
  private static var winner: Int64 { -1 }

  private static func share(of total: UInt64, _ weight: UInt64, _ sum: UInt64) -> (quotient: UInt64, remainder: UInt64)
  {
    // The quotient fits, because no weight exceeds the sum.
    sum.dividingFullWidth(total.multipliedFullWidth(by: weight))
  }

  /// The sum of the weights' magnitudes.
  private static func sum(_ weights: [Int64], _ range: Range<Int>) throws(Fault) -> UInt64 {
    var sum: Int64 = 0
    var sign: Int64 = 0
    for index in range {
      let weight = weights[index]
      guard weight.signum() * sign >= 0 else { throw .mixedSigns }
      if weight != 0 { sign = weight.signum() }
      let (next, overflow) = sum.addingReportingOverflow(weight)
      if overflow { throw .tooLarge }
      sum = next
    }
    return sum.magnitude
  }

  /// The line that the next unit goes to.
  private static func largest(_ remainders: [Int64], _ weights: [Int64], _ range: Range<Int>) -> Int {
    var best = range.lowerBound
    for index in range.dropFirst() {
      let challenger = remainders[index]
      let champion = remainders[best]
      if challenger > champion || (challenger == champion && weights[index].magnitude > weights[best].magnitude) {
        best = index
      }
    }
    return best
  }
}

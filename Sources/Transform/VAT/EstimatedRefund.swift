import Commerce

/// Spreads a refund of which only the sum is known over the lines of its sale, at the sale's own mix of rates.
enum EstimatedRefund {
  /// The lines of the refund: the refunded sum in proportion to the sale's gross amounts, its tax in proportion to the
  /// sale's tax; `nil` when the sale has nothing to refund.
  ///
  /// - Parameters:
  ///   - total: the refunded sum in minor units, negative.
  ///   - sale: the lines of the sale as they were taxed.
  static func lines(total: Int64, sale: [TaxedLine]) -> [TaxedLine]? {
    let gross = sale.reduce(Int64(0)) { $0 &+ $1.gross }
    let tax = sale.reduce(Int64(0)) { $0 &+ $1.tax }
    guard gross != 0, let refundedTax = Rounding.halfAwayFromZero.scale(tax, by: total, over: gross),
      let grosses = share(total, over: sale.map(\.gross), whole: gross),
      let taxes = tax == 0
        ? Array(repeating: 0, count: sale.count) : share(refundedTax, over: sale.map(\.tax), whole: tax)
    else { return nil }
    return sale.indices.map { index in
      var line = sale[index]
      line.tax = taxes[index]
      line.net = grosses[index] - taxes[index]
      return line
    }
  }

  /// Shares of `total`: lines of the other sign than the whole take their rounded share, the rest goes by largest remainder.
  private static func share(_ total: Int64, over weights: [Int64], whole: Int64) -> [Int64]? {
    var parts = Array(repeating: Int64(0), count: weights.count)
    var positive = parts
    var rest = total
    for index in weights.indices where weights[index] != 0 {
      if (weights[index] > 0) == (whole > 0) {
        positive[index] = weights[index]
      } else {
        guard let part = Rounding.halfAwayFromZero.scale(weights[index], by: total, over: whole) else { return nil }
        parts[index] = part
        rest -= part
      }
    }
    guard let allocated = try? LargestRemainder.allocate(rest, over: positive) else { return nil }
    for index in allocated.indices where positive[index] != 0 { parts[index] = allocated[index] }
    return parts
  }
}

import Commerce
import Tax

/// Computes the tax of a document whose source carries none: every line at the rate that the rules give.
struct ComputedTax {
  /// Taxes the lines of one document.
  ///
  /// - Parameters:
  ///   - amounts: the amount of each line in minor units, with tax or without as `basis` says.
  ///   - kinds: the kind of each line.
  /// - Returns: the lines; `nil` when an amount does not fit.
  static func lines(
    _ amounts: [Int64], _ kinds: [LineKind], basis: PriceBasis, decision: DocumentDecision
  ) -> [TaxedLine]? {
    var lines: [TaxedLine] = []
    lines.reserveCapacity(amounts.count)
    for index in amounts.indices {
      let decided = decision.decision(kinds[index])
      var line = TaxedLine(decided)
      let amount = MinorUnits(amounts[index])
      let rate = decided.treatment == .taxed ? decided.rate ?? .zero : .zero
      guard let tax = basis == .gross ? rate.taxContained(in: amount) : rate.tax(on: amount) else { return nil }
      line.tax = tax.count
      line.net = basis == .gross ? amounts[index] - tax.count : amounts[index]
      lines.append(line)
    }
    return lines
  }
}

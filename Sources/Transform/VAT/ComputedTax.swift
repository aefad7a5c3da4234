import Commerce
import Tax

/// Computes the tax of a document whose source carries none: every line at the rate that the rules give.
struct ComputedTax {
  /// Taxes the lines of one document into `taxed`; `false` when an amount does not fit.
  ///
  /// - Parameter basis: whether amounts contain the tax.
  static func tax(
    _ lines: borrowing DocumentLines, basis: PriceBasis, _ decision: DocumentDecision, into taxed: inout [TaxedLine]
  ) -> Bool {
    taxed.removeAll(keepingCapacity: true)
    for index in 0..<lines.count {
      let decided = decision.decision(lines.kinds[index])
      var line = TaxedLine(decided)
      let amount = MinorUnits(lines.amounts[index])
      let rate = decided.treatment == .taxed ? decided.rate ?? .zero : .zero
      guard let tax = basis == .gross ? rate.taxContained(in: amount) : rate.tax(on: amount) else { return false }
      line.tax = tax.count
      line.net = basis == .gross ? amount.count - tax.count : amount.count
      taxed.append(line)
    }
    return true
  }
}

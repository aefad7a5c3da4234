import Commerce

/// One tax as the platform states it for a document: its rate, where the title has one, and its amount.
struct StatedTax: Sendable {
  var rate: TaxRate?
  var amount: Int64
}

/// Spreads the tax that a platform charged on a document over its lines.
///
/// The platform's tax is what was charged: it is split, never recomputed. The stated rates only tell which lines it
/// belongs to: one rate for all, several that stack on the same base as in the United States, or several that cannot be
/// told apart.
struct PlatformTaxSplit {
  /// What the stated taxes turned out to be.
  enum Outcome: Equatable {
    /// No tax was charged.
    case untaxed
    /// The rate, or the sum of stacked rates, explains the amount.
    case explained(TaxRate)
    /// One rate is stated, but it does not give the amount.
    case differs(TaxRate, expected: Int64)
    /// Several rates that do not stack, or none that can be read.
    case mixed
  }

  /// Tax of each line, in minor units; sums to the tax of the document.
  private(set) var taxes: [Int64] = []
  /// Whether each line bears the tax.
  private(set) var bears: [Bool] = []
  private var weights: [Int64] = []

  /// Splits `tax` over the lines.
  ///
  /// - Parameters:
  ///   - amounts: the amount of each line, in minor units, with or without tax as `basis` says.
  ///   - kinds: the kind of each line.
  ///   - taxable: 0 where the source says that a line is not taxable.
  ///   - tolerance: minor units that each line may differ by.
  mutating func split(
    _ tax: Int64, stated: [StatedTax], amounts: [Int64], kinds: [LineKind], taxable: [Int32], basis: PriceBasis,
    tolerance: Int64
  ) -> Outcome? {
    bears = kinds.indices.map { kinds[$0].bearsTax && taxable[$0] != 0 }
    taxes = Array(repeating: 0, count: kinds.count)
    guard tax != 0 else { return .untaxed }
    let charged = stated.filter { $0.amount != 0 }
    let rates = charged.compactMap(\.rate)
    let slack = max(1, Int64(amounts.count)) * tolerance
    let total = rates.reduce(Int32(0)) { $0 &+ $1.thousandths }
    let sum = rates.count == charged.count && !rates.isEmpty ? TaxRate(thousandths: total) : nil
    if let sum, let outcome = explain(tax, sum, amounts, kinds, basis, slack) {
      return allocate(tax, amounts) ? outcome : nil
    }
    guard allocate(tax, amounts) else { return nil }
    guard let only = sum, charged.count == 1 else { return .mixed }
    return .differs(only, expected: expected(only, base(amounts), basis))
  }

  /// Whether the rate explains the tax on all lines that bear tax, or on those without shipping.
  private mutating func explain(
    _ tax: Int64, _ rate: TaxRate, _ amounts: [Int64], _ kinds: [LineKind], _ basis: PriceBasis, _ slack: Int64
  ) -> Outcome? {
    if (expected(rate, base(amounts), basis) - tax).magnitude <= slack { return .explained(rate) }
    let all = bears
    for line in kinds.indices where kinds[line] == .shipping { bears[line] = false }
    if (expected(rate, base(amounts), basis) - tax).magnitude <= slack { return .explained(rate) }
    bears = all
    return nil
  }

  private func base(_ amounts: [Int64]) -> Int64 {
    var sum: Int64 = 0
    for line in amounts.indices where bears[line] { sum &+= amounts[line] }
    return sum
  }

  private func expected(_ rate: TaxRate, _ base: Int64, _ basis: PriceBasis) -> Int64 {
    let amount = MinorUnits(base)
    return (basis == .net ? rate.tax(on: amount) : rate.taxContained(in: amount))?.count ?? 0
  }

  /// Allocates the tax in proportion to the amounts: lines of the other sign, such as discounts, take their rounded
  /// share, the others share the rest by largest remainder.
  private mutating func allocate(_ tax: Int64, _ amounts: [Int64]) -> Bool {
    let base = base(amounts)
    guard base != 0, (base > 0) == (tax > 0) else { return false }
    var rest = tax
    weights = Array(repeating: 0, count: amounts.count)
    for line in amounts.indices where bears[line] && amounts[line] != 0 {
      if (amounts[line] > 0) == (base > 0) {
        weights[line] = amounts[line]
      } else {
        guard let share = Rounding.halfAwayFromZero.scale(amounts[line], by: tax, over: base) else { return false }
        taxes[line] = share
        rest -= share
      }
    }
    guard let parts = try? LargestRemainder.allocate(rest, over: weights) else { return false }
    for line in parts.indices where weights[line] != 0 { taxes[line] = parts[line] }
    return true
  }
}

extension LineKind {
  /// Whether a line of this kind is part of what tax is charged on.
  var bearsTax: Bool {
    switch self {
    case .goods, .service, .digital, .shipping, .fee, .discount, .manual, .sample: true
    default: false
    }
  }
}

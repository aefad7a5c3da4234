import Commerce

/// One tax as the platform states it for a document: its rate, where the title has one, and its amount.
struct StatedTax: Sendable {
  var rate: TaxRate?
  var amount: Int64
}

/// Spreads the tax that a platform charged on a document over its lines.
///
/// The platform's tax is what was charged: it is split, never recomputed. The stated rates only tell which lines it
/// belongs to: one rate for all, several that stack on the same base as in the United States, several of which each is
/// for lines of its own, or several that cannot be told apart.
struct PlatformTaxSplit {
  /// What the stated taxes turned out to be.
  enum Outcome: Equatable {
    /// No tax was charged.
    case untaxed
    /// The rate, or the sum of stacked rates, explains the amount.
    case explained(TaxRate)
    /// One rate is stated, but it does not give the amount.
    case differs(TaxRate, expected: Int64)
    /// Several rates, each for lines of its own; inferred where amounts and not the source tell which lines these are.
    case byLine(isInferred: Bool)
    /// No rate is stated, or not of every tax; the amounts prove this one.
    case implied(TaxRate)
    /// No rate is stated, or not of every tax.
    case unstated
    /// Several rates that do not stack and cannot be told apart by line.
    case mixed
  }

  /// Tax of each line, in minor units; sums to the tax of the document.
  private(set) var taxes: [Int64] = []
  /// Whether each line bears the tax.
  var bears: [Bool] = []
  /// The rate of each line, where they have several; else empty.
  var rates: [TaxRate] = []
  private var weights: [Int64] = []
  private var parts: [Int64] = []

  /// Splits `tax` over the lines; `nil` when it cannot be part of their amounts.
  ///
  /// - Parameters:
  ///   - stated: the taxes as the platform names them.
  ///   - lines: the lines of the document.
  ///   - tolerance: minor units that each line may differ by.
  mutating func split(
    _ tax: Int64, stated: [StatedTax], _ lines: borrowing DocumentLines, basis: PriceBasis, tolerance: Int64
  ) -> Outcome? {
    bears.removeAll(keepingCapacity: true)
    taxes.removeAll(keepingCapacity: true)
    for line in 0..<lines.count {
      bears.append(lines.kinds[line].bearsTax && lines.taxable[line] != 0)
      taxes.append(0)
    }
    rates.removeAll(keepingCapacity: true)
    guard tax != 0 else { return .untaxed }
    var charged = 0
    var readable = 0
    var sum = TaxRate.zero
    for stated in stated where stated.amount != 0 {
      charged += 1
      guard let rate = stated.rate else { continue }
      readable += 1
      sum = TaxRate(thousandths: sum.thousandths &+ rate.thousandths)
    }
    let isReadable = charged > 0 && readable == charged
    if isReadable, explain(tax, sum, lines, basis, Int64(lines.count) * tolerance) {
      return allocate(tax, lines.amounts) ? .explained(sum) : nil
    }
    if let outcome = divide(tax, stated, lines, basis, tolerance) { return outcome }
    guard allocate(tax, lines.amounts) else { return nil }
    guard isReadable else { return .unstated }
    guard charged == 1 else { return .mixed }
    return .differs(sum, expected: expected(sum, base(lines.amounts), basis))
  }

  /// Whether the rate explains the tax on all lines that bear tax, or on those without shipping.
  private mutating func explain(
    _ tax: Int64, _ rate: TaxRate, _ lines: borrowing DocumentLines, _ basis: PriceBasis, _ slack: Int64
  ) -> Bool {
    if (expected(rate, base(lines.amounts), basis) - tax).magnitude <= slack { return true }
    var without = base(lines.amounts)
    for line in 0..<lines.count where bears[line] && lines.kinds[line] == .shipping { without &-= lines.amounts[line] }
    guard (expected(rate, without, basis) - tax).magnitude <= slack else { return false }
    for line in 0..<lines.count where lines.kinds[line] == .shipping { bears[line] = false }
    return true
  }

  func base(_ amounts: [Int64]) -> Int64 {
    var sum: Int64 = 0
    for line in amounts.indices where bears[line] { sum &+= amounts[line] }
    return sum
  }

  func expected(_ rate: TaxRate, _ base: Int64, _ basis: PriceBasis) -> Int64 {
    let amount = MinorUnits(base)
    return (basis == .net ? rate.tax(on: amount) : rate.taxContained(in: amount))?.count ?? 0
  }

  /// Takes back what was allocated.
  mutating func clearTaxes() { for line in taxes.indices { taxes[line] = 0 } }

  /// Allocates the tax in proportion to the amounts: lines of the other sign, such as discounts, take their rounded
  /// share, the others share the rest by largest remainder.
  mutating func allocate(_ tax: Int64, _ amounts: [Int64]) -> Bool {
    let base = base(amounts)
    guard base != 0, (base > 0) == (tax > 0) else { return false }
    var rest = tax
    weights.removeAll(keepingCapacity: true)
    for line in amounts.indices {
      let carries = bears[line] && (amounts[line] > 0) == (base > 0)
      weights.append(carries ? amounts[line] : 0)
      if bears[line], amounts[line] != 0, !carries {
        guard let share = Rounding.halfAwayFromZero.scale(amounts[line], by: tax, over: base) else { return false }
        taxes[line] = share
        rest -= share
      }
    }
    do throws(LargestRemainder.Fault) {
      parts.removeAll(keepingCapacity: true)
      for _ in weights { parts.append(0) }
      try LargestRemainder.allocate(rest, over: weights, in: weights.indices, to: &parts)
    } catch {
      return false
    }
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

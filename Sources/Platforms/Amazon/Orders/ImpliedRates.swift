/// The tax rates behind amounts: Amazon states the tax of a line, never its rate.
public import Commerce

/// A rate is taken only where the amounts leave no other: one whole or half percentage explains the tax of all lines to
/// the last minor unit, or each line has exactly one of its own.
public enum ImpliedRates {
  /// A rate in tenths of a percent and the tax at it.
  public struct Slot: Equatable, Sendable {
    /// The rate in tenths of a percent.
    public var tenths: Int
    /// The tax of the lines at it.
    public var tax: Exact
  }

  /// Rates that are tried, in tenths of a percent: whole ones, halves, and France's 2.1.
  private static let candidates = (1...30).flatMap { [$0 * 10, $0 * 10 - 5] } + [21]

  /// The rates of amounts with their taxes; none where they cannot be told, and never more than three.
  ///
  /// - Parameter exponent: decimals of the currency, to which Amazon rounds each tax.
  public static func slots(_ lines: [(amount: Exact, tax: Exact)], pricesIncludeTax: Bool, exponent: Int) -> [Slot] {
    let taxed = lines.filter { $0.tax != .zero }
    guard !taxed.isEmpty else { return [] }
    let fits = taxed.map { line in
      candidates.filter { explains($0, line.amount, line.tax, pricesIncludeTax, exponent) }
    }
    let common = candidates.filter { rate in fits.allSatisfy { $0.contains(rate) } }
    let total = taxed.reduce(Exact.zero) { $0.adding($1.tax) ?? $0 }
    if common.count == 1 { return [Slot(tenths: common[0], tax: total)] }
    guard common.isEmpty, fits.allSatisfy({ $0.count == 1 }) else { return [] }
    var slots: [Slot] = []
    for (line, rates) in zip(taxed, fits) {
      guard let rate = rates.first else { return [] }
      if let index = slots.firstIndex(where: { $0.tenths == rate }) {
        slots[index].tax = slots[index].tax.adding(line.tax) ?? slots[index].tax
      } else {
        slots.append(Slot(tenths: rate, tax: line.tax))
      }
    }
    return slots.count <= OrderColumn.taxSlots.count ? slots.sorted { $0.tenths > $1.tenths } : []
  }

  private static func explains(_ tenths: Int, _ amount: Exact, _ tax: Exact, _ isGross: Bool, _ exponent: Int) -> Bool {
    let over = isGross ? Int64(1_000 + tenths) : 1_000
    guard let expected = Rounding.halfAwayFromZero.scale(amount.millionths, by: Int64(tenths), over: over) else {
      return false
    }
    return Exact(millionths: expected).rounded(to: exponent) == tax.rounded(to: exponent)
  }

  /// The title of a rate, such as `Tax 19%`.
  public static func title(_ tenths: Int) -> String {
    "Tax \(DecimalText.text(Int64(tenths), scale: 1, atLeast: 0))%"
  }
}

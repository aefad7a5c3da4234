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
    var slots: [Slot] = []
    let rates = rates(lines, pricesIncludeTax: pricesIncludeTax, exponent: exponent)
    for (line, rate) in zip(lines, rates) where line.tax != .zero {
      guard let rate else { return [] }
      if let index = slots.firstIndex(where: { $0.tenths == rate }) {
        slots[index].tax = slots[index].tax.adding(line.tax) ?? slots[index].tax
      } else {
        slots.append(Slot(tenths: rate, tax: line.tax))
      }
    }
    return slots.count <= OrderColumn.taxSlots.count ? slots.sorted { $0.tenths > $1.tenths } : []
  }

  /// The rate of each line in tenths of a percent; `nil` for one without tax, or whose amounts leave none or several.
  ///
  /// - Parameter exponent: decimals of the currency, to which Amazon rounds each tax.
  public static func rates(
    _ lines: [(amount: Exact, tax: Exact)], pricesIncludeTax: Bool, exponent: Int
  ) -> [Int?] {
    let fits = lines.map { line in
      line.tax == .zero ? [] : candidates.filter { explains($0, line.amount, line.tax, pricesIncludeTax, exponent) }
    }
    let taxed = lines.indices.filter { lines[$0].tax != .zero }
    let common = candidates.filter { rate in taxed.allSatisfy { fits[$0].contains(rate) } }
    if common.count == 1 { return lines.map { $0.tax == .zero ? nil : common[0] } }
    return fits.map { $0.count == 1 ? $0[0] : nil }
  }

  private static func explains(_ tenths: Int, _ amount: Exact, _ tax: Exact, _ isGross: Bool, _ exponent: Int) -> Bool {
    let over = isGross ? Int64(1_000 + tenths) : 1_000
    guard let expected = Rounding.halfAwayFromZero.scale(amount.millionths, by: Int64(tenths), over: over) else {
      return false
    }
    return Exact(millionths: expected).rounded(to: exponent) == tax.rounded(to: exponent)
  }

  /// The title of a rate, such as `Tax 19%`.
  public static func title(_ tenths: Int) -> String { "Tax \(percent(tenths))%" }

  /// The rate in percent, such as `19` or `5.5`.
  static func percent(_ tenths: Int) -> String { DecimalText.text(Int64(tenths), scale: 1, atLeast: 0) }
}

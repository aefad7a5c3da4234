public import Columns

/// A rate of tax, in thousandths of a percent: 19 % is 19000, Québec's 9.975 % is 9975.
public struct TaxRate: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The rate in thousandths of a percent.
  public var thousandths: Int32

  /// No tax, though the supply is taxable.
  @inlinable public static var zero: TaxRate { TaxRate(thousandths: 0) }
  /// Thousandths of a percent in the whole.
  @inlinable static var whole: Int64 { 100_000 }

  /// The rate of `thousandths` thousandths of a percent.
  @inlinable
  public init(thousandths: Int32) { self.thousandths = thousandths }

  /// The rate that `text` writes in percent, such as `19`, `25.5` or `9.975`; `nil` outside 0 to 1000 or finer.
  public init?(_ text: String) {
    guard let percent = Exact(text), percent.isWhole(at: 3), percent >= .zero,
      percent.millionths <= 1_000 * Exact.unit
    else { return nil }
    thousandths = Int32(percent.millionths / 1_000)
  }

  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: TaxRate, right: TaxRate) -> Bool { left.thousandths < right.thousandths }

  // MARK: Computing tax

  /// The tax that an amount including it contains: gross × r ÷ (100 + r), rounded once; `nil` when out of range.
  @inlinable
  public func taxContained(in gross: MinorUnits, _ rounding: Rounding = .halfAwayFromZero) -> MinorUnits? {
    rounding.scale(gross.count, by: Int64(thousandths), over: Self.whole + Int64(thousandths)).map { MinorUnits($0) }
  }

  /// The tax on an amount that does not include it: net × r ÷ 100, rounded once; `nil` when out of range.
  @inlinable
  public func tax(on net: MinorUnits, _ rounding: Rounding = .halfAwayFromZero) -> MinorUnits? {
    rounding.scale(net.count, by: Int64(thousandths), over: Self.whole).map { MinorUnits($0) }
  }

  /// The tax on an exact net amount, in minor units of a currency with `exponent` decimals, rounded once.
  @inlinable
  public func tax(on net: Exact, to exponent: Int, _ rounding: Rounding = .halfAwayFromZero) -> MinorUnits? {
    rounding.scale(net.millionths, by: Int64(thousandths), over: Self.whole * Exact.divisor(exponent))
      .map { MinorUnits($0) }
  }

  /// The tax that an exact gross amount contains, in minor units of a currency with `exponent` decimals, rounded once.
  @inlinable
  public func taxContained(in gross: Exact, to exponent: Int, _ rounding: Rounding = .halfAwayFromZero) -> MinorUnits? {
    rounding.scale(
      gross.millionths, by: Int64(thousandths), over: (Self.whole + Int64(thousandths)) * Exact.divisor(exponent)
    ).map { MinorUnits($0) }
  }
}

extension TaxRate: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { thousandths }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { thousandths = stored }
}

extension TaxRate: CustomStringConvertible {
  /// The rate in percent with as many decimals as it needs, such as `25.5`.
  public var description: String { DecimalText.text(Int64(thousandths), scale: 3, atLeast: 0) }
}

public import Columns

/// An exact decimal amount or quantity, in millionths: unit prices, quantities and totals as a source states them.
///
/// The range is ±9.2 × 10¹² with six decimals. Arithmetic that leaves the range, or would need a seventh decimal,
/// gives `nil`: nothing is rounded unless a ``Rounding`` is named.
public struct Exact: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number times one million.
  public var millionths: Int64

  /// The number of millionths in one.
  @inlinable public static var unit: Int64 { 1_000_000 }
  /// Decimals that a value can have.
  @inlinable public static var decimals: Int { 6 }
  /// Nothing.
  @inlinable public static var zero: Exact { Exact(millionths: 0) }

  /// The number that `millionths` millionths make.
  @inlinable
  public init(millionths: Int64) { self.millionths = millionths }

  /// The whole number `integer`; `nil` outside the range.
  @inlinable
  public init?(_ integer: Int64) {
    let (product, overflow) = integer.multipliedReportingOverflow(by: Self.unit)
    if overflow { return nil }
    millionths = product
  }

  /// The amount of `minor` minor units of a currency with `exponent` decimals; `nil` outside the range.
  @inlinable
  public init?(_ minor: MinorUnits, exponent: Int) {
    let (product, overflow) = minor.count.multipliedReportingOverflow(by: Self.divisor(exponent))
    if overflow { return nil }
    millionths = product
  }

  /// The number that `text` writes in plain form, such as `-1234.56`; `nil` when it is none or not exact in millionths.
  public init?(_ text: String) {
    guard case .value(let value) = NumberGrammar.plain.parse(text) else { return nil }
    self = value
  }

  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: Exact, right: Exact) -> Bool { left.millionths < right.millionths }

  /// The number with the other sign.
  @inlinable
  public static prefix func - (value: Exact) -> Exact { Exact(millionths: -value.millionths) }

  /// The magnitude of the number.
  @inlinable public var magnitude: Exact { Exact(millionths: abs(millionths)) }

  /// The sum; `nil` outside the range.
  @inlinable
  public func adding(_ other: Exact) -> Exact? {
    let (sum, overflow) = millionths.addingReportingOverflow(other.millionths)
    return overflow || sum == .min ? nil : Exact(millionths: sum)
  }

  /// The difference; `nil` outside the range.
  @inlinable
  public func subtracting(_ other: Exact) -> Exact? {
    let (difference, overflow) = millionths.subtractingReportingOverflow(other.millionths)
    return overflow || difference == .min ? nil : Exact(millionths: difference)
  }

  /// The product; `nil` outside the range or when it needs a seventh decimal.
  @inlinable
  public func multiplied(by other: Exact) -> Exact? {
    let (product, overflow) = millionths.multipliedReportingOverflow(by: other.millionths)
    if !overflow {
      let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Self.unit)
      return remainder == 0 ? Exact(millionths: quotient) : nil
    }
    let wide = Int128(millionths) * Int128(other.millionths)
    let (quotient, remainder) = wide.quotientAndRemainder(dividingBy: Int128(Self.unit))
    guard remainder == 0, let fitting = Int64(exactly: quotient), fitting != .min else { return nil }
    return Exact(millionths: fitting)
  }

  /// The product rounded to millionths; `nil` outside the range.
  @inlinable
  public func multiplied(by other: Exact, rounding: Rounding) -> Exact? {
    rounding.scale(millionths, by: other.millionths, over: Self.unit).flatMap {
      $0 == .min ? nil : Exact(millionths: $0)
    }
  }

  /// The amount in minor units of a currency with `exponent` decimals (0 to 6), rounded once.
  @inlinable
  public func rounded(to exponent: Int, _ rounding: Rounding = .halfAwayFromZero) -> MinorUnits {
    // A constant divisor is several times faster than a variable one, and nearly every currency has two decimals.
    if exponent == 2 { return MinorUnits(rounding.quotient(millionths, over: 10_000)) }
    return MinorUnits(rounding.quotient(millionths, over: Self.divisor(exponent)))
  }

  /// Whether the amount is a whole number of minor units of a currency with `exponent` decimals.
  @inlinable
  public func isWhole(at exponent: Int) -> Bool { millionths % Self.divisor(exponent) == 0 }

  /// Millionths in one minor unit of a currency with `exponent` decimals; exponents are held between 0 and 6.
  @inlinable
  public static func divisor(_ exponent: Int) -> Int64 {
    switch exponent {
    case ...0: 1_000_000
    case 1: 100_000
    case 2: 10_000
    case 3: 1_000
    case 4: 100
    case 5: 10
    default: 1
    }
  }
}

extension Exact: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int64 { millionths }
  /// The value of a stored element.
  @inlinable public init(stored: Int64) { millionths = stored }
}

extension Exact: CustomStringConvertible {
  /// The number with as many decimals as it needs, such as `17.5`.
  public var description: String { description(decimals: 0) }

  /// The number with at least `decimals` decimals, and more where it needs them.
  public func description(decimals: Int) -> String {
    DecimalText.text(millionths, scale: Self.decimals, atLeast: decimals)
  }
}

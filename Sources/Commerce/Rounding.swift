/// How a quotient that lies halfway between two integers is rounded; all others go to the nearer one.
public enum Rounding: Int32, Sendable, CaseIterable {
  /// 2.5 becomes 3 and -2.5 becomes -3, so that a refund mirrors its sale. The default of the whole program.
  case halfAwayFromZero = 1
  /// 2.5 becomes 2 and -2.5 becomes -2, as WooCommerce does where prices include tax.
  case halfDown = 2
  /// 2.5 becomes 2 and 3.5 becomes 4.
  case halfEven = 3

  /// The word that definitions use.
  public var name: String {
    switch self {
    case .halfAwayFromZero: "half_away_from_zero"
    case .halfDown: "half_down"
    case .halfEven: "half_even"
    }
  }

  /// The rounding of that name.
  public init?(name: String) {
    guard let rounding = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = rounding
  }

  /// `numerator` over `denominator`, rounded to an integer.
  ///
  /// - Parameter denominator: greater than zero.
  @inlinable
  public func quotient<Integer: FixedWidthInteger & SignedInteger>(
    _ numerator: Integer, over denominator: Integer
  ) -> Integer {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let beyond = remainder < 0 ? -remainder : remainder
    let missing = denominator - beyond
    let away: Bool
    if beyond == missing {
      switch self {
      case .halfAwayFromZero: away = true
      case .halfDown: away = false
      case .halfEven: away = quotient & 1 != 0
      }
    } else {
      away = beyond > missing
    }
    guard away else { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
  }

  /// `value` × `multiplier` ÷ `divisor`, exact in between and rounded once; `nil` when it does not fit 64 bits.
  ///
  /// - Parameter divisor: not zero.
  @inlinable
  public func scale(_ value: Int64, by multiplier: Int64, over divisor: Int64) -> Int64? {
    if divisor < 0 {
      return Int64(exactly: quotient(-Int128(value) * Int128(multiplier), over: -Int128(divisor)))
    }
    let (product, overflow) = value.multipliedReportingOverflow(by: multiplier)
    if !overflow { return quotient(product, over: divisor) }
    return Int64(exactly: quotient(Int128(value) * Int128(multiplier), over: Int128(divisor)))
  }
}

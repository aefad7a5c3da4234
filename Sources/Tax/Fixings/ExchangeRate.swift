public import Commerce

/// The exact ratio by which minor units of one currency become minor units of another, with the fixings it comes from.
///
/// It is worked out once per currency and day and then applied to each amount, which is rounded once, at the end.
public struct ExchangeRate: Hashable, Sendable, BitwiseCopyable {
  /// The fixing of the currency converted from.
  public var from: Fixing
  /// The fixing of the currency converted to.
  public var to: Fixing
  private var numerator: Int64
  private var denominator: Int64

  /// The rate from `source` to `target`, whose amounts have the given decimals; `nil` when the ratio is out of range.
  init?(from: Fixing, sourceExponent: Int, to: Fixing, targetExponent: Int) {
    self.from = from
    self.to = to
    // amount × 10^(target − source) ÷ (from.units ÷ 10^from.scale) × (to.units ÷ 10^to.scale)
    let power = targetExponent - sourceExponent + Int(from.scale) - Int(to.scale)
    guard let up = Self.powerOfTen(max(power, 0)), let down = Self.powerOfTen(max(-power, 0)), from.units > 0 else {
      return nil
    }
    let (numerator, high) = to.units.multipliedReportingOverflow(by: up)
    let (denominator, low) = from.units.multipliedReportingOverflow(by: down)
    guard !high, !low else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The amount in the other currency, rounded once; `nil` when it does not fit 64 bits.
  public func convert(_ amount: MinorUnits, _ rounding: Rounding = .halfAwayFromZero) -> MinorUnits? {
    rounding.scale(amount.count, by: numerator, over: denominator).map { MinorUnits($0) }
  }

  private static func powerOfTen(_ power: Int) -> Int64? {
    guard power <= 18 else { return nil }
    return (0..<power).reduce(Int64(1)) { product, _ in product * 10 }
  }
}

extension ECBFixings {
  /// The exchange rate from one currency to another for a transaction on `date`, through the euro where neither is it.
  public func exchangeRate(
    from source: Currency, to target: Currency, on date: CivilDate
  ) throws(NoFixing) -> ExchangeRate {
    guard let sourceExponent = source.exponent else { throw .noMoney(source) }
    guard let targetExponent = target.exponent else { throw .noMoney(target) }
    let same = Fixing(units: 1, scale: 0, date: date)
    let from = source == target ? same : try fixing(source, on: date)
    let to = source == target ? same : try fixing(target, on: date)
    guard
      let rate = ExchangeRate(
        from: from, sourceExponent: sourceExponent, to: to, targetExponent: targetExponent)
    else { throw .tooLarge }
    return rate
  }

  /// `amount` of `source` in `target` by the fixings of `date`, exact and rounded once, half away from zero.
  public func convert(
    _ amount: MinorUnits, from source: Currency, to target: Currency, on date: CivilDate
  ) throws(NoFixing) -> MinorUnits {
    guard let converted = try exchangeRate(from: source, to: target, on: date).convert(amount) else { throw .tooLarge }
    return converted
  }
}

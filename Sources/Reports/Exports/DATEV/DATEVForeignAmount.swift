import Commerce

/// A row's amount in a foreign currency with its exchange rate, where DATEV can hold both.
///
/// DATEV's rate says how much foreign money one euro is, from 1 to 9999.999999, and its amounts have two decimals. What lies
/// outside (pounds, dinars of three decimals, amounts whose euros no such rate gives to the cent) is written in euros.
struct DATEVForeignAmount {
  /// The amount in hundredths of the foreign currency.
  let amount: Int64
  /// Foreign money for one euro, in millionths.
  let rate: Int64

  /// The amount of a leg; `nil` where it is in the books' currency or DATEV has no room for it.
  init?(_ leg: DATEVLeg, books: Currency) {
    guard leg.currency != books, leg.amount != 0, leg.base != 0, let exponent = leg.currency.exponent, exponent <= 2
    else { return nil }
    let hundredths = exponent == 2 ? leg.amount : exponent == 1 ? leg.amount * 10 : leg.amount * 100
    guard hundredths.magnitude < 1_000_000_000_000,
      let rate = Rounding.halfAwayFromZero.scale(hundredths, by: 1_000_000, over: leg.base),
      1_000_000...9_999_999_999 ~= rate,
      Rounding.halfAwayFromZero.scale(hundredths, by: 1_000_000, over: rate) == leg.base
    else { return nil }
    amount = hundredths
    self.rate = rate
  }
}

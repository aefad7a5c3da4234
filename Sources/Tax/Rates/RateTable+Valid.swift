public import Commerce

/// Whether a rate is the law somewhere, whatever it is for.
extension RateTable {
  /// Whether `rate` is one of the territory's rates on `date`, of whatever class.
  public func has(_ rate: TaxRate, in territory: Territory, on date: CivilDate) -> Bool {
    rows(of: territory).contains { $0.rate == rate && $0.days.contains(date) }
  }
}

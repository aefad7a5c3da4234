/// An amount of money with its currency, for interfaces and for people to read.
public struct Money: Hashable, Sendable {
  /// The amount in the currency's minor units.
  public var minor: MinorUnits
  /// The currency.
  public var currency: Currency

  /// An amount of `minor` units of `currency`.
  public init(_ minor: MinorUnits, _ currency: Currency) {
    self.minor = minor
    self.currency = currency
  }
}

extension Money: CustomStringConvertible {
  /// The amount and the currency's code, such as `12.50 EUR`.
  public var description: String { "\(minor.description(exponent: currency.exponent ?? 0)) \(currency.code)" }
}

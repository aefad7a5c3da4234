public import Commerce

/// How a business keeps its books: where it is at home, in which currency, and with which accounts.
public struct BooksProfile: Sendable {
  /// The country in which it is established.
  public var home: Country
  /// The currency of the books.
  public var currency: Currency
  /// The accounts of roles.
  public var chart: ChartOfAccounts
  /// The platforms and providers for whose services the business owes the tax, in small letters.
  public var reverseCharge: Set<String>

  /// A profile.
  public init(home: Country, currency: Currency, chart: ChartOfAccounts, reverseCharge: Set<String> = []) {
    self.home = home
    self.currency = currency
    self.chart = chart
    self.reverseCharge = reverseCharge
  }
}

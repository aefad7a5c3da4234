/// What a simulated shop is like; the same plan always makes the same shop.
public import Commerce

/// The plan of a shop.
public struct ShopPlan: Sendable, Equatable {
  /// What everything random is drawn from.
  public var seed: UInt64
  /// Number of orders.
  public var orders: Int
  /// Number of products; each has one to four variants.
  public var products: Int
  /// Number of customers who come again; some orders are of guests.
  public var customers: Int
  /// The seller's country.
  public var country: Country
  /// The shop's currency.
  public var currency: Currency
  /// IANA time zone.
  public var timeZone: String
  /// Whether prices include tax.
  public var pricesIncludeTax: Bool
  /// First and last second of the orders, since 1970 in UTC.
  public var span: ClosedRange<Int64>
  /// Of how many orders that are paid by card one is paid in part with a gift card; 0 for none.
  public var giftCards = 0

  /// A plan.
  public init(
    seed: UInt64, orders: Int, products: Int = 40, customers: Int = 200, country: Country, currency: Currency,
    timeZone: String, pricesIncludeTax: Bool, span: ClosedRange<Int64>
  ) {
    self.seed = seed
    self.orders = orders
    self.products = products
    self.customers = customers
    self.country = country
    self.currency = currency
    self.timeZone = timeZone
    self.pricesIncludeTax = pricesIncludeTax
    self.span = span
  }
}

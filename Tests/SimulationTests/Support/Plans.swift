/// Plans of shops that tests make.
import Commerce
import Simulation
import Testing

extension ShopPlan {
  /// A plan of a year of orders.
  static func sample(
    _ country: String = "DE", _ currency: String = "EUR", orders: Int = 300, included: Bool = true, seed: UInt64 = 7
  ) throws -> ShopPlan {
    ShopPlan(
      seed: seed, orders: orders, country: try #require(Country(country)), currency: try #require(Currency(currency)),
      timeZone: "Europe/Berlin", pricesIncludeTax: included, span: 1_735_689_600...1_767_225_599)
  }
}

/// Shops that differ in everything that figures depend on.
struct Market: Sendable, CustomTestStringConvertible {
  let country: String
  let currency: String
  let included: Bool

  var testDescription: String { "\(country) \(currency) \(included ? "with" : "without") tax" }

  static let all = [
    Market(country: "DE", currency: "EUR", included: true), Market(country: "DE", currency: "EUR", included: false),
    Market(country: "US", currency: "USD", included: false), Market(country: "CA", currency: "CAD", included: false),
    Market(country: "CA", currency: "CAD", included: true), Market(country: "GB", currency: "GBP", included: true),
    Market(country: "JP", currency: "JPY", included: true), Market(country: "KW", currency: "KWD", included: false),
    Market(country: "AU", currency: "AUD", included: true), Market(country: "CH", currency: "CHF", included: true),
  ]

  func shop(orders: Int, seed: UInt64 = 7) throws -> ShopData {
    ShopData(try .sample(country, currency, orders: orders, included: included, seed: seed))
  }
}

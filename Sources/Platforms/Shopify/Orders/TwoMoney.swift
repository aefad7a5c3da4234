/// Amounts as Shopify states them: in the shop's currency and in the one that the buyer saw.
import Columns
import Commerce
import Formats

/// An amount in both currencies; they are the same number where there is only one.
struct TwoMoney: Sendable, Equatable {
  /// In the shop's currency.
  var shop: Exact
  /// In the buyer's currency.
  var presentment: Exact

  static let zero = TwoMoney(shop: .zero, presentment: .zero)

  var isZero: Bool { shop == .zero && presentment == .zero }

  static func + (left: TwoMoney, right: TwoMoney) -> TwoMoney {
    TwoMoney(
      shop: Exact(millionths: left.shop.millionths &+ right.shop.millionths),
      presentment: Exact(millionths: left.presentment.millionths &+ right.presentment.millionths))
  }

  static func - (left: TwoMoney, right: TwoMoney) -> TwoMoney { left + -right }

  static prefix func - (value: TwoMoney) -> TwoMoney { TwoMoney(shop: -value.shop, presentment: -value.presentment) }

  static func * (left: TwoMoney, count: Int64) -> TwoMoney {
    TwoMoney(
      shop: Exact(millionths: left.shop.millionths &* count),
      presentment: Exact(millionths: left.presentment.millionths &* count))
  }
}

/// The two amounts of a `*_set`.
private enum MoneySetField: Int, PayloadField {
  case shopMoney, presentmentMoney
  static let keys = compile()
}

/// An amount with its currency; transactions spell the currency's name another way.
private enum MoneyField: Int, PayloadField {
  case amount, currencyCode, currency
  static let keys = compile()
}

extension Payload {
  /// An amount of which a payload gives the number and, since 2018, the set of both currencies.
  ///
  /// The set decides, because the number beside it is not always in the shop's currency: an adjustment of a refund was
  /// seen in the buyer's.
  mutating func money(_ number: JSONElement?, _ set: JSONElement?, at path: String) -> TwoMoney? {
    let plain = exact(number)
    guard let set else { return plain.map { TwoMoney(shop: $0, presentment: $0) } }
    let amounts = fields(set, MoneySetField.self, at: path)
    let shop = amount(amounts[.shopMoney], at: path) ?? plain
    let presentment = amount(amounts[.presentmentMoney], at: path) ?? shop
    guard let shop, let presentment else { return nil }
    return TwoMoney(shop: shop, presentment: presentment)
  }

  private mutating func amount(_ element: JSONElement?, at path: String) -> Exact? {
    exact(fields(element, MoneyField.self, at: path)[.amount])
  }
}

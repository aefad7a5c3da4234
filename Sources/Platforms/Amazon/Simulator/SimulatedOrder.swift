/// An order of the shop as Amazon tells it: ids, status and amounts by item, before either interface words it.
import Commerce
import Simulation

struct SimulatedOrder: Sendable {
  /// An item with its amounts in minor units; discounts are positive.
  struct Item: Sendable {
    var line: ShopLine
    var price: Int64 = 0, tax: Int64 = 0
    var shipping: Int64 = 0, shippingTax: Int64 = 0
    var giftWrap: Int64 = 0, giftWrapTax: Int64 = 0
    var discount: Int64 = 0, discountTax: Int64 = 0

    /// What the item adds to the total, without tax where prices are without it.
    var amount: Int64 { price + shipping + giftWrap - discount }
    var taxes: Int64 { tax + shippingTax + giftWrapTax - discountTax }
  }

  let order: ShopOrder
  let marketplace: AmazonMarketplace
  let options: AmazonSimulator.Options
  let exponent: Int
  private(set) var items: [Item] = []

  init(_ order: ShopOrder, _ marketplace: AmazonMarketplace, _ options: AmazonSimulator.Options) {
    self.order = order
    self.marketplace = marketplace
    self.options = options
    exponent = Currency(marketplace.currency)?.exponent ?? 2
    for (number, line) in order.lines.enumerated() {
      var item = Item(line: line)
      if order.state != .cancelled {
        let rate = Int64(line.taxes.reduce(0) { $0 + $1.rate })
        item.price = line.quantity * line.price
        item.discount = line.discount
        if statesTax {
          item.discountTax = Self.tax(on: line.discount, rate, contained: marketplace.pricesIncludeTax)
          item.tax = Self.sum(line.taxes) + item.discountTax
        }
        // What the shop charges for the order as a whole, Amazon tells of its first item.
        if number == 0, let carriage = order.carriage {
          item.shipping = carriage.amount
          item.shippingTax = statesTax ? Self.sum(carriage.taxes) : 0
        }
        if number == 0, let fee = order.fee {
          item.giftWrap = fee.amount
          item.giftWrapTax = statesTax ? Self.sum(fee.taxes) : 0
        }
      }
      items.append(item)
    }
  }

  /// Whether Amazon states the tax: always where prices are without it, else only for sellers whose VAT it calculates.
  var statesTax: Bool { !marketplace.pricesIncludeTax || options.calculatesVAT }

  /// Whether Amazon collects the tax as a marketplace.
  var isTaxedByMarketplace: Bool {
    !marketplace.pricesIncludeTax && options.isFacilitator && items.contains { $0.taxes != 0 }
  }

  /// The total; `nil` while it is not paid, and for what was called off.
  var total: SimulatedAmount? {
    guard hasAmounts else { return nil }
    let amounts = items.reduce(Int64(0)) { $0 + $1.amount }
    let taxes = marketplace.pricesIncludeTax ? 0 : items.reduce(Int64(0)) { $0 + $1.taxes }
    return amount(amounts + taxes)
  }

  var hasAmounts: Bool { order.state != .pending && order.state != .cancelled }
  var isShipped: Bool {
    switch order.state {
    case .completed, .partlyRefunded, .refunded: true
    case .pending, .paid, .cancelled: false
    }
  }

  func amount(_ minor: Int64) -> SimulatedAmount {
    SimulatedAmount(minor: minor, currency: marketplace.currency, exponent: exponent)
  }

  /// The status in the words of v0.
  var status: String {
    switch order.state {
    case .pending: "Pending"
    case .paid: "Unshipped"
    case .completed, .partlyRefunded, .refunded: "Shipped"
    case .cancelled: "Canceled"
    }
  }

  /// The status in the words of 2026-01-01.
  var status2026: String { order.state == .cancelled ? "CANCELLED" : status.uppercased() }

  var units: Int64 { order.lines.reduce(0) { $0 + $1.quantity } }

  /// The total of a tax.
  static func sum(_ taxes: [ShopTax]) -> Int64 { taxes.reduce(0) { $0 + $1.amount } }

  /// The tax on an amount at a rate in thousandths of a percent.
  static func tax(on amount: Int64, _ rate: Int64, contained: Bool) -> Int64 {
    Rounding.halfAwayFromZero.scale(amount, by: rate, over: contained ? 100_000 + rate : 100_000) ?? 0
  }
}

/// Ids as Amazon makes them, and back.
enum SimulatedIDs {
  /// The id of an order: 3, 7 and 7 digits, of which the last tell its number.
  static func order(_ id: Int64, _ marketplace: AmazonMarketplace) -> String {
    let start = 300 + Int64(marketplace.id.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) % 89 })
    return "\(start)-\(digits(id &* 7_919 % 9_999_991, 7))-\(digits(id, 7))"
  }

  /// The number of an order; `nil` for an id that is none of this marketplace.
  static func orderNumber(_ text: String, _ marketplace: AmazonMarketplace) -> Int64? {
    guard let id = text.split(separator: "-").last.flatMap({ Int64($0) }), order(id, marketplace) == text else {
      return nil
    }
    return id
  }

  /// The id of an item of an order: 14 digits.
  static func item(_ line: Int64) -> String { "5" + digits(line, 13) }

  /// The ASIN of a variant.
  static func asin(_ variant: Int64) -> String {
    "B0" + padded(String(variant + 46_656_000, radix: 36).uppercased(), 8)
  }

  /// The number of a variant.
  static func variant(asin: String) -> Int64? {
    guard asin.hasPrefix("B0"), asin.utf8.count == 10, let number = Int64(asin.dropFirst(2), radix: 36) else {
      return nil
    }
    return number - 46_656_000
  }

  /// Amazon's own number of a variant in its warehouses.
  static func fnsku(_ variant: Int64) -> String {
    "X00" + padded(String(variant + 60_466_176, radix: 36).uppercased(), 7)
  }

  static func digits(_ number: Int64, _ count: Int) -> String { padded("\(number)", count) }

  private static func padded(_ text: String, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}

/// How a simulated Shopify words an invented shop: ids, amounts and stamps.
import Commerce
import Simulation

/// Words the records of one shop.
struct ShopifyWording: Sendable {
  let data: ShopData
  let zone: ShopZone
  let currency: String
  private let exponent: Int

  init(_ data: ShopData) {
    self.data = data
    zone = ShopZone(data.plan.timeZone) ?? .utc
    currency = data.plan.currency.code
    exponent = data.plan.currency.exponent ?? 2
  }

  // MARK: Ids

  /// The numbers of records: as many digits as real ones have, and a different start for each kind.
  enum Kind: Int64, CaseIterable {
    case order = 5_300_000_000_000
    case line = 13_900_000_000_000
    case fee = 14_800_000_000_000
    case shippingLine = 4_400_000_000_000
    case product = 8_100_000_000_000
    case variant = 44_700_000_000_000
    case item = 46_800_000_000_000
    case location = 70_300_000_000
    case customer = 7_200_000_000_000
    case address = 9_100_000_000_000
    case refund = 930_000_000_000
    case refundLine = 510_000_000_000
    case adjustment = 230_000_000_000
    case transaction = 6_500_000_000_000
    case fulfillment = 4_700_000_000_000
    case payout = 98_000_000_000
    case option = 10_200_000_000_000

    /// Shopify's id of the record of that number.
    func id(_ number: Int64) -> Int64 { rawValue + number }
    /// The number of the record of that id.
    func number(_ id: Int64) -> Int64 { id - rawValue }
  }

  static func gid(_ type: String, _ id: Int64) -> WireValue { .text("gid://shopify/\(type)/\(id)") }

  // MARK: Amounts and stamps

  /// An amount as text, such as `12.50`.
  func amount(_ minor: Int64) -> String { MinorUnits(minor).description(exponent: exponent) }

  /// The same as a value.
  func money(_ minor: Int64) -> WireValue { .text(amount(minor)) }

  /// The same as a number.
  func number(_ minor: Int64) -> WireValue { .number(amount(minor)) }

  /// The amount in both currencies, which are one here.
  func set(_ minor: Int64) -> WireValue {
    let money = #"{"amount":"\#(amount(minor))","currency_code":"\#(currency)"}"#
    return .raw(#"{"shop_money":\#(money),"presentment_money":\#(money)}"#)
  }

  func stamp(_ seconds: Int64) -> WireValue { .text(zone.text(seconds)) }

  func stamp(_ seconds: Int64?) -> WireValue { seconds.map { stamp($0) } ?? .null }

  // MARK: Parts that several records have

  func taxes(_ taxes: [ShopTax]) -> WireValue {
    .list(
      taxes.map { tax in
        [
          "channel_liable": false, "price": money(tax.amount), "price_set": set(tax.amount),
          "rate": .number(DecimalText.text(Int64(tax.rate), scale: 5, atLeast: 1)), "title": .text(tax.title),
        ]
      })
  }

  func address(_ address: ShopAddress, phone: String?) -> WireValue {
    [
      "first_name": .text(address.firstName), "address1": .text(address.street), "phone": .text(phone),
      "city": .text(address.city), "zip": .text(address.postcode),
      "province": .text(address.region.isEmpty ? nil : address.region), "country": .text(address.country.name),
      "last_name": .text(address.lastName), "address2": nil,
      "company": .text(address.company.isEmpty ? nil : address.company), "latitude": nil, "longitude": nil,
      "name": .text("\(address.firstName) \(address.lastName)"), "country_code": .text(address.country.code),
      "province_code": .text(address.region.isEmpty ? nil : address.region),
    ]
  }

  func customerAddress(_ customer: ShopCustomer) -> WireValue {
    let address = customer.address
    let id = Kind.customer.id(customer.id)
    return [
      "id": .int(Kind.address.id(customer.id)), "customer_id": .int(id), "first_name": .text(address.firstName),
      "last_name": .text(address.lastName), "company": .text(address.company.isEmpty ? nil : address.company),
      "address1": .text(address.street), "address2": nil, "city": .text(address.city),
      "province": .text(address.region.isEmpty ? nil : address.region), "country": .text(address.country.name),
      "zip": .text(address.postcode), "phone": .text(customer.phone),
      "name": .text("\(address.firstName) \(address.lastName)"),
      "province_code": .text(address.region.isEmpty ? nil : address.region),
      "country_code": .text(address.country.code), "country_name": .text(address.country.name), "default": true,
    ]
  }

  private func consent(_ customer: ShopCustomer) -> [(String, WireValue)] {
    [
      (
        "email_marketing_consent",
        [
          "state": .text(customer.advertising.word), "opt_in_level": "single_opt_in",
          "consent_updated_at": stamp(customer.advertising.changedAt),
        ]
      ),
      (
        "sms_marketing_consent",
        customer.phone == nil
          ? nil
          : [
            "state": .text(customer.textMessages.word), "opt_in_level": "single_opt_in",
            "consent_updated_at": stamp(customer.textMessages.changedAt),
            "consent_collected_from": "OTHER",
          ]
      ),
    ]
  }

  private func customerHead(_ customer: ShopCustomer) -> [(String, WireValue)] {
    [
      ("id", .int(Kind.customer.id(customer.id))), ("email", .text(customer.email)),
      ("created_at", stamp(customer.createdAt)), ("updated_at", stamp(customer.updatedAt)),
      ("first_name", .text(customer.address.firstName)), ("last_name", .text(customer.address.lastName)),
    ]
  }

  /// The customer within an order: without sums and addresses.
  func orderCustomer(_ customer: ShopCustomer) -> WireValue {
    .object(
      customerHead(customer) + [
        ("state", "disabled"), ("note", nil), ("verified_email", true), ("multipass_identifier", nil),
        ("tax_exempt", false), ("phone", .text(customer.phone)),
      ] + consent(customer) + [
        ("tags", ""), ("currency", .text(currency)), ("tax_exemptions", []),
        ("admin_graphql_api_id", Self.gid("Customer", Kind.customer.id(customer.id))),
        ("default_address", customerAddress(customer)),
      ])
  }

  /// A customer of the list.
  func customer(_ customer: ShopCustomer) -> WireValue {
    let orders = data.orders.filter { $0.customer == customer.id && $0.state != .cancelled }
    let spent = orders.reduce(0) { $0 + OrderSums($1, data.plan).total }
    let last = orders.last
    return .object(
      customerHead(customer) + [
        ("orders_count", .int(Int64(orders.count))), ("state", "disabled"), ("total_spent", money(spent)),
        ("last_order_id", .int(last.map { Kind.order.id($0.id) })), ("note", nil), ("verified_email", true),
        ("multipass_identifier", nil), ("tax_exempt", false), ("tags", ""),
        ("last_order_name", .text(last.map { Self.name($0.id) })), ("currency", .text(currency)),
        ("phone", .text(customer.phone)), ("addresses", [customerAddress(customer)]), ("tax_exemptions", []),
      ] + consent(customer) + [
        ("admin_graphql_api_id", Self.gid("Customer", Kind.customer.id(customer.id))),
        ("default_address", customerAddress(customer)),
      ])
  }

  /// The number of an order that people use.
  static func name(_ order: Int64) -> String { "#\(1_000 + order)" }
}

/// The sums of an order, in minor units.
struct OrderSums: Sendable {
  let order: ShopOrder
  let isGross: Bool
  /// Goods and the fee, before discounts.
  let items: Int64
  let discounts: Int64
  let shipping: Int64
  let tax: Int64

  init(_ order: ShopOrder, _ plan: ShopPlan) {
    self.order = order
    isGross = plan.pricesIncludeTax
    items = order.lines.reduce(order.fee?.amount ?? 0) { $0 + $1.quantity * $1.price }
    discounts = order.lines.reduce(0) { $0 + $1.discount }
    shipping = order.carriage?.amount ?? 0
    var tax = Self.sum(order.carriage?.taxes) + Self.sum(order.fee?.taxes)
    for line in order.lines { tax += Self.sum(line.taxes) }
    self.tax = tax
  }

  var subtotal: Int64 { items - discounts }
  var total: Int64 { subtotal + shipping + (isGross ? 0 : tax) }

  static func sum(_ taxes: [ShopTax]?) -> Int64 { (taxes ?? []).reduce(0) { $0 + $1.amount } }

  /// What a refund gives back: goods, their tax, and all of it.
  func back(_ refund: ShopRefund) -> (goods: Int64, tax: Int64, total: Int64) {
    let goods = refund.lines.reduce(refund.fee?.amount ?? 0) { $0 + $1.amount }
    let tax =
      refund.lines.reduce(0) { $0 + Self.sum($1.taxes) } + Self.sum(refund.fee?.taxes)
      + Self.sum(refund.carriage?.taxes)
    return (goods, tax, goods + (refund.carriage?.amount ?? 0) + (isGross ? 0 : tax))
  }

  /// All taxes by title and rate.
  var taxes: [ShopTax] {
    var taxes: [ShopTax] = []
    let all = order.lines.flatMap(\.taxes) + (order.fee?.taxes ?? []) + (order.carriage?.taxes ?? [])
    for tax in all {
      if let index = taxes.firstIndex(where: { $0.title == tax.title && $0.rate == tax.rate }) {
        taxes[index].amount += tax.amount
      } else {
        taxes.append(tax)
      }
    }
    return taxes
  }
}

extension ShopCustomer.Consent {
  /// Shopify's word for it.
  fileprivate var word: String {
    switch state {
    case .never: "not_subscribed"
    case .granted: "subscribed"
    case .withdrawn: "unsubscribed"
    }
  }
}

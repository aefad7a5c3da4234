import Commerce
import Simulation

/// Orders as the simulated shop words them, key by key in the order of version 11.
extension SimulatedShop {
  /// The order as it stands, with its refunds.
  func order(_ record: SimulatedRecord) -> WireObject {
    var order = record.written ?? record.source.map { worded(data.orders[$0], record) } ?? WireObject()
    order["status"] = .string(record.status)
    order["date_modified"] = local(record.modified)
    order["date_modified_gmt"] = utc(record.modified)
    order["refunds"] = .array((refundsOfOrder[record.id] ?? []).compactMap { refunds[$0].map(refundSummary) })
    order["is_editable"] = .bool(["pending", "on-hold", "auto-draft"].contains(record.status))
    order["needs_payment"] = .bool(record.status == "pending" || record.status == "failed")
    order["needs_processing"] = true
    return options.isModern ? order : Self.asOfVersion7(order)
  }

  private func worded(_ order: ShopOrder, _ record: SimulatedRecord) -> WireObject {
    let amounts = OrderAmounts(order, includesTax: data.plan.pricesIncludeTax)
    let isPaid = order.state != .pending && order.state != .cancelled
    let isSent = order.state == .completed || order.state == .partlyRefunded
    let paid: Wire? = isPaid ? local(order.createdAt) : nil
    var wire: WireObject = [
      "id": .integer(record.id), "parent_id": 0, "status": .string(record.status),
      "currency": .string(data.plan.currency.code), "version": .string(options.version),
      "prices_include_tax": .bool(data.plan.pricesIncludeTax), "date_created": local(order.createdAt),
      "date_modified": local(record.modified), "discount_total": money(amounts.discount),
      "discount_tax": money(amounts.discountTax), "shipping_total": money(amounts.shipping),
      "shipping_tax": money(amounts.shippingTax), "cart_tax": money(amounts.cartTax), "total": money(amounts.total),
      "total_tax": money(amounts.tax), "customer_id": .integer(record.customer),
      "order_key": .string(Self.orderKey(record.id)),
      "billing": .object(address(order.address, email: order.email, phone: order.phone)),
      "shipping": .object(address(order.address, email: nil, phone: nil)),
    ]
    let payment = Self.payment(order.payment)
    let tail: WireObject = [
      "payment_method": .string(payment.id), "payment_method_title": .string(payment.title),
      "transaction_id": .string(isPaid && payment.id != "bacs" ? "T\(record.id)" : ""), "customer_ip_address": "",
      "customer_user_agent": "", "created_via": "checkout", "customer_note": "",
      "date_completed": isSent ? local(order.updatedAt) : .null, "date_paid": paid ?? .null, "cart_hash": "",
      "number": .string(String(record.id)), "meta_data": .array(orderMeta(order, record.id)),
      "line_items": .array(order.lines.map { lineItem($0, order) }),
      "tax_lines": .array(taxLines(order, record.id)),
      "shipping_lines": .array(order.carriage.map { [carriage($0, order, record.id)] } ?? []),
      "fee_lines": .array(order.fee.map { [fee($0, order, record.id)] } ?? []),
      "coupon_lines": .array(couponLines(order, amounts, record.id)), "refunds": [],
      "payment_url": .string("\(options.site)/checkout/order-pay/\(record.id)/"), "is_editable": false,
      "needs_payment": false, "needs_processing": true, "date_created_gmt": utc(order.createdAt),
      "date_modified_gmt": utc(record.modified), "date_completed_gmt": isSent ? utc(order.updatedAt) : .null,
      "date_paid_gmt": isPaid ? utc(order.createdAt) : .null,
      "currency_symbol": .string(Self.symbol(data.plan.currency)), "_links": .object(orderLinks(record)),
    ]
    for (key, value) in tail.members { wire[key] = value }
    return wire
  }

  func orderLinks(_ record: SimulatedRecord) -> WireObject {
    var links = links("orders/\(record.id)", collection: "orders")
    let root = "\(options.site)/wp-json/wc/v3"
    if options.isModern {
      links["email_templates"] = [
        ["embeddable": true, "href": .string("\(root)/orders/\(record.id)/actions/email_templates")]
      ]
    }
    if record.customer > 0 { links["customer"] = [["href": .string("\(root)/customers/\(record.customer)")]] }
    return links
  }

  /// An address; the one that goods are sent to has no e-mail address, and the telephone number only since version 5.6.
  func address(_ address: ShopAddress, email: String?, phone: String?) -> WireObject {
    var wire: WireObject = [
      "first_name": .string(address.firstName), "last_name": .string(address.lastName),
      "company": .string(address.company), "address_1": .string(address.street), "address_2": "",
      "city": .string(address.city), "state": .string(address.region), "postcode": .string(address.postcode),
      "country": .string(address.country.code),
    ]
    if let email { wire["email"] = .string(email) }
    wire["phone"] = .string(phone ?? "")
    return wire
  }

  private func orderMeta(_ order: ShopOrder, _ id: Int64) -> [Wire] {
    var meta: [Wire] = []
    if let vatID = order.vatID { meta.append(self.meta(id * 10, "_billing_vat_number", .string(vatID))) }
    let isExempt = order.vatID != nil && order.lines.allSatisfy { $0.taxes.isEmpty }
    meta.append(self.meta(id * 10 + 1, "is_vat_exempt", .string(isExempt ? "yes" : "no")))
    return meta
  }

  static func orderKey(_ id: Int64) -> String {
    let word = String(UInt64(bitPattern: id) &* 0x9e37_79b9_7f4a_7c15, radix: 36)
    return "wc_order_\(word.prefix(13))"
  }

  /// Gateway and title of a way to pay.
  static func payment(_ name: String) -> (id: String, title: String) {
    switch name {
    case "bank_transfer": ("bacs", "Direct bank transfer")
    case "card": ("stripe", "Credit / Debit Card")
    case "paypal": ("paypal", "PayPal")
    case "cash_on_delivery": ("cod", "Cash on delivery")
    default: (name, name)
    }
  }

  static func symbol(_ currency: Currency) -> String {
    ["EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "CAD": "$", "AUD": "$", "PLN": "zł"][currency.code]
      ?? currency.code
  }

  /// What version 7.9 does not have, taken out.
  static func asOfVersion7(_ order: WireObject) -> WireObject {
    var order = order
    if case .array(let lines)? = order["line_items"] {
      order["line_items"] = .array(lines.map { without($0, ["global_unique_id"]) })
    }
    if case .array(let lines)? = order["shipping_lines"] {
      order["shipping_lines"] = .array(lines.map { without($0, ["tax_status"]) })
    }
    if case .array(let lines)? = order["coupon_lines"] {
      order["coupon_lines"] = .array(lines.map { without($0, ["discount_type", "nominal_amount", "free_shipping"]) })
    }
    if case .array(let refunds)? = order["refunds"] {
      order["refunds"] = .array(refunds.map { without($0, ["total_tax"]) })
    }
    return order
  }

  private static func without(_ wire: Wire, _ keys: [String]) -> Wire {
    guard case .object(var object) = wire else { return wire }
    for key in keys { object[key] = nil }
    return .object(object)
  }
}

/// The sums of an order in the shop's terms: all without tax, the tax beside them.
struct OrderAmounts {
  var goods: Int64 = 0, goodsTax: Int64 = 0
  var discount: Int64 = 0, discountTax: Int64 = 0
  var shipping: Int64 = 0, shippingTax: Int64 = 0
  var fee: Int64 = 0, feeTax: Int64 = 0

  init(_ order: ShopOrder, includesTax: Bool) {
    for line in order.lines {
      let parts = LineAmounts(line, includesTax: includesTax)
      goods += parts.total
      goodsTax += parts.totalTax
      discount += parts.subtotal - parts.total
      discountTax += parts.subtotalTax - parts.totalTax
    }
    (shipping, shippingTax) = Self.parts(order.carriage, includesTax)
    (fee, feeTax) = Self.parts(order.fee, includesTax)
  }

  var cartTax: Int64 { goodsTax + feeTax }
  var tax: Int64 { cartTax + shippingTax }
  var total: Int64 { goods + shipping + fee + tax }

  static func parts(_ charge: ShopCharge?, _ includesTax: Bool) -> (net: Int64, tax: Int64) {
    guard let charge else { return (0, 0) }
    let tax = charge.taxes.reduce(0) { $0 + $1.amount }
    return (includesTax ? charge.amount - tax : charge.amount, tax)
  }
}

/// The amounts of a line of goods before and after its discount, without tax and the tax beside them.
struct LineAmounts {
  var subtotal: Int64, subtotalTax: Int64
  var total: Int64, totalTax: Int64
  /// The tax before the discount, tax by tax.
  var subtotalTaxes: [Int64]

  init(_ line: ShopLine, includesTax: Bool) {
    totalTax = line.taxes.reduce(0) { $0 + $1.amount }
    let before = line.quantity * line.price
    let after = before - line.discount
    total = includesTax ? after - totalTax : after
    if line.discount == 0 {
      subtotal = total
      subtotalTax = totalTax
      subtotalTaxes = line.taxes.map(\.amount)
      return
    }
    let rate = line.taxes.reduce(Int64(0)) { $0 + Int64($1.rate) }
    let divisor = includesTax ? 100_000 + rate : 100_000
    subtotalTax = Rounding.halfAwayFromZero.scale(before, by: rate, over: divisor) ?? 0
    subtotal = includesTax ? before - subtotalTax : before
    let weights = line.taxes.map { Int64($0.rate) }
    subtotalTaxes = (try? LargestRemainder.allocate(subtotalTax, over: weights)) ?? weights.map { _ in 0 }
  }
}

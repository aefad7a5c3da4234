/// Orders as Shopify words them, as short as a test needs them.

/// A tax line.
struct TaxText {
  var title = "VAT"
  var rate: String
  var price: String

  var json: String { #"{"title":"\#(title)","rate":\#(rate),"price":"\#(price)"}"# }
}

/// A line item.
struct LineText {
  var id = 1
  var price: String
  var quantity = 1
  var taxes: [TaxText] = []
  /// Parts of the order's first discount.
  var discounts: [String] = []
  /// Members that stand beside or instead of these.
  var more: [String: String] = [:]

  var json: String {
    OrderText.object(
      [
        ("id", "\(id)"), ("title", "\"Thing \(id)\""), ("sku", "\"S\(id)\""), ("quantity", "\(quantity)"),
        ("price", "\"\(price)\""), ("taxable", "true"), ("requires_shipping", "true"), ("gift_card", "false"),
        ("product_id", "\(id)"), ("properties", "[]"), ("tax_lines", OrderText.list(taxes.map(\.json))),
        (
          "discount_allocations",
          OrderText.list(discounts.map { #"{"amount":"\#($0)","discount_application_index":0}"# })
        ),
      ], more)
  }
}

/// A line of carriage.
struct ShippingText {
  var price: String
  var taxes: [TaxText] = []
  var more: [String: String] = [:]

  var json: String {
    OrderText.object(
      [
        ("id", "900"), ("title", "\"Standard\""), ("price", "\"\(price)\""), ("discounted_price", "\"\(price)\""),
        ("tax_lines", OrderText.list(taxes.map(\.json))), ("discount_allocations", "[]"),
      ], more)
  }
}

/// A refund.
struct RefundText {
  /// Goods: the line, how many, and what they come to.
  var goods: [(line: LineText, quantity: Int, subtotal: String, tax: String)] = []
  /// Kind, amount, and tax of adjustments; the kinds that do not start with a letter stand for whole JSON objects.
  var adjustments: [(kind: String, amount: String, tax: String)] = []
  var adjustmentJSON: [String] = []
  /// What was paid out.
  var paid: [String] = []
  var currency = "EUR"
  var id = 77

  var json: String {
    let lines = goods.map { part in
      #"{"id":5,"line_item_id":\#(part.line.id),"quantity":\#(part.quantity),"restock_type":"return","#
        + #""subtotal":\#(part.subtotal),"total_tax":\#(part.tax),"line_item":\#(part.line.json)}"#
    }
    let amounts = adjustments.map {
      #"{"id":6,"kind":"\#($0.kind)","amount":"\#($0.amount)","tax_amount":"\#($0.tax)","reason":"\#($0.kind)"}"#
    }
    let payments = paid.map { #"{"kind":"refund","status":"success","amount":"\#($0)","currency":"\#(currency)"}"# }
    return OrderText.object([
      ("id", "\(id)"), ("created_at", "\"2026-01-01T10:00:00+01:00\""), ("note", "\"back\""),
      ("refund_line_items", OrderText.list(lines)), ("order_adjustments", OrderText.list(amounts + adjustmentJSON)),
      ("transactions", OrderText.list(payments)),
    ])
  }
}

/// An order.
struct OrderText {
  var id = 1001
  var total: String
  var tax = "0.00"
  var included = false
  var lines: [LineText] = []
  var shipping: [ShippingText] = []
  var refunds: [RefundText] = []
  var currency = "EUR"
  var more: [String: String] = [:]

  var json: String {
    Self.object(
      [
        ("id", "\(id)"), ("name", "\"#\(id)\""), ("created_at", "\"2025-12-30T10:00:00+01:00\""),
        ("processed_at", "\"2025-12-30T10:00:00+01:00\""), ("updated_at", "\"2026-01-01T10:00:00+01:00\""),
        ("financial_status", "\"paid\""), ("test", "false"), ("currency", "\"\(currency)\""),
        ("presentment_currency", "\"\(currency)\""), ("taxes_included", "\(included)"), ("total_price", "\"\(total)\""),
        ("total_tax", "\"\(tax)\""), ("line_items", Self.list(lines.map(\.json))),
        ("shipping_lines", Self.list(shipping.map(\.json))), ("refunds", Self.list(refunds.map(\.json))),
        ("shipping_address", #"{"country_code":"DE","zip":"10115","name":"Kim Beispiel","address1":"Weg 1"}"#),
        ("tax_lines", Self.list(taxes)),
        ("discount_applications", #"[{"type":"discount_code","code":"TEN"}]"#),
      ], more)
  }

  /// The order's own list: the taxes of its lines by title and rate.
  private var taxes: [String] {
    var sums: [(TaxText, Int)] = []
    for tax in lines.flatMap(\.taxes) + shipping.flatMap(\.taxes) {
      let cents = Int(tax.price.filter { $0 != "." }) ?? 0
      if let index = sums.firstIndex(where: { $0.0.title == tax.title && $0.0.rate == tax.rate }) {
        sums[index].1 += cents
      } else {
        sums.append((tax, cents))
      }
    }
    return sums.map { tax, cents in
      let decimals = "\(cents % 100)"
      let text = "\(cents / 100).\(decimals.count == 1 ? "0" : "")\(decimals)"
      return TaxText(title: tax.title, rate: tax.rate, price: text).json
    }
  }

  /// An answer with orders.
  static func page(_ orders: [OrderText]) -> [UInt8] {
    Array(#"{"orders":\#(list(orders.map(\.json)))}"#.utf8)
  }

  static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

  /// An object whose members are those of `more` where there are some of their name.
  static func object(_ members: [(String, String)], _ more: [String: String] = [:]) -> String {
    var all = members.map { ($0.0, more[$0.0] ?? $0.1) }
    for (name, value) in more.sorted(by: { $0.key < $1.key }) where !members.contains(where: { $0.0 == name }) {
      all.append((name, value))
    }
    return "{\(all.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ","))}"
  }

  /// A set of both currencies.
  static func set(_ shop: String, _ currency: String, _ presentment: String, _ other: String) -> String {
    #"{"shop_money":{"amount":"\#(shop)","currency_code":"\#(currency)"},"#
      + #""presentment_money":{"amount":"\#(presentment)","currency_code":"\#(other)"}}"#
  }
}

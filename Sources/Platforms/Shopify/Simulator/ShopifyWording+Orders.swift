/// How a simulated Shopify words orders.
import Commerce
import Simulation

extension ShopifyWording {
  /// An order with all that it holds, in the order of the real names.
  func order(_ order: ShopOrder, _ extras: OrderExtras) -> WireValue {
    let sums = OrderSums(order, data.plan)
    let back = order.refunds.map { sums.back($0) }
    let backTotal = back.reduce(0) { $0 + $1.total }
    let backTax = back.reduce(0) { $0 + $1.tax }
    let backGoods = back.reduce(0) { $0 + $1.goods }
    return head(order, extras, sums)
      + current(sums, subtotal: sums.subtotal - backGoods, tax: sums.tax - backTax, total: sums.total - backTotal)
      + middle(order, extras) + totals(order, sums) + parts(order)
  }

  private func head(_ order: ShopOrder, _ extras: OrderExtras, _ sums: OrderSums) -> WireValue {
    let id = Kind.order.id(order.id)
    return [
      "id": .int(id), "admin_graphql_api_id": Self.gid("Order", id), "app_id": .int(580_111),
      "browser_ip": "192.0.2.17",
      "buyer_accepts_marketing": false, "cancel_reason": .text(order.state == .cancelled ? "customer" : nil),
      "cancelled_at": order.state == .cancelled ? stamp(order.updatedAt) : nil,
      "cart_token": .text("cart\(id)"), "checkout_id": .int(id + 1), "checkout_token": .text("checkout\(id)"),
      "client_details": [
        "accept_language": nil, "browser_height": nil, "browser_ip": "192.0.2.17", "browser_width": nil,
        "session_hash": nil, "user_agent": nil,
      ],
      "closed_at": stamp(closedAt(order, extras)), "confirmation_number": .text("C\(order.id)"), "confirmed": true,
      "contact_email": .text(order.email), "created_at": stamp(order.createdAt), "currency": .text(currency),
    ]
  }

  /// When the order was archived: by hand, or by itself when it was paid and sent.
  func closedAt(_ order: ShopOrder, _ extras: OrderExtras) -> Int64? {
    if let closedAt = extras.closedAt { return closedAt }
    return order.state == .completed || order.state == .refunded ? order.updatedAt : nil
  }

  private func current(_ sums: OrderSums, subtotal: Int64, tax: Int64, total: Int64) -> WireValue {
    [
      "current_subtotal_price": money(subtotal), "current_subtotal_price_set": set(subtotal),
      "current_total_additional_fees_set": nil, "current_total_discounts": money(sums.discounts),
      "current_total_discounts_set": set(sums.discounts), "current_total_duties_set": nil,
      "current_total_price": money(total), "current_total_price_set": set(total), "current_total_tax": money(tax),
      "current_total_tax_set": set(tax),
    ]
  }

  private func middle(_ order: ShopOrder, _ extras: OrderExtras) -> WireValue {
    let id = Kind.order.id(order.id)
    var attributes = extras.attributes
    if let vatID = order.vatID { attributes.append(("vat_id", vatID)) }
    return [
      "customer_locale": .text(data.plan.country.code.lowercased()), "device_id": nil,
      "discount_codes": order.discountCode.isEmpty
        ? []
        : [
          [
            "code": .text(order.discountCode), "amount": money(order.lines.reduce(0) { $0 + $1.discount }),
            "type": "fixed_amount",
          ]
        ],
      "email": .text(order.email ?? ""), "estimated_taxes": false,
      "financial_status": .text(Self.financial(order.state)),
      "fulfillment_status": .text(Self.isSent(order.state) ? "fulfilled" : nil), "landing_site": "/",
      "landing_site_ref": nil, "location_id": nil, "merchant_of_record_app_id": nil, "name": .text(Self.name(order.id)),
      "note": .text(extras.note),
      "note_attributes": .list(attributes.map { ["name": .text($0.0), "value": .text($0.1)] }),
      "number": .int(order.id), "order_number": .int(1_000 + order.id),
      "order_status_url": .text("https://shop.example/orders/\(id)/authenticate"),
      "original_total_additional_fees_set": nil, "original_total_duties_set": nil,
      "payment_gateway_names": .list(Self.gateways(order).map { .text($0) }), "phone": .text(order.phone),
      "po_number": nil,
      "presentment_currency": .text(currency), "processed_at": stamp(order.createdAt), "reference": nil,
      "referring_site": "", "source_identifier": nil, "source_name": "web", "source_url": nil,
    ] + ["test": .bool(extras.isTest), "tags": .text(extras.tags)]
  }

  private func totals(_ order: ShopOrder, _ sums: OrderSums) -> WireValue {
    let isPaid = order.state != .pending
    return [
      "subtotal_price": money(sums.subtotal), "subtotal_price_set": set(sums.subtotal),
      "tax_exempt": false, "tax_lines": taxes(sums.taxes), "taxes_included": .bool(sums.isGross),
      "token": .text("token\(order.id)"), "total_discounts": money(sums.discounts),
      "total_discounts_set": set(sums.discounts), "total_line_items_price": money(sums.items),
      "total_line_items_price_set": set(sums.items), "total_outstanding": money(isPaid ? 0 : sums.total),
      "total_price": money(sums.total), "total_price_set": set(sums.total),
      "total_shipping_price_set": set(sums.shipping), "total_tax": money(sums.tax), "total_tax_set": set(sums.tax),
      "total_tip_received": money(0), "total_weight": .int(0), "updated_at": stamp(order.updatedAt), "user_id": nil,
    ]
  }

  private func parts(_ order: ShopOrder) -> WireValue {
    let customer = order.customer.flatMap { number in data.customers.first { $0.id == number } }
    let place = address(order.address, phone: order.phone)
    return [
      "billing_address": place, "customer": customer.map { orderCustomer($0) } ?? nil,
      "discount_applications": order.lines.contains { $0.discount != 0 }
        ? [
          [
            "target_type": "line_item", "type": .text(order.discountCode.isEmpty ? "manual" : "discount_code"),
            "value": money(order.lines.reduce(0) { $0 + $1.discount }), "value_type": "fixed_amount",
            "allocation_method": "across", "target_selection": "all",
            order.discountCode.isEmpty ? "title" : "code":
              .text(order.discountCode.isEmpty ? "Rabatt" : order.discountCode),
          ]
        ] : [],
      "fulfillments": Self.isSent(order.state) ? [fulfillment(order)] : [], "line_items": .list(lines(order)),
      "payment_terms": nil, "refunds": .list(order.refunds.map { refund($0, of: order, isWithinOrder: true) }),
      "shipping_address": place,
      "shipping_lines": order.carriage.map { [shippingLine($0, order)] } ?? [],
    ]
  }

  // MARK: Lines

  /// All lines: goods, then the fee as an article without a product.
  func lines(_ order: ShopOrder) -> [WireValue] {
    var lines = order.lines.map { line(.goods($0), order) }
    if let fee = order.fee { lines.append(line(.fee(fee), order)) }
    return lines
  }

  /// What a line item stands for.
  enum Article {
    case goods(ShopLine)
    case fee(ShopCharge)
  }

  func line(_ article: Article, _ order: ShopOrder) -> WireValue {
    let id: Int64
    let goods: ShopLine
    let isGoods: Bool
    switch article {
    case .goods(let line): (id, goods, isGoods) = (Kind.line.id(line.id), line, true)
    case .fee(let fee):
      id = Kind.fee.id(order.id)
      goods = ShopLine(
        id: 0, product: 0, variant: 0, sku: "", title: fee.title, quantity: 1, price: fee.amount, discount: 0,
        taxes: fee.taxes)
      isGoods = false
    }
    let back = order.refunds.reduce(Int64(0)) { sum, refund in
      isGoods
        ? refund.lines.reduce(sum) { $0 + ($1.line == goods.id ? $1.quantity : 0) } : sum + (refund.fee == nil ? 0 : 1)
    }
    let left = max(0, goods.quantity - back)
    let product = data.products.first { $0.id == goods.product }
    let variant = product?.variants.first { $0.id == goods.variant }
    let option = variant.map(\.option) ?? ""
    return [
      "id": .int(id), "admin_graphql_api_id": Self.gid("LineItem", id), "current_quantity": .int(left),
      "fulfillable_quantity": .int(Self.isSent(order.state) ? 0 : left), "fulfillment_service": "manual",
      "fulfillment_status": .text(Self.isSent(order.state) ? "fulfilled" : nil), "gift_card": false,
      "grams": .int(Int64(variant?.grams ?? 0)),
      "name": .text(option.isEmpty ? goods.title : "\(goods.title) - \(option)"), "price": money(goods.price),
      "price_set": set(goods.price), "product_exists": .bool(product != nil),
      "product_id": .int(product.map { Kind.product.id($0.id) }), "properties": [], "quantity": .int(goods.quantity),
      "requires_shipping": .bool(isGoods), "sku": .text(goods.sku.isEmpty ? nil : goods.sku),
      "taxable": .bool(!goods.taxes.isEmpty), "title": .text(goods.title), "total_discount": money(0),
      "total_discount_set": set(0), "variant_id": .int(variant.map { Kind.variant.id($0.id) }),
      "variant_inventory_management": .text(isGoods ? "shopify" : nil),
      "variant_title": .text(option.isEmpty ? nil : option),
      "vendor": .text(product?.vendor), "tax_lines": taxes(goods.taxes), "duties": [],
      "discount_allocations": goods.discount == 0
        ? []
        : [["amount": money(goods.discount), "amount_set": set(goods.discount), "discount_application_index": .int(0)]],
    ]
  }

  private func shippingLine(_ carriage: ShopCharge, _ order: ShopOrder) -> WireValue {
    [
      "id": .int(Kind.shippingLine.id(order.id)), "carrier_identifier": nil, "code": .text(carriage.title),
      "discounted_price": money(carriage.amount), "discounted_price_set": set(carriage.amount), "phone": nil,
      "price": money(carriage.amount), "price_set": set(carriage.amount), "requested_fulfillment_service_id": nil,
      "source": "shopify", "title": .text(carriage.title), "tax_lines": taxes(carriage.taxes),
      "discount_allocations": [],
    ]
  }

  private func fulfillment(_ order: ShopOrder) -> WireValue {
    let id = Kind.fulfillment.id(order.id)
    return [
      "id": .int(id), "admin_graphql_api_id": Self.gid("Fulfillment", id), "created_at": stamp(order.updatedAt),
      "location_id": .int(data.places.first.map { Kind.location.id($0.id) }), "name": .text("\(Self.name(order.id)).1"),
      "order_id": .int(Kind.order.id(order.id)), "origin_address": [:], "receipt": [:], "service": "manual",
      "shipment_status": nil, "status": "success", "tracking_company": nil, "tracking_number": nil,
      "tracking_numbers": [], "tracking_url": nil, "tracking_urls": [], "updated_at": stamp(order.updatedAt),
      "line_items": .list(order.lines.map { line(.goods($0), order) }),
    ]
  }

  // MARK: Statuses

  static func financial(_ state: ShopOrder.State) -> String {
    switch state {
    case .pending: "pending"
    case .paid, .completed: "paid"
    case .cancelled: "voided"
    case .partlyRefunded: "partially_refunded"
    case .refunded: "refunded"
    }
  }

  static func isSent(_ state: ShopOrder.State) -> Bool {
    switch state {
    case .completed, .partlyRefunded, .refunded: true
    case .pending, .paid, .cancelled: false
    }
  }

  /// How an order was paid, the gift card first.
  static func gateways(_ order: ShopOrder) -> [String] {
    (order.giftCard == 0 ? [] : ["gift_card"]) + [gateway(order.payment)]
  }

  static func gateway(_ payment: String) -> String {
    switch payment {
    case "card": "shopify_payments"
    case "bank_transfer": "Bank Deposit"
    default: payment
    }
  }
}

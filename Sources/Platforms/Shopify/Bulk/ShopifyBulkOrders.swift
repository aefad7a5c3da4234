/// Turns the lines of a bulk operation's file into orders as REST words them, so that one reader reads both.
import Commerce
import Formats

/// The orders of a file, with their children found by id: lines of children may stand anywhere.
struct ShopifyBulkOrders {
  fileprivate let payload: JSONPayload
  fileprivate let zone: ShopZone
  /// The orders, in the order of the file.
  let roots: [JSONElement]
  private var children: [String: [JSONElement]] = [:]

  init(_ payload: JSONPayload, zone: ShopZone) {
    self.payload = payload
    self.zone = zone
    var roots: [JSONElement] = []
    for line in payload.elements(of: payload.root) {
      if let parent = payload[line, key: "__parentId"] {
        children[payload.string(parent), default: []].append(line)
      } else {
        roots.append(line)
      }
    }
    self.roots = roots
  }

  /// The number of an order, and whether it has refunds, of which the file tells too little.
  func identity(_ order: JSONElement) -> (id: String, hasRefunds: Bool) {
    (
      payload.string(payload["legacyResourceId", in: order]),
      payload.elements(of: payload["refunds", in: order]).contains { _ in true }
    )
  }

  /// An order as REST words it.
  func rest(_ order: JSONElement) -> WireValue {
    let kin = children[payload.string(payload["id", in: order])] ?? []
    func kind(_ type: String) -> [JSONElement] {
      kin.filter { payload.string(payload["id", in: $0]).hasPrefix("gid://shopify/\(type)/") }
    }
    let applications = kin.filter { payload[$0, key: "index"] != nil }.sorted { index($0) < index($1) }
    let local = kin.filter { payload[$0, key: "countryCode"] != nil && payload[$0, key: "id"] == nil }
    return head(order) + amounts(order) + people(order) + [
      "tax_lines": taxes(order), "note_attributes": details(payload["customAttributes", in: order], name: "name"),
      "discount_applications": .list(applications.map { application($0) }),
      "localization_extensions": .list(
        local.map { ["country_code": text($0, "countryCode"), "title": text($0, "title"), "value": text($0, "value")] }),
      "line_items": .list(kind("LineItem").map { line($0) }),
      "shipping_lines": .list(kind("ShippingLine").map { shippingLine($0) }), "refunds": [],
    ]
  }

  // MARK: Parts

  private func head(_ order: JSONElement) -> WireValue {
    [
      "id": number(order, "legacyResourceId"), "admin_graphql_api_id": text(order, "id"), "name": text(order, "name"),
      "created_at": stamp(order, "createdAt"), "processed_at": stamp(order, "processedAt"),
      "updated_at": stamp(order, "updatedAt"), "cancelled_at": stamp(order, "cancelledAt"),
      "cancel_reason": lower(order, "cancelReason"), "closed_at": stamp(order, "closedAt"),
      "financial_status": lower(order, "displayFinancialStatus"), "fulfillment_status": fulfillment(order),
      "test": raw(order, "test"), "currency": text(order, "currencyCode"),
      "presentment_currency": text(order, "presentmentCurrencyCode"), "taxes_included": raw(order, "taxesIncluded"),
      "tax_exempt": raw(order, "taxExempt"), "estimated_taxes": raw(order, "estimatedTaxes"),
      "email": text(order, "email"), "phone": text(order, "phone"), "note": text(order, "note"),
      "tags": .text(strings(order, "tags").joined(separator: ", ")), "po_number": text(order, "poNumber"),
      "customer_locale": text(order, "customerLocale"), "payment_gateway_names": raw(order, "paymentGatewayNames"),
      "discount_codes": .list(strings(order, "discountCodes").map { ["code": .text($0)] }),
    ]
  }

  private func amounts(_ order: JSONElement) -> WireValue {
    var members: [(String, WireValue)] = []
    let pairs = [
      ("total_price", "totalPriceSet"), ("current_total_price", "currentTotalPriceSet"), ("total_tax", "totalTaxSet"),
      ("current_total_tax", "currentTotalTaxSet"), ("total_tip_received", "totalTipReceivedSet"),
    ]
    for (name, field) in pairs {
      members.append((name, shopAmount(order, field)))
      members.append(("\(name)_set", set(order, field)))
    }
    for (name, field) in [
      ("subtotal_price", "subtotalPriceSet"), ("total_discounts", "totalDiscountsSet"),
      ("total_outstanding", "totalOutstandingSet"),
    ] { members.append((name, shopAmount(order, field))) }
    for (name, field) in [
      ("original_total_duties_set", "originalTotalDutiesSet"),
      ("original_total_additional_fees_set", "originalTotalAdditionalFeesSet"),
    ] { members.append((name, set(order, field))) }
    return .object(members)
  }

  private func people(_ order: JSONElement) -> WireValue {
    let entity = payload[order, key: "purchasingEntity"]
    let place = entity.flatMap { payload[$0, key: "location"] }
    let customer = payload[order, key: "customer"]
    return [
      "customer": customer.map {
        ["id": number($0, "legacyResourceId"), "email": text($0, "email"), "phone": text($0, "phone")]
      } ?? nil,
      "company": entity.flatMap { payload[$0, key: "company"] }.map {
        ["id": tail($0), "location_id": place.map { tail($0) } ?? nil]
      } ?? nil,
      "purchasing_company": place.map { ["tax_registration_id": text($0, "taxRegistrationId")] } ?? nil,
      "shipping_address": address(order, "shippingAddress"), "billing_address": address(order, "billingAddress"),
    ]
  }

  private func address(_ order: JSONElement, _ name: String) -> WireValue {
    guard let address = payload[order, key: name] else { return nil }
    return [
      "first_name": text(address, "firstName"), "last_name": text(address, "lastName"), "name": text(address, "name"),
      "company": text(address, "company"), "address1": text(address, "address1"),
      "address2": text(address, "address2"), "city": text(address, "city"),
      "province_code": text(address, "provinceCode"), "zip": text(address, "zip"),
      "country_code": text(address, "countryCodeV2"), "phone": text(address, "phone"),
    ]
  }

  private func line(_ line: JSONElement) -> WireValue {
    [
      "id": tail(line), "sku": text(line, "sku"), "title": text(line, "title"),
      "variant_title": text(line, "variantTitle"), "vendor": text(line, "vendor"),
      "product_id": payload[line, key: "product"].map { tail($0) } ?? nil,
      "variant_id": payload[line, key: "variant"].map { tail($0) } ?? nil,
      "product_exists": .bool(payload[line, key: "product"] != nil), "quantity": raw(line, "quantity"),
      "current_quantity": raw(line, "currentQuantity"), "price": shopAmount(line, "originalUnitPriceSet"),
      "price_set": set(line, "originalUnitPriceSet"), "taxable": raw(line, "taxable"),
      "requires_shipping": raw(line, "requiresShipping"), "gift_card": raw(line, "isGiftCard"),
      "properties": details(payload["customAttributes", in: line], name: "name"), "tax_lines": taxes(line),
      "discount_allocations": allocations(line),
    ]
  }

  private func shippingLine(_ line: JSONElement) -> WireValue {
    [
      "id": tail(line), "title": text(line, "title"), "code": text(line, "code"),
      "price": shopAmount(line, "originalPriceSet"), "price_set": set(line, "originalPriceSet"),
      "discounted_price": shopAmount(line, "discountedPriceSet"),
      "discounted_price_set": set(line, "discountedPriceSet"), "tax_lines": taxes(line),
      "discount_allocations": allocations(line),
    ]
  }

  private func taxes(_ element: JSONElement) -> WireValue {
    .list(
      payload.elements(of: payload["taxLines", in: element]).map { tax in
        [
          "title": text(tax, "title"), "rate": raw(tax, "rate"), "channel_liable": raw(tax, "channelLiable"),
          "price": shopAmount(tax, "priceSet"), "price_set": set(tax, "priceSet"),
        ]
      })
  }

  private func allocations(_ line: JSONElement) -> WireValue {
    .list(
      payload.elements(of: payload["discountAllocations", in: line]).map { allocation in
        [
          "amount": shopAmount(allocation, "allocatedAmountSet"), "amount_set": set(allocation, "allocatedAmountSet"),
          "discount_application_index": payload[allocation, key: "discountApplication"].map { raw($0, "index") } ?? nil,
        ]
      })
  }

  private func application(_ application: JSONElement) -> WireValue {
    let type =
      switch payload.string(payload["__typename", in: application]) {
      case "DiscountCodeApplication": "discount_code"
      case "ManualDiscountApplication": "manual"
      case "ScriptDiscountApplication": "script"
      default: "automatic"
      }
    return ["type": .text(type), "code": text(application, "code"), "title": text(application, "title")]
  }

  private func details(_ element: JSONElement?, name: String) -> WireValue {
    .list(payload.elements(of: element).map { .object([(name, text($0, "key")), ("value", text($0, "value"))]) })
  }
}

// MARK: Values

extension ShopifyBulkOrders {
  private func text(_ element: JSONElement, _ name: String) -> WireValue {
    .text(payload[element, key: name].map { payload.string($0) })
  }

  private func lower(_ element: JSONElement, _ name: String) -> WireValue {
    .text(payload[element, key: name].map { payload.string($0).lowercased() })
  }

  private func raw(_ element: JSONElement, _ name: String) -> WireValue {
    guard let value = payload[element, key: name] else { return nil }
    if payload.kind(value) == .string { return .text(payload.string(value)) }
    return .raw(payload.string(value))
  }

  /// A number that is written as text.
  private func number(_ element: JSONElement, _ name: String) -> WireValue {
    .int(Int64(payload.string(payload[name, in: element])))
  }

  /// The number at the end of an object's global id.
  private func tail(_ element: JSONElement) -> WireValue {
    .int(payload.string(payload["id", in: element]).split(separator: "/").last.flatMap { Int64($0) })
  }

  private func strings(_ element: JSONElement, _ name: String) -> [String] {
    payload.elements(of: payload[name, in: element]).map { payload.string($0) }
  }

  fileprivate func index(_ element: JSONElement) -> Int { Int(payload.string(payload["index", in: element])) ?? 0 }

  /// GraphQL tells instants in UTC; books need the shop's day.
  private func stamp(_ element: JSONElement, _ name: String) -> WireValue {
    guard let instant = Payload(payload).instant(payload[element, key: name]) else { return nil }
    return .text(zone.text(instant))
  }

  private func fulfillment(_ order: JSONElement) -> WireValue {
    switch payload.string(payload["displayFulfillmentStatus", in: order]) {
    case "FULFILLED": "fulfilled"
    case "PARTIALLY_FULFILLED": "partial"
    case "RESTOCKED": "restocked"
    default: nil
    }
  }

  private func shopAmount(_ element: JSONElement, _ name: String) -> WireValue {
    .text(payload[element, path: [name, "shopMoney", "amount"]].map { payload.string($0) })
  }

  private func set(_ element: JSONElement, _ name: String) -> WireValue {
    guard let set = payload[element, key: name] else { return nil }
    func money(_ name: String) -> WireValue {
      guard let money = payload[set, key: name] else { return nil }
      return ["amount": text(money, "amount"), "currency_code": text(money, "currencyCode")]
    }
    return ["shop_money": money("shopMoney"), "presentment_money": money("presentmentMoney")]
  }
}

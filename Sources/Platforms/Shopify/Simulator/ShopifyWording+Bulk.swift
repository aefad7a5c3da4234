/// How a simulated Shopify words orders in GraphQL: instants in UTC, amounts without needless zeros, capital words.
import Commerce
import Simulation

extension ShopifyWording {
  /// The lines of a bulk operation's file. Children stand behind their order, or later.
  func bulkFile(_ orders: [ShopOrder]) -> (bytes: [UInt8], lines: Int64) {
    var bytes: [UInt8] = []
    var lines: Int64 = 0
    var waiting: [WireValue] = []
    func write(_ value: WireValue) {
      value.write(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
      lines += 1
    }
    for (number, order) in orders.enumerated() {
      write(bulkHead(order) + bulkBody(order))
      let children = bulkChildren(order)
      if number % 3 == 1 {
        waiting += children
        continue
      }
      (children + waiting).forEach(write)
      waiting = []
    }
    waiting.forEach(write)
    return (bytes, lines)
  }

  private func utc(_ seconds: Int64) -> WireValue { .text(Instant(seconds: seconds).description) }

  private func moneyBag(_ minor: Int64) -> WireValue {
    let text = DecimalText.text(minor, scale: data.plan.currency.exponent ?? 2, atLeast: 1)
    let money: WireValue = ["amount": .text(text), "currencyCode": .text(currency)]
    return ["shopMoney": money, "presentmentMoney": money]
  }

  private func bulkTaxes(_ taxes: [ShopTax]) -> WireValue {
    .list(
      taxes.map { tax in
        [
          "title": .text(tax.title), "rate": .number(DecimalText.text(Int64(tax.rate), scale: 5, atLeast: 1)),
          "channelLiable": false, "priceSet": moneyBag(tax.amount),
        ]
      })
  }

  /// What an order is told apart by.
  func bulkHead(_ order: ShopOrder) -> WireValue {
    let id = Kind.order.id(order.id)
    return [
      "id": Self.gid("Order", id), "legacyResourceId": .text(String(id)), "name": .text(Self.name(order.id)),
      "createdAt": utc(order.createdAt), "updatedAt": utc(order.updatedAt),
      "displayFinancialStatus": .text(Self.financial(order.state).uppercased()),
      "totalPriceSet": moneyBag(OrderSums(order, data.plan).total),
    ]
  }

  private func bulkBody(_ order: ShopOrder) -> WireValue {
    let sums = OrderSums(order, data.plan)
    let back = order.refunds.map { sums.back($0) }
    let closedAt = closedAt(order, OrderExtras())
    let customer = order.customer.flatMap { number in data.customers.first { $0.id == number } }
    let head: WireValue = [
      "processedAt": utc(order.createdAt), "cancelledAt": order.state == .cancelled ? utc(order.updatedAt) : nil,
      "cancelReason": .text(order.state == .cancelled ? "CUSTOMER" : nil), "closedAt": closedAt.map { utc($0) } ?? nil,
      "displayFulfillmentStatus": .text(Self.isSent(order.state) ? "FULFILLED" : "UNFULFILLED"), "test": false,
      "currencyCode": .text(currency), "presentmentCurrencyCode": .text(currency),
      "taxesIncluded": .bool(sums.isGross), "taxExempt": false, "estimatedTaxes": false, "email": .text(order.email),
      "phone": .text(order.phone), "note": nil, "tags": [], "poNumber": nil,
      "customerLocale": .text(data.plan.country.code.lowercased()),
      "paymentGatewayNames": .list(Self.gateways(order).map { .text($0) }),
      "discountCodes": order.discountCode.isEmpty ? [] : [.text(order.discountCode)],
      "customAttributes": order.vatID.map { [["key": "vat_id", "value": .text($0)]] } ?? [],
    ]
    let amounts: WireValue = [
      "currentTotalPriceSet": moneyBag(sums.total - back.reduce(0) { $0 + $1.total }),
      "subtotalPriceSet": moneyBag(sums.subtotal), "totalTaxSet": moneyBag(sums.tax),
      "currentTotalTaxSet": moneyBag(sums.tax - back.reduce(0) { $0 + $1.tax }),
      "totalDiscountsSet": moneyBag(sums.discounts), "totalTipReceivedSet": moneyBag(0),
      "originalTotalDutiesSet": nil, "originalTotalAdditionalFeesSet": nil,
      "totalOutstandingSet": moneyBag(order.state == .pending ? sums.total : 0), "taxLines": bulkTaxes(sums.taxes),
    ]
    return head + amounts + [
      "customer": customer.map {
        [
          "legacyResourceId": .text(String(Kind.customer.id($0.id))), "email": .text($0.email),
          "phone": .text($0.phone),
        ]
      } ?? nil,
      "shippingAddress": bulkAddress(order), "billingAddress": bulkAddress(order), "purchasingEntity": nil,
      "refunds": .list(order.refunds.map { ["legacyResourceId": .text(String(Kind.refund.id($0.id)))] }),
    ]
  }

  private func bulkAddress(_ order: ShopOrder) -> WireValue {
    let address = order.address
    return [
      "firstName": .text(address.firstName), "lastName": .text(address.lastName),
      "name": .text("\(address.firstName) \(address.lastName)"),
      "company": .text(address.company.isEmpty ? nil : address.company), "address1": .text(address.street),
      "address2": nil, "city": .text(address.city),
      "provinceCode": .text(address.region.isEmpty ? nil : address.region), "zip": .text(address.postcode),
      "countryCodeV2": .text(address.country.code), "phone": .text(order.phone),
    ]
  }

  private func bulkChildren(_ order: ShopOrder) -> [WireValue] {
    let parent = Self.gid("Order", Kind.order.id(order.id))
    var children: [WireValue] = []
    if order.lines.contains(where: { $0.discount != 0 }) {
      let isCode = !order.discountCode.isEmpty
      children.append([
        "index": .int(0), "__typename": .text(isCode ? "DiscountCodeApplication" : "ManualDiscountApplication"),
        isCode ? "code" : "title": .text(isCode ? order.discountCode : "Rabatt"), "__parentId": parent,
      ])
    }
    if let carriage = order.carriage {
      children.append([
        "id": Self.gid("ShippingLine", Kind.shippingLine.id(order.id)), "title": .text(carriage.title),
        "code": .text(carriage.title), "originalPriceSet": moneyBag(carriage.amount),
        "discountedPriceSet": moneyBag(carriage.amount), "taxLines": bulkTaxes(carriage.taxes),
        "discountAllocations": [], "__parentId": parent,
      ])
    }
    for line in order.lines { children.append(bulkLine(line, Kind.line.id(line.id)) + ["__parentId": parent]) }
    if let fee = order.fee {
      let line = ShopLine(
        id: 0, product: 0, variant: 0, sku: "", title: fee.title, quantity: 1, price: fee.amount, discount: 0,
        taxes: fee.taxes)
      children.append(bulkLine(line, Kind.fee.id(order.id)) + ["__parentId": parent])
    }
    return children
  }

  private func bulkLine(_ line: ShopLine, _ id: Int64) -> WireValue {
    let product = data.products.first { $0.id == line.product }
    let variant = product?.variants.first { $0.id == line.variant }
    return [
      "id": Self.gid("LineItem", id), "sku": .text(line.sku.isEmpty ? nil : line.sku), "title": .text(line.title),
      "variantTitle": .text(variant.flatMap { $0.option.isEmpty ? nil : $0.option }), "vendor": .text(product?.vendor),
      "quantity": .int(line.quantity), "currentQuantity": .int(line.quantity),
      "originalUnitPriceSet": moneyBag(line.price),
      "taxable": .bool(!line.taxes.isEmpty), "requiresShipping": .bool(line.product != 0), "isGiftCard": false,
      "customAttributes": [], "product": product.map { ["id": Self.gid("Product", Kind.product.id($0.id))] } ?? nil,
      "variant": variant.map { ["id": Self.gid("ProductVariant", Kind.variant.id($0.id))] } ?? nil,
      "taxLines": bulkTaxes(line.taxes),
      "discountAllocations": line.discount == 0
        ? []
        : [["allocatedAmountSet": moneyBag(line.discount), "discountApplication": ["index": .int(0)]]],
    ]
  }
}

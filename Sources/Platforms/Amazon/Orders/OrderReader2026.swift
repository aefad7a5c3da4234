/// Reads orders of Orders 2026-01-01, which bring their items along.
import Columns
import Commerce
import Formats

enum OrderReader2026 {
  /// Reads an order with its items.
  static func order(_ element: JSONElement, _ page: inout OrderPage) -> SaleDraft {
    var sale = SaleDraft()
    let found = page.read(element, OrderMaps2026.order, path: "orders", into: &sale.cells)
    sale.raw = page.payload.range(element)
    sale.updatedAt = sale.cells[.updatedAt].flatMap { AmazonTime.seconds(page.text[$0]) }
    sale.state = state(page.string(sale.cells[.status]))
    if let total = page.money(found["proceeds.grandTotal"], "amount", "currencyCode") {
      sale.total = total.amount
      sale.currency = total.currency
    }
    readFacts(found, &page, &sale)
    for breakdown in page.payload.elements(of: found["proceeds.breakdowns"])
    where page.string(page.payload["type", in: breakdown]) == "DELIVERY_TIP" {
      // A tip that is still open is not yet part of the total.
      guard page.string(page.payload["status", in: breakdown]) != "PENDING",
        let tip = amount(page.payload["subtotal", in: breakdown], page, &sale)
      else { continue }
      sale.charges.append(Charge(kind: .tip, amount: tip))
    }
    for item in page.payload.elements(of: found["orderItems"]) { self.item(item, &page, into: &sale) }
    return sale
  }

  /// What is told in lists: programs, aliases, replaced orders, tax numbers and payments.
  private static func readFacts(_ found: [String: JSONElement], _ page: inout OrderPage, _ sale: inout SaleDraft) {
    let programs = page.joined(found["programs"])
    let names = Set(programs.split(separator: ",").map(String.init))
    sale.cells[.programs] = page.made(programs)
    sale.cells[.isBusiness] = page.made(names.contains("AMAZON_BUSINESS") ? "true" : "false")
    sale.cells[.isPrime] = page.made(names.contains("PRIME") ? "true" : "false")
    switch page.string(found["fulfillment.fulfilledBy"]) {
    case "AMAZON": sale.cells[.fulfillment] = page.made("AFN")
    case "MERCHANT": sale.cells[.fulfillment] = page.made("MFN")
    case let other: sale.cells[.fulfillment] = page.made(other)
    }
    for alias in page.payload.elements(of: found["orderAliases"])
    where page.string(page.payload["aliasType", in: alias]) == "SELLER_ORDER_ID" {
      sale.cells[.sellerOrderID] = page.payload.text(page.payload["aliasId", in: alias], in: &page.text)
    }
    for other in page.payload.elements(of: found["associatedOrders"]) {
      let type = page.string(page.payload["associationType", in: other])
      guard type == "REPLACEMENT_ORIGINAL_ID" || type == "EXCHANGE_ORIGINAL_ID" else { continue }
      sale.cells[.replaces] = page.payload.text(page.payload["orderId", in: other], in: &page.text)
      sale.cells[.isReplacement] = page.made("true")
    }
    for registration in page.payload.elements(of: found["tax.taxRegistrations"])
    where page.string(page.payload["entityType", in: registration]) == "BUYER" {
      sale.cells[.buyerTaxID] = page.payload.text(
        page.payload["taxRegistrationNumber", in: registration], in: &page.text)
      sale.cells[.buyerTaxIDType] = page.payload.text(
        page.payload["taxRegistrationType", in: registration], in: &page.text)
    }
    let payments = page.payload.elements(of: found["payment.paymentExecutions"])
      .map { page.string(page.payload["paymentMethod", in: $0]) }.filter { !$0.isEmpty }
    sale.cells[.paymentMethod] = page.made(payments.joined(separator: ","))
    for package in page.payload.elements(of: found["packages"]) {
      let country = page.payload["countryCode", in: page.payload["shipFromAddress", in: package]]
      if !page.payload.isNull(country) { sale.cells[.shipFromCountry] = page.payload.text(country, in: &page.text) }
    }
  }

  private static func item(_ element: JSONElement, _ page: inout OrderPage, into sale: inout SaleDraft) {
    var item = ItemDraft()
    let found = page.read(element, OrderMaps2026.item, path: "orders.orderItems", into: &item.cells)
    item.quantity = Int64(page.string(item.cells[.quantity])) ?? 0
    item.unitPrice = page.money(found["product.price.unitPrice"], "amount", "currencyCode")?.amount
    item.cells[.isGift] = page.made(found["fulfillment.packing.giftOption"] == nil ? "false" : "true")
    item.cells[.promotions] = page.made(
      page.payload.elements(of: found["promotion.breakdowns"])
        .map { page.string(page.payload["promotionId", in: $0]) }.filter { !$0.isEmpty }.joined(separator: ","))
    item.charges = charges(found["proceeds.breakdowns"], &page, &sale)
    if item.charges.isEmpty, let total = amount(found["proceeds.proceedsTotal"], page, &sale) {
      item.charges = [Charge(kind: .goods, amount: total)]
    }
    for scheme in page.payload.elements(of: found["tax.taxCalculationBreakdowns"]) {
      let word = page.payload["reportingScheme", in: scheme]
      guard !page.string(word).isEmpty else { continue }
      item.cells[.deemedReseller] = page.payload.text(word, in: &page.text)
      item.isTaxedByMarketplace = true
      if !TaxCollectionWords.schemes.contains(page.string(word)) {
        page.noteStranger("orders.orderItems.tax.taxCalculationBreakdowns.reportingScheme", page.string(word))
      }
    }
    for collection in page.payload.elements(of: found["tax.taxCollections"]) {
      let model = page.payload["model", in: collection]
      item.cells[.collectionModel] = page.payload.text(model, in: &page.text)
      item.cells[.collectionParty] = page.payload.text(page.payload["responsibleParty", in: collection], in: &page.text)
      if TaxCollectionWords.isFacilitator(page.string(model)) {
        item.isTaxedByMarketplace = true
      } else {
        page.noteStranger("orders.orderItems.tax.taxCollections.model", page.string(model))
      }
    }
    sale.items.append(item)
  }

  /// The amounts of an item: each kind with the part of the tax that belongs to it.
  private static func charges(
    _ breakdowns: JSONElement?, _ page: inout OrderPage, _ sale: inout SaleDraft
  ) -> [Charge] {
    var charges: [Charge] = []
    var taxes: [(Charge.Kind, Exact)] = []
    for breakdown in page.payload.elements(of: breakdowns) {
      let type = page.string(page.payload["type", in: breakdown])
      guard let subtotal = amount(page.payload["subtotal", in: breakdown], page, &sale) else { continue }
      let details = details(page.payload["detailedBreakdowns", in: breakdown], page, &sale)
      switch type {
      case "TAX": taxes += parts(of: subtotal, details, kinds: Self.kinds, rest: .goods)
      case "DISCOUNT":
        let kinds: [String: Charge.Kind] = ["SHIPPING": .shippingDiscount, "COD_FEE": .paymentDiscount]
        // Whether discounts are negative is documented nowhere; their magnitude is.
        for (kind, part) in parts(
          of: subtotal.magnitude, details.map { ($0.0, $0.1.magnitude) }, kinds: kinds, rest: .promotion)
        where part != .zero {
          charges.append(Charge(kind: kind, amount: part))
        }
      default:
        if Self.kinds[type] == nil { page.noteStranger("orders.orderItems.proceeds.breakdowns.type", type) }
        charges.append(Charge(kind: Self.kinds[type] ?? .other, amount: subtotal))
      }
    }
    for (kind, tax) in taxes where tax != .zero {
      if let index = charges.firstIndex(where: { $0.kind == kind }) {
        charges[index].tax = charges[index].tax.adding(kind.isDiscount ? tax.magnitude : tax) ?? charges[index].tax
      } else {
        charges.append(Charge(kind: kind, amount: .zero, tax: kind.isDiscount ? tax.magnitude : tax))
      }
    }
    return charges
  }

  private static let kinds: [String: Charge.Kind] = [
    "ITEM": .goods, "SHIPPING": .shipping, "GIFT_WRAP": .giftWrap, "COD_FEE": .paymentFee, "OTHER": .other,
    "DISCOUNT": .promotion,
  ]

  private static func details(
    _ list: JSONElement?, _ page: OrderPage, _ sale: inout SaleDraft
  ) -> [(String, Exact)] {
    var details: [(String, Exact)] = []
    for detail in page.payload.elements(of: list) {
      guard let value = amount(page.payload["value", in: detail], page, &sale) else { continue }
      details.append((page.string(page.payload["subtype", in: detail]), value))
    }
    return details
  }

  /// A subtotal divided as its details say; what they leave goes to `rest`.
  private static func parts(
    of subtotal: Exact, _ details: [(String, Exact)], kinds: [String: Charge.Kind], rest: Charge.Kind
  ) -> [(Charge.Kind, Exact)] {
    var parts: [(Charge.Kind, Exact)] = []
    var left = subtotal
    for (subtype, value) in details {
      parts.append((kinds[subtype] ?? rest, value))
      // The tax of a discount lowers the tax, whichever sign it is written with.
      let isLowering = (kinds[subtype] ?? rest).isDiscount && rest == .goods
      left = left.subtracting(isLowering ? -value.magnitude : value) ?? left
    }
    if left != .zero { parts.append((rest, left)) }
    return parts
  }

  private static func amount(_ element: JSONElement?, _ page: OrderPage, _ sale: inout SaleDraft) -> Exact? {
    guard let money = page.money(element, "amount", "currencyCode") else { return nil }
    if sale.currency.isEmpty { sale.currency = money.currency }
    if money.currency == sale.currency || money.amount == .zero { return money.amount }
    sale.remarks.append("an amount in \(money.currency) cannot be added")
    return nil
  }

  private static func state(_ status: String) -> SaleDraft.State {
    switch status {
    case "PENDING", "PENDING_AVAILABILITY": .pending
    case "CANCELLED", "CANCELED": .cancelled
    default: .settled
    }
  }
}

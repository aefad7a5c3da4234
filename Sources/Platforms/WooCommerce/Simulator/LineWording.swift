import Commerce
import Simulation

/// The lines of orders as the simulated shop words them.
extension SimulatedShop {
  func lineItem(_ line: ShopLine, _ order: ShopOrder) -> Wire {
    let amounts = LineAmounts(line, includesTax: data.plan.pricesIncludeTax)
    let product = productIndex(line.product).map { data.products[$0] }
    let variation = variationID[line.variant] ?? 0
    let taxes = line.taxes.enumerated().map { index, tax in
      taxEntry(tax, index, order, subtotal: money(amounts.subtotalTaxes[index]))
    }
    let variant = product?.variants.first { $0.id == line.variant }
    return [
      "id": .integer(line.id), "name": .string(Self.escaped(line.title)),
      "product_id": .integer(productID[line.product] ?? 0), "variation_id": .integer(variation),
      "quantity": .integer(line.quantity), "tax_class": .string(taxClass(variant)),
      "subtotal": money(amounts.subtotal), "subtotal_tax": money(amounts.subtotalTax), "total": money(amounts.total),
      "total_tax": money(amounts.totalTax), "taxes": .array(taxes),
      "meta_data": .array(order.state == .pending ? [] : [itemMeta(line.id, "_reduced_stock", String(line.quantity))]),
      "sku": .string(line.sku), "global_unique_id": .string(variant?.barcode ?? ""),
      "price": unitPrice(amounts.total, line.quantity), "image": ["id": "", "src": ""],
      "parent_name": variation > 0 ? .string(product?.title ?? "") : .null,
    ]
  }

  /// A price as PHP prints a number of it, with six decimals at most.
  func unitPrice(_ amount: Int64, _ quantity: Int64) -> Wire {
    guard quantity != 0, let millionths = Rounding.halfAwayFromZero.scale(amount, by: 1_000_000, over: quantity) else {
      return 0
    }
    let text = DecimalText.text(millionths, scale: 6 + exponent, atLeast: 0)
    return text.contains(".") ? .number(text) : .integer(Int64(text) ?? 0)
  }

  func taxEntry(_ tax: ShopTax, _ index: Int, _ order: ShopOrder, subtotal: Wire, sign: Int64 = 1) -> Wire {
    [
      "id": .integer(rates.rate(of: tax, at: index, order.address)?.id ?? 0), "total": money(sign * tax.amount),
      "subtotal": subtotal,
    ]
  }

  /// The tax class of a variant: the standard one, empty, where it is taxed at the home country's highest rate.
  func taxClass(_ variant: ShopVariant?) -> String {
    guard let rate = variant?.rate else { return "" }
    return rate == standardRate ?? rate ? "" : rate == 0 ? "zero-rate" : "reduced-rate"
  }

  func carriage(_ charge: ShopCharge, _ order: ShopOrder, _ id: Int64, sign: Int64 = 1, refunded: Int64? = nil) -> Wire
  {
    let (net, tax) = OrderAmounts.parts(charge, data.plan.pricesIncludeTax)
    let taxes = charge.taxes.enumerated().map { taxEntry($1, $0, order, subtotal: "", sign: sign) }
    let meta = refunded.map { [itemMeta($0 + 2, "_refunded_item_id", String($0))] } ?? []
    return [
      "id": .integer(Self.carriageID(id)), "method_title": .string(charge.title), "method_id": "flat_rate",
      "instance_id": "", "total": money(sign * net), "total_tax": money(sign * tax), "taxes": .array(taxes),
      "tax_status": "taxable", "meta_data": .array(meta),
    ]
  }

  func fee(_ charge: ShopCharge, _ order: ShopOrder, _ id: Int64, sign: Int64 = 1, refunded: Int64? = nil) -> Wire {
    let (net, tax) = OrderAmounts.parts(charge, data.plan.pricesIncludeTax)
    let meta = refunded.map { [itemMeta($0 + 3, "_refunded_item_id", String($0))] } ?? []
    return [
      "id": .integer(Self.feeID(id)), "name": .string(charge.title), "tax_class": "", "tax_status": "taxable",
      "amount": "", "total": money(sign * net), "total_tax": money(sign * tax),
      "taxes": .array(charge.taxes.enumerated().map { taxEntry($1, $0, order, subtotal: "", sign: sign) }),
      "meta_data": .array(meta),
    ]
  }

  static func feeID(_ id: Int64) -> Int64 { 20_000_000 + id }
  static func carriageID(_ id: Int64) -> Int64 { 10_000_000 + id }

  /// One line for each rate of the order, with the tax on goods and fees and that on carriage apart.
  func taxLines(_ order: ShopOrder, _ id: Int64) -> [Wire] {
    var sums = TaxSums()
    for line in order.lines { sums.add(line.taxes, order, self, isCarriage: false) }
    sums.add(order.fee?.taxes ?? [], order, self, isCarriage: false)
    sums.add(order.carriage?.taxes ?? [], order, self, isCarriage: true)
    return taxLines(sums, id)
  }

  func taxLines(_ sums: TaxSums, _ id: Int64, sign: Int64 = 1) -> [Wire] {
    sums.rates.enumerated().map { index, sum in
      [
        "id": .integer(30_000_000 + id * 10 + Int64(index)), "rate_code": .string(sum.rate.code),
        "rate_id": .integer(sum.rate.id), "label": .string(sum.rate.name), "compound": .bool(sum.rate.isCompound),
        "tax_total": money(sign * sum.goods), "shipping_tax_total": money(sign * sum.carriage),
        "rate_percent": sum.rate.percent, "meta_data": [],
      ]
    }
  }

  /// The coupon of an order; its discount is on the lines already.
  func couponLines(_ order: ShopOrder, _ amounts: OrderAmounts, _ id: Int64) -> [Wire] {
    guard !order.discountCode.isEmpty else { return [] }
    let info = "[\(couponID[order.discountCode] ?? 0),\"\(order.discountCode)\",\"percent\",10]"
    // The amount is not padded to the currency's decimals.
    let discount = DecimalText.text(amounts.discount, scale: exponent, atLeast: 0)
    let tax = DecimalText.text(amounts.discountTax, scale: exponent, atLeast: 0)
    return [
      [
        "id": .integer(40_000_000 + id), "code": .string(order.discountCode.lowercased()),
        "discount": .string(discount), "discount_tax": .string(tax),
        "meta_data": [itemMeta(id, "coupon_info", info)], "discount_type": "percent", "nominal_amount": 10,
        "free_shipping": false,
      ]
    ]
  }

  /// Text as WordPress stores names: with the characters of HTML escaped.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

/// Taxes of an order by rate.
struct TaxSums {
  private(set) var rates: [(rate: SimulatedRates.Rate, goods: Int64, carriage: Int64)] = []

  mutating func add(_ taxes: [ShopTax], _ order: ShopOrder, _ shop: SimulatedShop, isCarriage: Bool) {
    for (index, tax) in taxes.enumerated() {
      guard let rate = shop.rates.rate(of: tax, at: index, order.address) else { continue }
      let place = rates.firstIndex { $0.rate.id == rate.id } ?? rates.endIndex
      if place == rates.endIndex { rates.append((rate, 0, 0)) }
      if isCarriage { rates[place].carriage += tax.amount } else { rates[place].goods += tax.amount }
    }
  }
}

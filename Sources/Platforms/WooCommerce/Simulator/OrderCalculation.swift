import Commerce
import Simulation

/// The sums of a new order as WooCommerce computes them: net amounts of six decimals, tax by line or by rate.
///
/// Prices that include tax are freed from the tax at the shop's own address first. A tax of such an order is rounded half
/// down, any other half up; `taxes` of a line are always half up, which is why they need not sum to its tax. A negative
/// fee is spread over the tax classes of the goods.
struct OrderCalculation {
  /// What a line is for.
  enum Kind { case goods, carriage, fee }

  private struct Line {
    var kind: Kind
    var wire: WireObject
    /// Net amounts in millionths, before and after what reduces them.
    var subtotal: Int64, total: Int64
    var taxClass: String
    /// Tax in millionths by the id of its rate, before and after.
    var taxesBefore: [(rate: Int64, amount: Int64)] = []
    var taxes: [(rate: Int64, amount: Int64)] = []
  }

  private let shop: SimulatedShop
  private let country: String, region: String
  private var lines: [Line] = []

  init(_ shop: SimulatedShop, shipTo: (country: String, region: String)) {
    self.shop = shop
    (country, region) = shipTo
  }

  private var rounding: Rounding { shop.data.plan.pricesIncludeTax ? .halfDown : .halfAwayFromZero }

  /// Adds goods; of a product that the shop does not have, a line of nothing.
  mutating func addGoods(_ given: WireObject, article: WireObject?, parent: WireObject?, item: Int64) {
    let quantity = given["quantity"]?.int ?? 1
    let taxClass = article?["tax_class"]?.text ?? ""
    let price = Exact(article?["price"]?.decimalText ?? "0") ?? .zero
    let gross = price.millionths * quantity
    let net = shop.data.plan.pricesIncludeTax ? freed(gross, taxClass) : gross
    let subtotal = given["subtotal"]?.decimalText.flatMap { Exact($0)?.millionths } ?? net
    let total = given["total"]?.decimalText.flatMap { Exact($0)?.millionths } ?? subtotal
    var wire: WireObject = [
      "id": .integer(item), "name": article?["name"] ?? given["name"] ?? "",
      "product_id": .integer(article == nil ? 0 : given["product_id"]?.int ?? 0),
      "variation_id": .integer(given["variation_id"]?.int ?? 0), "quantity": .integer(quantity),
      "tax_class": .string(taxClass),
    ]
    for key in ["subtotal", "subtotal_tax", "total", "total_tax", "taxes"] { wire[key] = "" }
    wire["meta_data"] = []
    wire["sku"] = article?["sku"] ?? .null
    wire["global_unique_id"] = article?["global_unique_id"] ?? ""
    wire["price"] = Self.price(total, quantity)
    wire["image"] = ["id": "", "src": ""]
    wire["parent_name"] = parent?["name"] ?? .null
    lines.append(Line(kind: .goods, wire: wire, subtotal: subtotal, total: total, taxClass: taxClass))
  }

  /// Adds carriage or a fee of a net amount.
  mutating func add(_ kind: Kind, _ given: WireObject, item: Int64) {
    let total = given["total"]?.decimalText.flatMap { Exact($0)?.millionths } ?? 0
    let taxClass = given["tax_class"]?.text ?? ""
    var wire: WireObject
    if kind == .carriage {
      wire = [
        "id": .integer(item), "method_title": given["method_title"] ?? "", "method_id": given["method_id"] ?? "",
        "instance_id": given["instance_id"] ?? "", "total": "", "total_tax": "", "taxes": [],
        "tax_status": "taxable", "meta_data": [],
      ]
    } else {
      wire = [
        "id": .integer(item), "name": given["name"] ?? "", "tax_class": .string(taxClass),
        "tax_status": given["tax_status"] ?? "taxable", "amount": "", "total": "", "total_tax": "", "taxes": [],
        "meta_data": [],
      ]
    }
    lines.append(Line(kind: kind, wire: wire, subtotal: total, total: total, taxClass: taxClass))
  }

  /// Computes the taxes and writes lines and sums into the order.
  mutating func finish(isExempt: Bool, into order: inout WireObject, firstTaxLine: Int64) {
    if !isExempt { lines = lines.map { taxed($0) } }
    let keys: [(Kind, String)] = [(.goods, "line_items"), (.carriage, "shipping_lines"), (.fee, "fee_lines")]
    for (kind, key) in keys {
      order[key] = .array(lines.filter { $0.kind == kind }.map { .object(finished($0)) })
    }
    let goods = lines.filter { $0.kind != .carriage }
    let carriage = lines.filter { $0.kind == .carriage }
    let cartTax = sum(goods), carriageTax = sum(carriage)
    let net = lines.reduce(0) { $0 + (shop.options.roundsAtSubtotal ? $1.total : amount($1.total) * unit) }
    let subtotal = lines.filter { $0.kind == .goods }.reduce(0) { $0 + $1.subtotal - $1.total }
    let saved = lines.filter { $0.kind == .goods }
      .reduce(0) { $0 + amount(total($1.taxesBefore)) - amount(total($1.taxes)) }
    order["discount_total"] = shop.money(amount(subtotal))
    order["discount_tax"] = shop.money(saved)
    order["shipping_total"] = shop.money(amount(carriage.reduce(0) { $0 + $1.total }))
    order["shipping_tax"] = shop.money(amount(carriageTax))
    order["cart_tax"] = shop.money(amount(cartTax))
    order["total_tax"] = shop.money(amount(cartTax + carriageTax))
    order["total"] = shop.money(amount(net + cartTax + carriageTax))
    order["tax_lines"] = .array(taxLines(goods, carriage, firstTaxLine))
  }

  // MARK: Taxes

  private func taxed(_ line: Line) -> Line {
    var line = line
    if line.kind == .fee, line.total < 0 { return spread(line) }
    if line.kind == .fee, line.wire["tax_status"]?.text == "none" { return line }
    let taxClass = line.kind == .carriage ? classOfCarriage : line.taxClass
    line.taxes = taxes(on: line.total, taxClass)
    line.taxesBefore = taxes(on: line.subtotal, taxClass)
    return line
  }

  /// The tax of a negative fee: that of the goods' classes on the fee's shares, whatever the fee says of itself.
  private func spread(_ fee: Line) -> Line {
    var line = fee
    var costs: [(taxClass: String, amount: Int64)] = []
    for goods in lines where goods.kind == .goods {
      if let index = costs.firstIndex(where: { $0.taxClass == goods.taxClass }) {
        costs[index].amount += goods.total
      } else {
        costs.append((goods.taxClass, goods.total))
      }
    }
    let whole = costs.reduce(0) { $0 + $1.amount }
    for cost in costs where whole != 0 {
      let share = Rounding.halfAwayFromZero.scale(line.total, by: cost.amount, over: whole) ?? 0
      line.taxes += taxes(on: share, cost.taxClass)
    }
    line.taxesBefore = line.taxes
    return line
  }

  /// Carriage is taxed as the goods are: at the standard rate when any of them is, else at the first reduced one.
  private var classOfCarriage: String {
    let classes = lines.filter { $0.kind == .goods }.map(\.taxClass)
    return classes.contains("") ? "" : classes.first ?? ""
  }

  private func taxes(on net: Int64, _ taxClass: String) -> [(rate: Int64, amount: Int64)] {
    var result: [(rate: Int64, amount: Int64)] = []
    var sum: Int64 = 0
    for rate in shop.rates.rates(country: country, region: region, taxClass: taxClass) {
      let base = rate.isCompound ? net + sum : net
      let amount = Rounding.halfAwayFromZero.scale(base, by: Int64(rate.rate), over: 100_000) ?? 0
      result.append((rate.id, amount))
      sum += amount
    }
    return result
  }

  /// An amount without the tax of the shop's own address.
  private func freed(_ gross: Int64, _ taxClass: String) -> Int64 {
    let home = shop.rates.rates(country: shop.data.plan.country.code, region: "", taxClass: taxClass)
    let rate = home.reduce(Int64(0)) { $0 + Int64($1.rate) }
    return Rounding.halfAwayFromZero.scale(gross, by: 100_000, over: 100_000 + rate) ?? gross
  }

  // MARK: Sums

  /// Millionths in a minor unit.
  private var unit: Int64 { Exact.divisor(shop.exponent) }

  /// A net amount in minor units.
  private func amount(_ millionths: Int64) -> Int64 { Rounding.halfAwayFromZero.quotient(millionths, over: unit) }
  /// A tax in minor units.
  private func taxAmount(_ millionths: Int64) -> Int64 { rounding.quotient(millionths, over: unit) }

  private func total(_ taxes: [(rate: Int64, amount: Int64)]) -> Int64 {
    taxes.reduce(0) { $0 + rounded($1.amount) }
  }

  /// A tax as it enters sums: rounded by line, or not yet.
  private func rounded(_ millionths: Int64) -> Int64 {
    shop.options.roundsAtSubtotal ? millionths : taxAmount(millionths) * unit
  }

  private func sum(_ lines: [Line]) -> Int64 { lines.reduce(0) { $0 + total($1.taxes) } }

  private func finished(_ line: Line) -> WireObject {
    var wire = line.wire
    if line.kind == .goods {
      wire["subtotal"] = shop.money(amount(line.subtotal))
      wire["subtotal_tax"] = shop.money(amount(total(line.taxesBefore)))
    }
    wire["total"] = shop.money(amount(line.total))
    wire["total_tax"] = shop.money(amount(total(line.taxes)))
    wire["taxes"] = .array(
      line.taxes.enumerated().map { index, tax in
        [
          "id": .integer(tax.rate), "total": shop.money(amount(tax.amount)),
          "subtotal": line.kind == .goods ? shop.money(amount(line.taxesBefore[index].amount)) : "",
        ]
      })
    return wire
  }

  private func taxLines(_ goods: [Line], _ carriage: [Line], _ first: Int64) -> [Wire] {
    var ids: [Int64] = []
    for tax in (goods + carriage).flatMap(\.taxes) where !ids.contains(tax.rate) { ids.append(tax.rate) }
    return ids.enumerated().compactMap { index, id in
      guard let rate = shop.rates.rate(id) else { return nil }
      func part(_ lines: [Line]) -> Int64 {
        amount(lines.flatMap(\.taxes).filter { $0.rate == id }.reduce(0) { $0 + rounded($1.amount) })
      }
      return [
        "id": .integer(first * 10 + Int64(index)), "rate_code": .string(rate.code), "rate_id": .integer(id),
        "label": .string(rate.name), "compound": .bool(rate.isCompound), "tax_total": shop.money(part(goods)),
        "shipping_tax_total": shop.money(part(carriage)), "rate_percent": rate.percent, "meta_data": [],
      ]
    }
  }

  private static func price(_ total: Int64, _ quantity: Int64) -> Wire {
    guard quantity != 0, let price = Rounding.halfAwayFromZero.scale(total, by: 1, over: quantity) else { return 0 }
    let text = Exact(millionths: price).description
    return text.contains(".") ? .number(text) : .integer(Int64(text) ?? 0)
  }
}

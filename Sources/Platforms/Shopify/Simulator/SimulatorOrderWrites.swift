/// Orders and refunds that clients make in a simulated Shopify.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

extension ShopifySimulator {
  /// Makes an order of variants or of articles that are named on the spot, without tax unless lines bring it.
  func createOrder(_ call: SimulatorCall) -> PlatformResponse {
    guard let sent = call.document?["order"] else {
      return error(400, ["order": "Required parameter missing or invalid"], served: call.served)
    }
    let articles = sent["line_items"]?.elements ?? []
    guard !articles.isEmpty else {
      return error(422, ["line_items": ["must have at least one line item"]], served: call.served)
    }
    let now = state.now
    let isTest = sent["test"]?.bool ?? false
    let made = state.write { data -> ShopOrder in
      let id = (data.orders.map(\.id).max() ?? 0) + 1
      let firstLine = (data.orders.flatMap(\.lines).map(\.id).max() ?? 0) + 1
      let exponent = data.plan.currency.exponent ?? 2
      let lines = articles.enumerated().map { line($1, id: firstLine + Int64($0), data, exponent) }
      let address = Self.address(sent["shipping_address"] ?? sent["billing_address"], data)
      let isPending = sent["financial_status"]?.string == "pending"
      let order = ShopOrder(
        id: id, address: address, email: sent["email"]?.string, phone: sent["phone"]?.string, createdAt: now,
        updatedAt: now, state: isPending ? .pending : .paid, lines: lines, discountCode: "", payment: "manual",
        refunds: [], isSentByPlatform: false)
      data.orders.append(order)
      return order
    }
    inner.withLock { memory in
      memory.orders[made.id] = OrderExtras(
        note: sent["note"]?.string, tags: sent["tags"]?.string ?? "", isTest: isTest)
    }
    return single(made, state.read { ShopifyWording($0) }, call, status: 201)
  }

  private func line(_ sent: JSONNode, id: Int64, _ data: ShopData, _ exponent: Int) -> ShopLine {
    let number = sent["variant_id"]?.number.flatMap { Int64($0) }.map { ShopifyWording.Kind.variant.number($0) }
    let found = number.flatMap { data.variant($0) }
    let taxes = (sent["tax_lines"]?.elements ?? []).map { tax in
      ShopTax(
        title: tax["title"]?.string ?? "", rate: Self.rate(tax["rate"]), amount: Self.minor(tax["price"], exponent) ?? 0
      )
    }
    return ShopLine(
      id: id, product: found?.product.id ?? 0, variant: found?.variant.id ?? 0, sku: found?.variant.sku ?? "",
      title: sent["title"]?.string ?? found?.product.title ?? "",
      quantity: sent["quantity"]?.number.flatMap { Int64($0) } ?? 1,
      price: Self.minor(sent["price"], exponent) ?? found?.variant.price ?? 0, discount: 0, taxes: taxes)
  }

  /// An amount in minor units, whether it is sent as a number or as text.
  static func minor(_ node: JSONNode?, _ exponent: Int) -> Int64? {
    guard let text = node?.string ?? node?.number, let value = Exact(text) else { return nil }
    return value.rounded(to: exponent).count
  }

  private static func rate(_ node: JSONNode?) -> Int32 {
    guard let text = node?.string ?? node?.number, let value = Exact(text) else { return 0 }
    return Int32(clamping: value.millionths / 10)
  }

  private static func address(_ sent: JSONNode?, _ data: ShopData) -> ShopAddress {
    func text(_ name: String) -> String { sent?[name]?.string ?? "" }
    return ShopAddress(
      firstName: text("first_name"), lastName: text("last_name"), company: text("company"), street: text("address1"),
      city: text("city"), postcode: text("zip"), region: text("province_code"),
      country: Country(text("country_code")) ?? data.plan.country)
  }

  /// Gives goods or carriage back.
  func createRefund(_ order: ShopOrder, _ call: SimulatorCall) -> PlatformResponse {
    guard let sent = call.document?["refund"] else {
      return error(400, ["refund": "Required parameter missing or invalid"], served: call.served)
    }
    var parts: [ShopRefund.Line] = []
    for article in sent["refund_line_items"]?.elements ?? [] {
      let number = article["line_item_id"]?.number.flatMap { Int64($0) }.map { ShopifyWording.Kind.line.number($0) }
      let quantity = article["quantity"]?.number.flatMap { Int64($0) } ?? 1
      guard let line = order.lines.first(where: { $0.id == number }), quantity > 0, quantity <= line.quantity else {
        return error(
          422, ["refund_line_items.quantity": ["cannot refund more items than were purchased"]], served: call.served)
      }
      let share = { (amount: Int64) in Rounding.halfAwayFromZero.quotient(amount * quantity, over: line.quantity) }
      let taxes = line.taxes.map { ShopTax(title: $0.title, rate: $0.rate, amount: share($0.amount)) }
      parts.append(
        ShopRefund.Line(
          line: line.id, quantity: quantity, amount: share(line.price * line.quantity - line.discount), taxes: taxes))
    }
    let carriage = sent["shipping"]?["full_refund"]?.bool == true ? order.carriage : nil
    let now = state.now
    let lines = parts
    let made = state.write { data -> ShopRefund in
      let id = (data.orders.flatMap(\.refunds).map(\.id).max() ?? 0) + 1
      let refund = ShopRefund(
        id: id, createdAt: now, lines: lines, carriage: carriage, reason: sent["note"]?.string ?? "")
      if let index = data.orders.firstIndex(where: { $0.id == order.id }) {
        data.orders[index].refunds.append(refund)
        data.orders[index].updatedAt = now
        let back = data.orders[index].refunds.reduce(0) { $0 + OrderSums(order, data.plan).back($1).total }
        data.orders[index].state = back >= OrderSums(order, data.plan).total ? .refunded : .partlyRefunded
      }
      return refund
    }
    let wording = state.read { ShopifyWording($0) }
    let changed = wording.data.orders.first { $0.id == order.id } ?? order
    return json(201, ["refund": wording.refund(made, of: changed)], served: call.served)
  }
}

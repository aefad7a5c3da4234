/// Which paths a simulated Shopify has, and what each needs.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation

extension ShopifySimulator {
  /// Answers a call of REST.
  func route(_ call: SimulatorCall) -> PlatformResponse {
    var parts = call.parts
    guard var last = parts.popLast(), last.hasSuffix(".json") else { return notFound(call) }
    last.removeLast(5)
    parts.append(last)
    if let refusal = refusal(parts, call) { return refusal }
    do throws(ListFault) {
      switch parts[0] {
      case "shop": return shopAnswer(call)
      case "orders": return try orders(parts, call)
      case "products", "variants": return try products(parts, call)
      case "customers": return try customers(parts, call)
      case "locations", "inventory_levels", "inventory_items": return try stock(parts, call)
      case "shopify_payments": return try payments(parts, call)
      case "webhooks": return webhooks(parts, call)
      default: return notFound(call)
      }
    } catch {
      return error.answer
    }
  }

  func notFound(_ call: SimulatorCall) -> PlatformResponse { error(404, "Not Found", served: call.served) }

  /// The answer to a call that the token does not allow.
  private func refusal(_ parts: [String], _ call: SimulatorCall) -> PlatformResponse? {
    let areas = [
      "orders": "orders", "products": "products", "variants": "products", "customers": "customers",
      "locations": "locations", "inventory_levels": "inventory", "inventory_items": "inventory",
      "shopify_payments": "shopify_payments_payouts",
    ]
    guard let area = areas[parts[0]] else { return nil }
    let writes = call.method != .get
    if options.scopes.contains("write_\(area)") || !writes && options.scopes.contains("read_\(area)") { return nil }
    // Whoever may see stock may see where it is.
    if area == "locations", options.scopes.contains("read_inventory") || options.scopes.contains("write_inventory") {
      return nil
    }
    let scope = writes ? "write_\(area)" : "read_\(area)"
    return error(
      403, .text("[API] This action requires merchant approval for \(scope) scope."), served: call.served)
  }

  var zone: ShopZone { state.read { ShopZone($0.plan.timeZone) ?? .utc } }

  private func shopAnswer(_ call: SimulatorCall) -> PlatformResponse {
    let wording = state.read { ShopifyWording($0) }
    let shop = wording.shop(host, createdAt: wording.data.plan.span.lowerBound)
    let fields = call["fields"].map { Set($0.split(separator: ",").map(String.init)) }
    return json(200, ["shop": fields.map { shop.keeping($0) } ?? shop], served: call.served)
  }

  // MARK: Customers

  private func customers(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    guard call.method == .get else { return error(406, "", served: call.served) }
    let wording = state.list { ShopifyWording($0) }
    let list = try listOrder(call, order: "id asc")
    let records = wording.data.customers.enumerated().map { index, customer in
      Listed(
        id: ShopifyWording.Kind.customer.id(customer.id), createdAt: customer.createdAt, updatedAt: customer.updatedAt,
        index: index)
    }
    if parts.count == 1 {
      return page("customers", records.filter { keeps($0, list) }, list, call) { index in
        wording.customer(wording.data.customers[index])
      }
    }
    if parts == ["customers", "count"] {
      return json(200, ["count": .int(Int64(records.count { keeps($0, list) }))], served: call.served)
    }
    let number = Int64(parts[1]).map { ShopifyWording.Kind.customer.number($0) }
    guard let customer = wording.data.customers.first(where: { $0.id == number }) else { return notFound(call) }
    if parts.count == 3, parts[2] == "orders" {
      return try orderList(call, only: { $0.customer == customer.id })
    }
    return json(200, ["customer": wording.customer(customer)], served: call.served)
  }

  // MARK: Payouts

  private func payments(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    let wording = state.list { ShopifyWording($0) }
    let payouts = wording.payouts()
    let now = state.now
    switch parts.dropFirst().joined(separator: "/") {
    case "payouts":
      let list = try listOrder(call, order: "id desc")
      let records = payouts.enumerated().map { index, payout in
        Listed(
          id: ShopifyWording.Kind.payout.id(payout.number), createdAt: Int64(payout.day.day) * 86_400,
          updatedAt: Int64(payout.day.day) * 86_400, index: index)
      }
      let kept = records.filter { record in
        let day = payouts[record.index].day.description
        return keeps(record, list) && list["date_min"].map { day >= $0 } ?? true
          && list["date_max"].map { day <= $0 } ?? true
          && list["date"].map { day == $0 } ?? true
      }
      return page("payouts", kept, list, call) { wording.payout(payouts[$0], now: now) }
    case "balance/transactions":
      let list = try listOrder(call, order: "id desc")
      let wanted = list["payout_id"].flatMap { Int64($0) }
      let all = payouts.filter { wanted == nil || ShopifyWording.Kind.payout.id($0.number) == wanted }
        .flatMap { wording.balance($0, now: now) }
      let records = all.indices.map { Listed(id: Int64(all.count - $0), createdAt: 0, updatedAt: 0, index: $0) }
      return page("transactions", records, list, call) { all[$0] }
    case "balance":
      return json(200, ["balance": [["currency": .text(wording.currency), "amount": "0.00"]]], served: call.served)
    default:
      guard parts.count == 3, parts[1] == "payouts", let id = Int64(parts[2]),
        let payout = payouts.first(where: { ShopifyWording.Kind.payout.id($0.number) == id })
      else { return notFound(call) }
      return json(200, ["payout": wording.payout(payout, now: now)], served: call.served)
    }
  }
}

import Platforms

/// Which part of the simulated shop answers which route.
extension SimulatedShop {
  /// Answers a request.
  func answer(_ call: SimulatedCall) -> PlatformResponse {
    do throws(SimulatedError) {
      return try route(call).response(call.root)
    } catch {
      return SimulatedAnswer(status: error.status, body: error.wire, allow: error.allow).response(call.root)
    }
  }

  private func route(_ call: SimulatedCall) throws(SimulatedError) -> SimulatedAnswer {
    if call.route.isEmpty {
      return SimulatedAnswer(body: filtered(.object(index()), call, isList: false), allow: "GET")
    }
    guard call.route.count > 1, call.route[0] == "wc", call.route[1] == "v3" else { throw .noRoute }
    let parts = Array(call.route[2...])
    guard let first = parts.first else {
      return SimulatedAnswer(body: ["namespace": "wc/v3", "routes": [:]], allow: "GET")
    }
    let known = [
      "orders", "refunds", "products", "customers", "coupons", "taxes", "settings", "system_status", "reports",
      "webhooks",
    ]
    guard known.contains(first) else { throw .noRoute }
    try authentication.check(call)
    switch first {
    case "orders" where parts.count > 2: return try refundsOfOrder(call, parts)
    case "products" where parts.count > 1 && parts[1] == "categories": return try categories(call, parts)
    case "products" where parts.count > 2: return try variationsOfProduct(call, parts)
    case "orders": return try records(call, .orders, Array(parts.dropFirst()))
    case "products": return try records(call, .products, Array(parts.dropFirst()))
    case "customers": return try records(call, .customers, Array(parts.dropFirst()))
    case "coupons": return try records(call, .coupons, Array(parts.dropFirst()))
    case "webhooks": return try records(call, .webhooks, Array(parts.dropFirst()))
    case "refunds":
      guard options.isModern, parts.count == 1, call.method == "GET" else { throw .noRoute }
      return try list(call, .refunds, Array(refunds.values)) { shop, record in
        var wire = WireObject()
        for (key, value) in shop.refund(record).members {
          wire[key] = value
          if key == "id" { wire["parent_id"] = .integer(record.parent) }
        }
        return wire
      }
    case "taxes": return try taxes(call, parts)
    default: return try facts(call, parts)
    }
  }

  /// What can only be read and is no list of records.
  private func facts(_ call: SimulatedCall, _ parts: [String]) throws(SimulatedError) -> SimulatedAnswer {
    guard call.method == "GET" else { throw .noRoute }
    let body: Wire
    switch parts {
    case ["system_status"]: body = .object(systemStatus())
    case ["reports"]: body = .array(reports())
    case ["reports", "orders", "totals"]: body = .array(orderTotals())
    default:
      guard parts.count >= 2, parts[0] == "settings", let settings = settings(parts[1]) else {
        if parts.first == "settings", parts.count > 1 {
          throw SimulatedError(
            status: 404, code: "rest_setting_setting_group_invalid", message: "Invalid setting group.", allow: "GET")
        }
        throw .noRoute
      }
      guard parts.count == 3 else {
        body = .array(settings)
        break
      }
      guard let found = settings.first(where: { $0.objectValue?["id"]?.text == parts[2] }) else {
        throw SimulatedError(
          status: 404, code: "rest_setting_setting_invalid", message: "Invalid setting.", allow: "GET")
      }
      body = found
    }
    var isList = false
    if case .array = body { isList = true }
    return SimulatedAnswer(body: filtered(body, call, isList: isList), allow: "GET")
  }

  private func taxes(_ call: SimulatedCall, _ parts: [String]) throws(SimulatedError) -> SimulatedAnswer {
    if parts == ["taxes", "classes"] { return SimulatedAnswer(body: .array(taxClasses())) }
    let records = rates.all.map { SimulatedRecord(id: $0.id, created: 0, modified: 0) }
    if parts.count == 1, call.method == "GET" {
      return try list(call, .taxes, records) { shop, record in
        shop.rates.rate(record.id).map { shop.tax($0) } ?? WireObject()
      }
    }
    guard parts.count == 2, let id = Int64(parts[1]) else { throw .noRoute }
    guard let rate = rates.rate(id) else { throw .invalidID("tax", "Invalid resource ID.") }
    if call.method == "DELETE", !call.isSet("force") {
      throw SimulatedError(
        status: 501, code: "woocommerce_rest_trash_not_supported", message: "Taxes do not support trashing.",
        allow: "GET, POST, PUT, PATCH, DELETE")
    }
    return SimulatedAnswer(body: filtered(.object(tax(rate)), call, isList: false), allow: Self.allowOne)
  }

  static let allowOne = "GET, POST, PUT, PATCH, DELETE"

  /// Only the fields that `_fields` names; a single record keeps its links, those of a list do not.
  func filtered(_ body: Wire, _ call: SimulatedCall, isList: Bool) -> Wire {
    guard let names = call.list("_fields") else { return body }
    switch body {
    case .array(let elements): return .array(elements.map { filtered($0, call, isList: isList) })
    case .object(let object):
      return .object(object.keeping(isList ? names : names + ["_links"]))
    default: return body
    }
  }
}

import Commerce
import Simulation

/// Refunds that are made and deleted through the interface.
extension SimulatedShop {
  /// `/orders/17/refunds` and what is below.
  func refundsOfOrder(_ call: SimulatedCall, _ parts: [String]) throws(SimulatedError) -> SimulatedAnswer {
    guard parts[2] == "refunds", let id = Int64(parts[1]) else { throw .noRoute }
    guard let order = orders[id] else {
      throw SimulatedError(
        status: 404, code: "woocommerce_rest_invalid_order_id", message: "Invalid order ID.", allow: "GET, POST")
    }
    if parts.count == 3 {
      switch call.method {
      case "GET":
        let records = (refundsOfOrder[id] ?? []).compactMap { refunds[$0] }
        return try list(call, .refunds, records) { $0.refund($1) }
      case "POST":
        let record = try createRefund(call.body, of: order, now: call.second)
        var answer = SimulatedAnswer(status: 201, body: .object(refund(record)))
        // The real one sends the pattern of its route.
        answer.fields = [("Location", "\(call.root)/wc/v3/orders/(?P<order_id>[\\d]+)/refunds/\(record.id)")]
        return answer
      default: throw .noRoute
      }
    }
    guard parts.count == 4, let refundID = Int64(parts[3]) else { throw .noRoute }
    guard let record = refunds[refundID], record.parent == id else {
      throw SimulatedError(
        status: 404, code: "woocommerce_rest_invalid_order_refund_id", message: "Invalid order refund ID.",
        allow: "GET, DELETE")
    }
    let wire = refund(record)
    if call.method == "DELETE" {
      guard call.isSet("force") else {
        throw SimulatedError(
          status: 501, code: "woocommerce_rest_trash_not_supported", message: "Order refunds do not support trashing.",
          allow: "GET, DELETE")
      }
      // The order's date of change stays as it is: nobody is told.
      refunds[refundID] = nil
      refundsOfOrder[id]?.removeAll { $0 == refundID }
    }
    return SimulatedAnswer(body: filtered(.object(wire), call, isList: false), allow: "GET, DELETE")
  }

  private func createRefund(
    _ body: WireObject, of order: SimulatedRecord, now: Int64
  ) throws(SimulatedError) -> SimulatedRecord {
    let whole = self.order(order)
    let refunded = (refundsOfOrder[order.id] ?? []).compactMap { refunds[$0] }
      .reduce(0) { $0 + minor(refund($1)["amount"]) }
    let amount = minor(body["amount"])
    if amount < 0 {
      throw SimulatedError(
        status: 500, code: "woocommerce_rest_invalid_order_refund",
        message: "Refund amount must be greater than zero.", data: 400, allow: "GET, POST")
    }
    guard refunded + amount <= minor(whole["total"]) else {
      throw SimulatedError(
        status: 500, code: "woocommerce_rest_cannot_create_order_refund", message: "Invalid refund amount.", data: 500,
        allow: "GET, POST")
    }
    if body["api_refund"]?.flag ?? true {
      throw SimulatedError(
        status: 500, code: "woocommerce_rest_cannot_create_order_refund",
        message: "The payment gateway for this order does not exist.", data: 500, allow: "GET, POST")
    }
    var record = SimulatedRecord(id: newID(), created: now, modified: now)
    record.parent = order.id
    let isWhole = refunded + amount == minor(whole["total"])
    record.written = refundObject(
      record, amount: amount, reason: body["reason"]?.text ?? "", isWhole: isWhole,
      lines: refundLines(body["line_items"]?.elements ?? [], of: whole))
    refunds[record.id] = record
    refundsOfOrder[order.id, default: []].append(record.id)
    orders[order.id]?.modified = now
    if isWhole { orders[order.id]?.status = "refunded" }
    return record
  }

  /// The negative lines of a refund, for those of the order that it names; carriage and fees are named in the same list.
  private func refundLines(_ given: [Wire], of order: WireObject) -> WireObject {
    var result = WireObject()
    var sums: [(id: Int64, goods: Int64, carriage: Int64)] = []
    for key in ["line_items", "shipping_lines", "fee_lines"] {
      var lines: [Wire] = []
      for line in order[key]?.elements ?? [] {
        guard case .object(var wire) = line, let id = wire["id"]?.int,
          let part = given.first(where: { $0.objectValue?["id"]?.int == id })?.objectValue
        else { continue }
        let total = minor(part["refund_total"])
        var tax: Int64 = 0
        var taxes: [Wire] = []
        for entry in part["refund_tax"]?.elements ?? [] {
          let rate = entry.objectValue?["id"]?.int ?? 0
          let amount = minor(entry.objectValue?["refund_total"])
          tax += amount
          taxes.append([
            "id": .integer(rate), "total": money(-amount), "subtotal": key == "line_items" ? money(-amount) : "",
          ])
          let place = sums.firstIndex { $0.id == rate } ?? sums.endIndex
          if place == sums.endIndex { sums.append((rate, 0, 0)) }
          if key == "shipping_lines" { sums[place].carriage += amount } else { sums[place].goods += amount }
        }
        let item = newItem()
        wire["id"] = .integer(item)
        if key == "line_items" {
          let quantity = part["quantity"]?.int ?? 0
          wire["quantity"] = .integer(-quantity)
          wire["subtotal"] = money(-total)
          wire["subtotal_tax"] = money(-tax)
          wire["price"] = unitPrice(total, quantity)
        }
        wire["total"] = money(-total)
        wire["total_tax"] = money(-tax)
        wire["taxes"] = .array(taxes)
        wire["meta_data"] = [itemMeta(item, "_refunded_item_id", String(id))]
        lines.append(.object(wire))
      }
      result[key] = .array(lines)
    }
    let first = newItem()
    result["tax_lines"] = .array(
      sums.enumerated().compactMap { index, sum in
        rates.rate(sum.id).map { rate in
          [
            "id": .integer(first * 10 + Int64(index)), "rate_code": .string(rate.code), "rate_id": .integer(rate.id),
            "label": .string(rate.name), "compound": .bool(rate.isCompound), "tax_total": money(-sum.goods),
            "shipping_tax_total": money(-sum.carriage), "rate_percent": rate.percent, "meta_data": [],
          ]
        }
      })
    return result
  }
}

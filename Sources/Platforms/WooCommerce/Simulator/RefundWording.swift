import Commerce
import Simulation

/// Refunds as the simulated shop words them: records of their own, with negative lines and a positive amount.
extension SimulatedShop {
  /// The summary of a refund that its order has.
  func refundSummary(_ record: SimulatedRecord) -> Wire {
    let refund = refund(record)
    let amount = refund["amount"]?.text ?? "0"
    var tax: Int64 = 0
    for key in ["line_items", "fee_lines", "shipping_lines"] {
      for line in refund[key]?.elements ?? [] { tax += minor(line.objectValue?["total_tax"]) }
    }
    return [
      "id": .integer(record.id), "reason": refund["reason"] ?? "", "total": .string("-\(amount)"),
      "total_tax": money(tax),
    ]
  }

  /// An amount of money that a record has as text, in minor units.
  func minor(_ value: Wire?) -> Int64 {
    guard let text = value?.decimalText, let exact = Exact(text) else { return 0 }
    return exact.rounded(to: exponent).count
  }

  /// The refund as it stands.
  func refund(_ record: SimulatedRecord) -> WireObject {
    if let written = record.written { return written }
    guard let source = orders[record.parent]?.source, let number = record.source else { return WireObject() }
    let order = data.orders[source]
    return order.refunds.first { $0.id == Int64(number) }.map { worded($0, order, record) } ?? WireObject()
  }

  private func worded(_ refund: ShopRefund, _ order: ShopOrder, _ record: SimulatedRecord) -> WireObject {
    var sums = TaxSums()
    var amount: Int64 = 0
    var lines: [Wire] = []
    for line in refund.lines {
      guard let sold = order.lines.first(where: { $0.id == line.line }) else { continue }
      let tax = line.taxes.reduce(0) { $0 + $1.amount }
      let net = data.plan.pricesIncludeTax ? line.amount - tax : line.amount
      amount += net + tax
      sums.add(line.taxes, order, self, isCarriage: false)
      lines.append(refundLine(line, of: sold, order, net: net, tax: tax, record.id))
    }
    var carriages: [Wire] = []
    if let charge = refund.carriage {
      let (net, tax) = OrderAmounts.parts(charge, data.plan.pricesIncludeTax)
      amount += net + tax
      sums.add(charge.taxes, order, self, isCarriage: true)
      carriages.append(carriage(charge, order, record.id, sign: -1, refunded: Self.carriageID(record.parent)))
    }
    var fees: [Wire] = []
    if let charge = refund.fee {
      let (net, tax) = OrderAmounts.parts(charge, data.plan.pricesIncludeTax)
      amount += net + tax
      sums.add(charge.taxes, order, self, isCarriage: false)
      fees.append(fee(charge, order, record.id, sign: -1, refunded: Self.feeID(record.parent)))
    }
    return refundObject(
      record, amount: amount, reason: refund.reason, isWhole: order.state == .refunded,
      lines: [
        "line_items": .array(lines), "shipping_lines": .array(carriages),
        "tax_lines": .array(taxLines(sums, record.id, sign: -1)), "fee_lines": .array(fees),
      ])
  }

  /// A refund of lines that are words already.
  func refundObject(
    _ record: SimulatedRecord, amount: Int64, reason: String, isWhole: Bool, lines: WireObject
  ) -> WireObject {
    let order = "orders/\(record.parent)"
    var wire: WireObject = [
      "id": .integer(record.id), "date_created": local(record.created), "date_created_gmt": utc(record.created),
      "amount": money(amount), "reason": .string(reason), "refunded_by": 1, "refunded_payment": false,
      "meta_data": options.isModern ? [meta(record.id * 10, "_refund_type", isWhole ? "full" : "partial")] : [],
    ]
    for key in ["line_items", "shipping_lines", "tax_lines", "fee_lines"] { wire[key] = lines[key] ?? [] }
    wire["_links"] = .object(
      links(
        "\(order)/refunds/\(record.id)", collection: "\(order)/refunds", up: order, allow: ["GET", "DELETE"]))
    return wire
  }

  private func refundLine(
    _ line: ShopRefund.Line, of sold: ShopLine, _ order: ShopOrder, net: Int64, tax: Int64, _ refund: Int64
  ) -> Wire {
    let taxes = line.taxes.enumerated().map { taxEntry($1, $0, order, subtotal: money(-$1.amount), sign: -1) }
    guard case .object(var wire) = lineItem(sold, order) else { return .null }
    wire["id"] = .integer(60_000_000 + line.line)
    wire["quantity"] = .integer(-line.quantity)
    wire["subtotal"] = money(-net)
    wire["subtotal_tax"] = money(-tax)
    wire["total"] = money(-net)
    wire["total_tax"] = money(-tax)
    wire["taxes"] = .array(taxes)
    wire["meta_data"] = [itemMeta(60_000_000 + line.line, "_refunded_item_id", String(line.line))]
    wire["price"] = unitPrice(net, line.quantity)
    return .object(wire)
  }
}

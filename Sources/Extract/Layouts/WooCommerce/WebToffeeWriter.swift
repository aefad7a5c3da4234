import Columns
import Commerce
import Formats

/// Makes documents of the rows of a WebToffee export: every row is an order.
struct WebToffeeWriter: DocumentWriter {
  private let slots: Slots
  private var writer: OrderWriter

  private struct Slots: Sendable {
    let id, date, total, tax, shipping, shippingTax, shippingMethod, fees, customer: Int
    let taxItems, shippingItems, feeItems, refundItems: Int
    let items: [Int]
    let destination: DestinationSlots

    init(_ slots: ColumnSlots) {
      id = slots["order_id"]
      date = slots["order_date"]
      total = slots["order_total"]
      tax = slots["tax_total"]
      shipping = slots["shipping_total"]
      shippingTax = slots["shipping_tax_total"]
      shippingMethod = slots["shipping_method"]
      fees = slots["fee_total"]
      customer = slots["customer_id"]
      taxItems = slots["tax_items"]
      shippingItems = slots["shipping_items"]
      feeItems = slots["fee_items"]
      refundItems = slots["refund_items"]
      items = slots.names.indices.filter { slots.names[$0].hasPrefix("line_item_") }
      destination = DestinationSlots(slots)
    }
  }

  private static let item = PackedCell(
    between: "||",
    ["name", "product_id", "sku", "quantity", "total", "sub_total", "tax", "tax_data", "meta", "refunded"])
  private static let fee = PackedCell(between: "||", ["name", "total", "tax", "tax_data"])
  private static let tax = PackedCell(
    between: ";", ["rate_id", "code", "total", "label", "tax_rate_compound", "rate_percent"])
  private static let refund = PackedCell(between: ";", ["amount", "reason", "date"])

  init(_ slots: ColumnSlots) {
    self.slots = Slots(slots)
    writer = OrderWriter(slots)
  }

  mutating func begin(_ spread: inout DocumentSpread) { writer.begin(&spread) }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    for record in records { writer.write(order(Int(record), &spread), to: &spread) }
  }

  private func order(_ record: Int, _ spread: inout DocumentSpread) -> ExportedOrder {
    let source = spread.source
    var order = ExportedOrder(
      head: record, id: source[record, slots.id], date: source[record, slots.date],
      total: spread.text.amount(source[record, slots.total]), tax: spread.text.amount(source[record, slots.tax]))
    order.customer = source[record, slots.customer]
    order.destination = slots.destination.destination(record, &spread)
    order.taxes = taxes(source[record, slots.taxItems], &spread.text)
    for slot in slots.items where !source[record, slot].isEmpty {
      order.lines.append(line(source[record, slot], record, spread.text))
    }
    addShipping(record, source, to: &order, spread.text)
    order.lines += fees(record, source, &spread.text)
    order.refunds = refunds(source[record, slots.refundItems], order.id, &spread.text)
    return order
  }

  private func line(_ cell: TextRange, _ record: Int, _ text: TextArena) -> ExportedOrder.Line {
    let fields = Self.item.fields(of: cell, text)
    var line = ExportedOrder.Line(record: record, kind: .goods, amount: text.amount(fields[4]))
    line.title = fields[0]
    line.sku = fields[2]
    line.quantity = fields[3]
    line.isUntaxed = fields[6].isEmpty
    line.tax = fields[6].isEmpty ? .zero : text.amount(fields[6]).value
    line.rate = Self.rate(in: fields[7], text)
    line.refunded = text.amount(text.prefix(of: fields[9], before: UInt8(ascii: "|"))).value ?? .zero
    return line
  }

  /// The id of the only rate in `{"total":{"3":"2.87395"},"subtotal":…}`; empty where there are several.
  private static func rate(in data: TextRange, _ text: TextArena) -> TextRange {
    let open = Array(#""total":{"#.utf8)
    guard let start = text.find(open, in: data.indices) else { return .empty }
    let rest = TextRange(start: start + open.count, count: data.indices.upperBound - start - open.count)
    let entries = text.prefix(of: rest, before: UInt8(ascii: "}"))
    guard !text[entries].contains(UInt8(ascii: ",")) else { return .empty }
    let key = text.prefix(of: entries, before: UInt8(ascii: ":"))
    guard key.count > 2 else { return .empty }
    return TextRange(start: Int(key.start) + 1, count: Int(key.count) - 2)
  }

  /// The id of the only rate in the `a:1:{s:5:"total";a:1:{i:3;s:5:"0.931";}}` that PHP writes; empty for none or several.
  private static func rate(inSerialized data: TextRange, _ text: TextArena) -> TextRange {
    let open = Array(#""total";a:1:{i:"#.utf8)
    guard let start = text.find(open, in: data.indices) else { return .empty }
    let rest = TextRange(start: start + open.count, count: data.indices.upperBound - start - open.count)
    return text.prefix(of: rest, before: UInt8(ascii: ";"))
  }

  private func addShipping(
    _ record: Int, _ source: SourceRecords, to order: inout ExportedOrder, _ text: TextArena
  ) {
    let amount = text.amount(source[record, slots.shipping])
    guard amount.value != .zero, !amount.cell.isEmpty else { return }
    var line = ExportedOrder.Line(record: record, kind: .shipping, amount: amount)
    line.title = source[record, slots.shippingMethod]
    line.rate = Self.rate(inSerialized: source[record, slots.shippingItems], text)
    line.tax = text.amount(source[record, slots.shippingTax]).value
    line.isUntaxed = line.tax == .zero
    order.lines.append(line)
  }

  /// The fees one by one; as their sum where the items do not come to it.
  private func fees(_ record: Int, _ source: SourceRecords, _ text: inout TextArena) -> [ExportedOrder.Line] {
    let lines = Self.fee.items(in: source[record, slots.feeItems], text).map { item in
      let fields = Self.fee.fields(of: item, text)
      var line = ExportedOrder.Line(record: record, kind: .fee, amount: text.amount(fields[1]))
      line.title = fields[0]
      line.tax = fields[2].isEmpty ? .zero : text.amount(fields[2]).value
      line.isUntaxed = fields[2].isEmpty
      line.rate = Self.rate(in: fields[3], text)
      if let value = line.amount.value, value < .zero { line.kind = .discount }
      return line
    }
    return lines.orSum(text.amount(source[record, slots.fees]), record: record, &text)
  }

  private func taxes(_ cell: TextRange, _ text: inout TextArena) -> [ExportedOrder.TaxItem] {
    Self.tax.items(in: cell, text).map { item in
      let fields = Self.tax.fields(of: item, text)
      var title = fields[3]
      if !fields[5].isEmpty { title = text.append("\(text.string(title)) \(text.string(fields[5]))%") }
      var tax = ExportedOrder.TaxItem(title: title, amount: fields[2], rate: fields[0])
      if fields[4].isEmpty { tax.percent = text.amount(fields[5]).value }
      return tax
    }
  }

  /// The refunds; the export gives them no id, so their time tells them apart.
  private func refunds(_ cell: TextRange, _ order: TextRange, _ text: inout TextArena) -> [ExportedOrder.Refund] {
    var refunds: [ExportedOrder.Refund] = []
    for item in Self.refund.items(in: cell, text) {
      let fields = Self.refund.fields(of: item, text)
      let earlier = refunds.count { text.same($0.date, fields[2]) }
      let repeated = earlier == 0 ? "" : "#\(earlier + 1)"
      let id = text.append("\(text.string(order))@\(text.string(fields[2]))\(repeated)")
      refunds.append(ExportedOrder.Refund(id: id, date: fields[2], amount: text.amount(fields[0])))
    }
    return refunds
  }
}

import Columns
import Commerce

/// Makes documents of the rows of a SkyVerge export.
struct SkyVergeWriter: DocumentWriter {
  private let slots: Slots
  private var writer: OrderWriter
  /// Whether the file has a column with the refunds one by one.
  private let tellsRefunds: Bool

  private struct Slots: Sendable {
    let id, date, total, tax, shipping, shippingTax, shippingMethod, fees, refunded, customer: Int
    let lineItems, shippingItems, feeItems, taxItems, refunds: Int
    let itemName, itemSKU, itemQuantity, itemTotal, itemTax, itemRefunded: Int
    let destination: DestinationSlots

    init(_ slots: ColumnSlots) {
      id = slots["order_id"]
      date = slots["date"]
      total = slots["order_total"]
      tax = slots["tax_total"]
      shipping = slots["shipping_total"]
      shippingTax = slots["shipping_tax_total"]
      shippingMethod = slots["shipping_method"]
      fees = slots["fee_total"]
      refunded = slots["refunded_total"]
      customer = slots["customer_id"]
      lineItems = slots["line_items"]
      shippingItems = slots["shipping_items"]
      feeItems = slots["fee_items"]
      taxItems = slots["tax_items"]
      refunds = slots["refunds"]
      itemName = slots["item_name"]
      itemSKU = slots["item_sku"]
      itemQuantity = slots["item_quantity"]
      itemTotal = slots["item_total"]
      itemTax = slots["item_total_tax"]
      itemRefunded = slots["item_refunded"]
      destination = DestinationSlots(slots)
    }
  }

  private static let item = PackedCell(
    between: ";",
    [
      "id", "name", "product_id", "sku", "quantity", "subtotal", "subtotal_tax", "total", "total_tax", "refunded",
      "refunded_qty", "meta",
    ])
  private static let shippingItem = PackedCell(between: ";", ["id", "method_id", "method_title", "total"])
  private static let fee = PackedCell(between: ";", ["id", "title", "tax_class", "total", "total_tax", "taxable"])
  private static let tax = PackedCell(between: ";", ["id", "rate_id", "code", "title", "total", "compound"])
  private static let refund = PackedCell(between: ";", ["id", "date", "amount", "reason"])
  /// What the export writes for the article number of goods that were deleted.
  private static let unknownProduct = "unknown_product"

  init(_ slots: ColumnSlots, refundDate: String?, tellsRefunds: Bool) {
    self.slots = Slots(slots)
    writer = OrderWriter(slots, refundDate: refundDate)
    self.tellsRefunds = tellsRefunds
  }

  mutating func begin(_ spread: inout DocumentSpread) { writer.begin(&spread) }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    guard let head = records.first.map(Int.init) else { return }
    let source = spread.source
    var order = ExportedOrder(
      head: head, id: source[head, slots.id], date: source[head, slots.date],
      total: spread.text.amount(source[head, slots.total]), tax: spread.text.amount(source[head, slots.tax]))
    order.customer = source[head, slots.customer]
    order.destination = slots.destination.destination(head, &spread)
    order.taxes = taxes(source[head, slots.taxItems], &spread.text)
    order.lines = packedGoods(head, source, &spread.text)
    for record in records where !source[Int(record), slots.itemTotal].isEmpty {
      order.lines.append(goods(Int(record), source, &spread.text))
    }
    order.lines += shipping(head, source, &spread.text)
    order.lines += fees(head, source, &spread.text)
    order.refunds = refunds(head, source, &spread.text)
    writer.write(order, to: &spread)
  }

  // MARK: Goods

  private func packedGoods(_ head: Int, _ source: SourceRecords, _ text: inout TextArena) -> [ExportedOrder.Line] {
    Self.item.items(in: source[head, slots.lineItems], text).map { item in
      let fields = Self.item.fields(of: item, text)
      var line = line(.goods, head, amount: fields[7], tax: fields[8], text)
      line.title = text.name(fields[1])
      line.sku = article(text.unescaped(fields[3]), text)
      line.quantity = fields[4]
      line.refunded = text.amount(fields[9]).value ?? .zero
      return line
    }
  }

  private func goods(_ record: Int, _ source: SourceRecords, _ text: inout TextArena) -> ExportedOrder.Line {
    var line = line(.goods, record, amount: source[record, slots.itemTotal], tax: source[record, slots.itemTax], text)
    line.title = text.withoutHTML(source[record, slots.itemName])
    line.sku = article(source[record, slots.itemSKU], text)
    line.quantity = source[record, slots.itemQuantity]
    line.refunded = text.amount(source[record, slots.itemRefunded]).value ?? .zero
    return line
  }

  private func article(_ sku: TextRange, _ text: TextArena) -> TextRange {
    text.matches(sku, Self.unknownProduct) ? .empty : sku
  }

  private func line(
    _ kind: ExportedOrder.LineKind, _ record: Int, amount: TextRange, tax: TextRange, _ text: TextArena
  ) -> ExportedOrder.Line {
    var line = ExportedOrder.Line(record: record, kind: kind, amount: text.amount(amount))
    line.tax = text.amount(tax).value ?? .zero
    line.isUntaxed = line.tax == .zero
    return line
  }

  // MARK: What else is charged

  /// The carriage one by one; as its sum where the items do not come to it.
  private func shipping(_ head: Int, _ source: SourceRecords, _ text: inout TextArena) -> [ExportedOrder.Line] {
    let total = text.amount(source[head, slots.shipping])
    let tax = text.amount(source[head, slots.shippingTax]).value
    var lines = Self.shippingItem.items(in: source[head, slots.shippingItems], text).map { item in
      let fields = Self.shippingItem.fields(of: item, text)
      var line = ExportedOrder.Line(record: head, kind: .shipping, amount: text.amount(fields[3]))
      line.title = text.name(fields[2])
      return line
    }
    if lines.sum != total.value ?? .zero {
      lines = [
        ExportedOrder.Line(record: head, kind: .shipping, title: source[head, slots.shippingMethod], amount: total)
      ]
    }
    for index in lines.indices {
      lines[index].isUntaxed = tax == .zero
      if lines.count == 1 { lines[index].tax = tax }
    }
    return lines.filter { $0.amount.value != .zero }
  }

  private func fees(_ head: Int, _ source: SourceRecords, _ text: inout TextArena) -> [ExportedOrder.Line] {
    let lines = Self.fee.items(in: source[head, slots.feeItems], text).map { item in
      let fields = Self.fee.fields(of: item, text)
      var line = line(.fee, head, amount: fields[3], tax: fields[4], text)
      line.title = text.name(fields[1])
      if let value = line.amount.value, value < .zero { line.kind = .discount }
      return line
    }
    return lines.orSum(text.amount(source[head, slots.fees]), record: head, &text)
  }

  private func taxes(_ cell: TextRange, _ text: inout TextArena) -> [ExportedOrder.TaxItem] {
    Self.tax.items(in: cell, text).map { item in
      let fields = Self.tax.fields(of: item, text)
      let stated = text.string(text.unescaped(fields[3]))
      var tax = ExportedOrder.TaxItem(
        title: text.append(TaxTitleText.rated(stated)), amount: fields[4], rate: fields[1])
      if fields[5].isEmpty { tax.percent = TaxTitleText.percent(stated) }
      return tax
    }
  }

  private func refunds(_ head: Int, _ source: SourceRecords, _ text: inout TextArena) -> [ExportedOrder.Refund] {
    guard tellsRefunds else {
      let amount = text.amount(source[head, slots.refunded])
      return amount.cell.isEmpty || amount.value == .zero ? [] : [ExportedOrder.Refund(amount: amount)]
    }
    return Self.refund.items(in: source[head, slots.refunds], text).map { item in
      let fields = Self.refund.fields(of: item, text)
      return ExportedOrder.Refund(
        id: fields[0], date: text.unescaped(fields[1]), amount: text.amount(fields[2]))
    }
  }
}

extension TextArena {
  /// A name out of a packed cell.
  fileprivate mutating func name(_ range: TextRange) -> TextRange { withoutHTML(unescaped(range)) }
}

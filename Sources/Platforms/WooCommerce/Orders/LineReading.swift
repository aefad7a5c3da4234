import Columns
import Commerce
import Formats
import Platforms

/// Reads the lines and taxes of orders and refunds.
extension OrderShaper {
  /// The lines of one kind.
  mutating func lines(
    _ array: JSONElement?, _ kind: OrderLine.Kind, _ keys: ObjectKeys, _ reader: ObjectReader
  ) -> [OrderLine] {
    typealias Field = OrderFields.Line
    var lines: [OrderLine] = []
    for element in reader.payload.elements(of: array) {
      let fields = reader.fields(element, keys, &unknown)
      guard let amount = reader.amount(fields[Field.total]), let tax = reader.amount(fields[Field.totalTax]) else {
        // The residue shows what a line without a number was worth.
        continue
      }
      var line = OrderLine(kind, amount: amount, tax: tax)
      line.cells.id = reader.cell(fields[Field.id], &builder.text)
      line.cells.title = reader.title(fields[kind == .shipping ? Field.methodTitle : Field.name], &builder.text)
      line.cells.taxClass = reader.cell(fields[Field.taxClass], &builder.text)
      line.taxes = taxes(fields[Field.taxes], reader)
      if kind == .goods { addGoods(fields, reader, to: &line) }
      if kind == .fee, amount < .zero, line.cells.refunds.isEmpty { line.kind = .discount }
      if kind == .shipping, reader.string(fields[Field.methodID]).contains("local_pickup") {
        builder.setForDocument(OrderColumn.isPickup.rawValue, builder.text.append("1"))
      }
      if let original = refundedItem(fields[Field.meta], reader) {
        line.cells.refunds = original
        if kind == .fee { line.kind = .fee }
      }
      lines.append(line)
    }
    return lines
  }

  private mutating func addGoods(_ fields: [JSONElement?], _ reader: ObjectReader, to line: inout OrderLine) {
    typealias Field = OrderFields.Line
    line.cells.sku = reader.cell(fields[Field.sku], &builder.text)
    line.cells.gtin = reader.cell(fields[Field.gtin], &builder.text)
    line.cells.subtotal = reader.cell(fields[Field.subtotal], &builder.text)
    line.cells.quantity = reader.cell(fields[Field.quantity], &builder.text)
    line.quantity = reader.amount(fields[Field.quantity])
    // 0 says that there is none, or that the product was deleted.
    if reader.integer(fields[Field.productID]) > 0 {
      line.cells.productID = reader.cell(fields[Field.productID], &builder.text)
    }
    if reader.integer(fields[Field.variationID]) > 0 {
      line.cells.variationID = reader.cell(fields[Field.variationID], &builder.text)
    }
  }

  /// The taxes of a line by the id of their rate; entries without an amount stay, as they show that a rate applies.
  private mutating func taxes(_ array: JSONElement?, _ reader: ObjectReader) -> [(rate: Int64, amount: Exact)] {
    reader.payload.elements(of: array).compactMap { element in
      let fields = reader.fields(element, OrderFields.lineTax, &unknown)
      // Version 7 states six decimals here, and an empty text where a rate was not applied.
      guard !reader.string(fields[1]).isEmpty, let amount = reader.amount(fields[1]) else { return nil }
      return (reader.integer(fields[0]), amount)
    }
  }

  private mutating func refundedItem(_ meta: JSONElement?, _ reader: ObjectReader) -> TextRange? {
    for entry in reader.payload.elements(of: meta) {
      let fields = reader.fields(entry, OrderFields.meta, &unknown)
      if reader.string(fields[0]) == "_refunded_item_id" { return reader.cell(fields[1], &builder.text) }
    }
    return nil
  }

  /// The taxes of an order or a refund.
  mutating func taxLines(_ array: JSONElement?, _ reader: ObjectReader) -> [OrderTax] {
    typealias Field = OrderFields.TaxLine
    return reader.payload.elements(of: array).map { element in
      let fields = reader.fields(element, OrderFields.taxLine, &unknown)
      let goods = reader.amount(fields[Field.taxTotal]) ?? .zero
      let carriage = reader.amount(fields[Field.shippingTaxTotal]) ?? .zero
      let label = HTMLText.decoded(reader.string(fields[Field.label]))
      return OrderTax(
        rate: reader.integer(fields[Field.rateID]), code: reader.string(fields[Field.rateCode]), label: label,
        isCompound: reader.string(fields[Field.compound]) == "true", percent: reader.string(fields[Field.percent]),
        amount: goods + carriage)
    }
  }
}

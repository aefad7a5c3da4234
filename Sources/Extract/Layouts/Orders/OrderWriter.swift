import Columns
import Commerce
import Pipeline

/// Writes exported orders and their refunds as documents, one record per monetary line.
struct OrderWriter: Sendable {
  private let slots: OrderSlots
  private let refundDate: String?
  private var words = Words()

  /// The words that are written into cells.
  private struct Words {
    var sale = TextRange.empty, refund = TextRange.empty, one = TextRange.empty, zero = TextRange.empty
    var isFalse = TextRange.empty, noLines = TextRange.empty, refundDate = TextRange.empty
    var kinds: [ExportedOrder.LineKind: TextRange] = [:]
  }

  /// A writer into these slots.
  ///
  /// - Parameter refundDate: the date of refunds of which the export tells none, as the export writes dates; `nil` for
  ///   that of the sale, with a finding.
  init(_ slots: ColumnSlots, refundDate: String? = nil) {
    self.slots = OrderSlots(slots)
    self.refundDate = refundDate
  }

  /// Begins a batch.
  mutating func begin(_ spread: inout DocumentSpread) {
    words.sale = spread.write("sale")
    words.refund = spread.write("refund")
    words.one = spread.write("1")
    words.zero = spread.write("0")
    words.isFalse = spread.write("false")
    words.noLines = spread.write("the order has no lines")
    words.refundDate = spread.write(refundDate ?? "")
    for kind in ExportedOrder.LineKind.allCases { words.kinds[kind] = spread.write(kind.rawValue) }
  }

  /// Writes the sale of an order and its refunds.
  func write(_ order: ExportedOrder, to spread: inout DocumentSpread) {
    let first = spread.firstLine
    addLines(order.lines, tax: order.tax.value, of: order, to: &spread)
    spread[first, slots.kind] = words.sale
    spread[first, slots.id] = order.id
    spread[first, slots.date] = order.date
    spread[first, slots.total] = order.total.cell
    spread[first, slots.tax] = order.tax.cell
    for (slot, tax) in order.taxes.prefix(OrderColumns.taxSlots).enumerated() {
      spread[first, slots.taxTitles[slot]] = tax.title
      spread[first, slots.taxAmounts[slot]] = tax.amount
    }
    spread.endDocument()
    let sale = first..<spread.lineCount
    for refund in order.refunds { write(refund, of: order, sale: sale, to: &spread) }
  }

  private func addLines(
    _ lines: [ExportedOrder.Line], tax: Exact?, of order: ExportedOrder, to spread: inout DocumentSpread
  ) {
    let first = spread.firstLine
    let isTaxed = order.tax.value.map { $0 != .zero } ?? false
    // A shop that rounds the tax once per rate has lines that do not come to it; theirs is then no more than a hint.
    let isTaxOfLines = !lines.contains { $0.tax == nil } && lines.reduce(Exact.zero) { $0 + ($1.tax ?? .zero) } == tax
    for line in lines {
      let row = spread.addLine(of: line.record)
      spread[row, slots.lineKind] = words.kinds[line.kind] ?? .empty
      spread[row, slots.title] = line.title
      spread[row, slots.sku] = line.sku
      spread[row, slots.quantity] = line.quantity.isEmpty ? words.one : line.quantity
      spread[row, slots.amount] = line.amount.cell
      if isTaxOfLines { writeTax(of: line, row, order, &spread) }
      if isTaxed, line.isUntaxed { spread[row, slots.taxable] = words.isFalse }
    }
    if lines.isEmpty {
      let row = spread.addLine(of: order.head)
      spread[row, slots.lineKind] = words.kinds[.rounding] ?? .empty
      spread[row, slots.title] = words.noLines
      spread[row, slots.quantity] = words.one
      spread[row, slots.amount] = words.zero
    }
    spread[first, slots.customer] = spread.text.isZero(order.customer) ? .empty : order.customer
    spread[first, slots.name] = order.destination.name
    spread[first, slots.street] = order.destination.street
    spread[first, slots.postcode] = order.destination.postcode
    spread[first, slots.city] = order.destination.city
    spread[first, slots.region] = order.destination.region
    spread[first, slots.country] = order.destination.country
  }

  private func writeTax(
    of line: ExportedOrder.Line, _ row: Int, _ order: ExportedOrder, _ spread: inout DocumentSpread
  ) {
    guard let tax = line.tax else { return }
    spread[row, slots.lineTax] = spread.text.amount(of: tax).cell
    guard tax != .zero, let slot = order.taxSlot(of: line, spread.text), let percent = order.taxes[slot].percent else {
      return
    }
    spread[row, slots.lineRate] = spread.write(percent.description)
  }

  private func write(
    _ refund: ExportedOrder.Refund, of order: ExportedOrder, sale: Range<Int>, to spread: inout DocumentSpread
  ) {
    let first = spread.firstLine
    if let exact = ExactRefund(of: order, &spread.text) {
      addLines(exact.lines, tax: exact.tax, of: order, to: &spread)
      spread[first, slots.tax] = spread.text.amount(of: exact.tax).cell
      for tax in exact.taxes where tax.slot < OrderColumns.taxSlots {
        spread[first, slots.taxTitles[tax.slot]] = order.taxes[tax.slot].title
        spread[first, slots.taxAmounts[tax.slot]] = spread.text.amount(of: tax.amount).cell
      }
    } else {
      repeatLines(sale, &spread)
      spread[first, slots.estimated] = words.one
      spread[first, slots.tax] = estimatedTax(refund, of: order, &spread.text)
      for slot in slots.taxTitles + slots.taxAmounts { spread[first, slot] = .empty }
    }
    spread[first, slots.kind] = words.refund
    spread[first, slots.refunds] = order.id
    spread[first, slots.id] = refund.id.isEmpty ? order.id : refund.id
    let total = refund.amount.value.map { spread.text.amount(of: -$0.magnitude).cell }
    spread[first, slots.total] = total ?? refund.amount.cell
    spread[first, slots.date] = [refund.date, words.refundDate, order.date].first { !$0.isEmpty } ?? .empty
    if refund.date.isEmpty, words.refundDate.isEmpty { spread.find(.refundDateUnknown) }
    spread.endDocument()
  }

  /// The tax in a refund at the sale's own mix; blank where an amount is none.
  private func estimatedTax(
    _ refund: ExportedOrder.Refund, of order: ExportedOrder, _ text: inout TextArena
  ) -> TextRange {
    guard let tax = order.tax.value, let total = order.total.value, let amount = refund.amount.value,
      let share = tax.share(-amount.magnitude, total)
    else { return .empty }
    return text.amount(of: share).cell
  }

  /// Repeats the lines of a sale with the opposite sign: shares of them are what was given back.
  private func repeatLines(_ sale: Range<Int>, _ spread: inout DocumentSpread) {
    for line in sale {
      let copy = spread.repeatLine(line)
      spread[copy, slots.quantity] = spread.writeNegated(spread[line, slots.quantity])
      spread[copy, slots.amount] = spread.writeNegated(spread[line, slots.amount])
      spread[copy, slots.lineTax] = .empty
      spread[copy, slots.lineRate] = .empty
    }
  }
}

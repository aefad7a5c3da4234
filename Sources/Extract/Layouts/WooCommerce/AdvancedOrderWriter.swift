import Columns
import Commerce
import Pipeline

/// Makes documents of the rows of an Advanced Order Export.
struct AdvancedOrderWriter: DocumentWriter {
  private let slots: Slots
  private var writer: OrderWriter
  private var words = Words()

  private struct Words {
    var returned = TextRange.empty, fees = TextRange.empty
  }

  private struct Slots: Sendable {
    let id, date, discount, subtotal, shippingMethod, shipping, refunded, total, tax: Int
    let sku, name, quantity, cost: Int
    let billing, delivery: [Int]

    init(_ slots: ColumnSlots) {
      id = slots["Order Number"]
      date = slots["Order Date"]
      discount = slots["Cart Discount Amount"]
      subtotal = slots["Order Subtotal Amount"]
      shippingMethod = slots["Shipping Method Title"]
      shipping = slots["Order Shipping Amount"]
      refunded = slots["Order Refund Amount"]
      total = slots["Order Total Amount"]
      tax = slots["Order Total Tax Amount"]
      sku = slots["SKU"]
      name = slots["Item Name"]
      quantity = slots["Quantity (- Refund)"]
      cost = slots["Item Cost"]
      let address = ["First Name", "Last Name", "Address 1&2", "Postcode", "City", "State Code", "Country Code"]
      billing = address.map { slots["\($0) (Billing)"] }
      delivery = address.map { slots["\($0) (Shipping)"] }
    }
  }

  init(_ slots: ColumnSlots, refundDate: String?) {
    self.slots = Slots(slots)
    writer = OrderWriter(slots, refundDate: refundDate)
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    writer.begin(&spread)
    words.returned = spread.write("goods that were given back since")
    words.fees = spread.write("fees that the export does not list")
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    guard let head = records.first.map(Int.init) else { return }
    let source = spread.source
    func amount(_ slot: Int) -> ExportedOrder.Amount { spread.text.amount(source[head, slot]) }
    var order = ExportedOrder(
      head: head, id: source[head, slots.id], date: source[head, slots.date], total: amount(slots.total),
      tax: amount(slots.tax))
    order.destination = destination(head, source, &spread.text)
    let refunded = amount(slots.refunded)
    if let value = refunded.value, value != .zero { order.refunds = [ExportedOrder.Refund(amount: refunded)] }
    let shipping = amount(slots.shipping)
    order.lines = goods(records, source, &spread)
    if let subtotal = amount(slots.subtotal).value, let discount = amount(slots.discount).value {
      settle(&order, goods: subtotal - discount, &spread.text)
      if let total = order.total.value, let tax = order.tax.value, let carriage = shipping.value {
        addFees(total - tax - carriage - (subtotal - discount), to: &order, &spread)
      }
    }
    if shipping.value != .zero, !shipping.cell.isEmpty {
      let title = source[head, slots.shippingMethod]
      order.lines.append(ExportedOrder.Line(record: head, kind: .shipping, title: title, amount: shipping))
    }
    writer.write(order, to: &spread)
  }

  private func destination(
    _ head: Int, _ source: SourceRecords, _ text: inout TextArena
  ) -> ExportedOrder.Destination {
    let isDelivered = slots.delivery.last.map { !source[head, $0].isEmpty } ?? false
    let cells = (isDelivered ? slots.delivery : slots.billing).map { source[head, $0] }
    return ExportedOrder.Destination(
      name: text.joined([cells[0], cells[1]]), street: cells[2], postcode: cells[3], city: cells[4],
      region: cells[5], country: cells[6])
  }

  /// The items: quantity × price, which is net, after discounts, and rounded.
  private func goods(
    _ records: ArraySlice<Int32>, _ source: SourceRecords, _ spread: inout DocumentSpread
  ) -> [ExportedOrder.Line] {
    records.compactMap { record in
      let record = Int(record)
      let price = spread.text.amount(source[record, slots.cost])
      let quantity = spread.text.amount(source[record, slots.quantity])
      if price.cell.isEmpty, quantity.cell.isEmpty { return nil }
      let product = price.value.flatMap { price in quantity.value.flatMap { price.multiplied(by: $0) } }
      var line = ExportedOrder.Line(
        record: record, kind: .goods, amount: product.map { spread.text.amount(of: $0) } ?? price)
      line.title = spread.text.withoutHTML(source[record, slots.name])
      line.sku = source[record, slots.sku]
      line.quantity = quantity.cell
      line.price = price.value
      return line
    }
  }

  /// Brings the items to the amount that the order states for its goods.
  ///
  /// What rounding of the price explains goes to the items; what was given back since goes to the item of which it is a
  /// whole number of pieces, or to a line of its own. Anything else stays as it is, and the document does not add up.
  private func settle(_ order: inout ExportedOrder, goods: Exact, _ text: inout TextArena) {
    var rest = goods - order.lines.sum
    if !order.refunds.isEmpty { restoreReturned(&order, &rest, &text) }
    let rooms = order.lines.map(\.rounding)
    guard rest != .zero, rest.magnitude <= rooms.reduce(.zero, +) else { return }
    for index in rooms.indices.sorted(by: { rooms[$0] > rooms[$1] }) where rest != .zero {
      guard let amount = order.lines[index].amount.value else { continue }
      let part = rest.magnitude < rooms[index] ? rest : rest < .zero ? -rooms[index] : rooms[index]
      order.lines[index].amount = text.amount(of: amount + part)
      rest = rest - part
    }
  }

  private func restoreReturned(_ order: inout ExportedOrder, _ rest: inout Exact, _ text: inout TextArena) {
    guard rest > order.lines.map(\.rounding).reduce(.zero, +) else { return }
    let fits = order.lines.indices.compactMap { index in
      order.lines[index].pieces(in: rest).map { (index: index, pieces: $0) }
    }
    if fits.count == 1, let fit = fits.first, let amount = order.lines[fit.index].amount.value,
      let quantity = text.amount(order.lines[fit.index].quantity).value, let price = order.lines[fit.index].price,
      let returned = price.multiplied(by: fit.pieces)
    {
      order.lines[fit.index].quantity = text.append((quantity + fit.pieces).description)
      order.lines[fit.index].amount = text.amount(of: amount + returned)
      rest = rest - returned
    } else {
      order.lines.append(
        ExportedOrder.Line(record: order.head, kind: .goods, title: words.returned, amount: text.amount(of: rest)))
      rest = .zero
    }
  }

  /// Adds what the export leaves out as a line; a few cents are a matter of rounding, which is none of the fees.
  private func addFees(_ fees: Exact, to order: inout ExportedOrder, _ spread: inout DocumentSpread) {
    guard fees.magnitude.millionths > Int64(max(5, order.lines.count)) * 10_000 else { return }
    let kind = fees < .zero ? ExportedOrder.LineKind.discount : .fee
    order.lines.append(
      ExportedOrder.Line(record: order.head, kind: kind, title: words.fees, amount: spread.text.amount(of: fees)))
    spread.find(.feesNotListed, detail: fees.description(decimals: 2))
  }
}

extension ExportedOrder.Line {
  /// How far its amount may be from quantity × price because the price is rounded to the cent: half a cent a piece, and
  /// half a cent for the amount's own; whole cents of it.
  fileprivate var rounding: Exact {
    guard let price, let amount = amount.value, price != .zero else { return .zero }
    let pieces = Rounding.halfAwayFromZero.quotient(amount.millionths, over: price.millionths).magnitude
    return Exact(millionths: Int64(min(pieces, Self.piecesMax) + 1) / 2 * 10_000)
  }

  /// The whole number of pieces that an amount is, to half a cent a piece; `nil` where it is none.
  fileprivate func pieces(in amount: Exact) -> Exact? {
    guard let price, price > .zero else { return nil }
    let pieces = Rounding.halfAwayFromZero.quotient(amount.millionths, over: price.millionths)
    guard pieces > 0, pieces <= Self.piecesMax, let whole = Exact(pieces), let product = price.multiplied(by: whole),
      (amount - product).magnitude.millionths <= pieces * 5_000
    else { return nil }
    return whole
  }

  /// More of one thing than any order has.
  private static let piecesMax: UInt64 = 1_000_000
}

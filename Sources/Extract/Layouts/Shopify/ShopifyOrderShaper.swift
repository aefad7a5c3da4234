import Columns
import Commerce
import Formats
import Pipeline

/// Makes documents of the rows of a Shopify orders export.
struct ShopifyOrderShaper: DocumentShaper {
  private let slots: Slots
  private var starts: [Int32] = []

  private let refundDate: String?

  init(_ slots: ColumnSlots, refundDate: CivilDate?) {
    self.slots = Slots(slots)
    self.refundDate = refundDate.map { "\($0) 00:00:00 +0000" }
  }

  var keySlots: [Int] { [slots.name, slots.id] }

  mutating func wholeRecords(_ block: borrowing RecordBlock, isLast: Bool) -> Int {
    starts = orderStarts(block)
    // The last order may go on in the next block.
    if !isLast, starts.count > 1 { starts.removeLast() }
    return Int(starts.last ?? 0)
  }

  mutating func batch(_ block: consuming RecordBlock) -> Batch {
    var building = Building(block: block, slots: slots, refundDate: refundDate)
    for order in 0..<max(0, starts.count - 1) { building.addOrder(Int(starts[order])..<Int(starts[order + 1])) }
    return building.finished()
  }

  /// Where orders start: a row whose name differs from the row before, or that has another id than its order.
  private func orderStarts(_ block: borrowing RecordBlock) -> [Int32] {
    var starts: [Int32] = []
    var head = 0
    for record in 0..<block.count {
      if record > 0 {
        let id = block.records[record, slots.id]
        let sameName = block.text.same(block.records[record, slots.name], block.records[record - 1, slots.name])
        if sameName, id.isEmpty || block.text.same(id, block.records[head, slots.id]) { continue }
      }
      head = record
      starts.append(Int32(record))
    }
    starts.append(Int32(block.count))
    return starts
  }
}

/// Where the cells are that shaping reads or writes.
struct Slots: Sendable {
  let name, id, createdAt, shipping, shippingMethod, discount, discountCode, duties, total, refunded: Int
  let quantity, title, price, sku, documentKind, lineKind, refunds, estimated: Int
  /// Whether a line is taxable; `nil` when no stage asks for it.
  let taxable: Int?

  init(_ slots: ColumnSlots) {
    name = slots["Name"]
    id = slots["Id"]
    createdAt = slots["Created at"]
    shipping = slots["Shipping"]
    shippingMethod = slots["Shipping Method"]
    discount = slots["Discount Amount"]
    discountCode = slots["Discount Code"]
    duties = slots["Duties"]
    total = slots["Total"]
    refunded = slots["Refunded Amount"]
    quantity = slots["Lineitem quantity"]
    title = slots["Lineitem name"]
    price = slots["Lineitem price"]
    sku = slots["Lineitem sku"]
    documentKind = slots["Document kind"]
    lineKind = slots["Line kind"]
    refunds = slots["Refunds"]
    estimated = slots["Estimated"]
    taxable = slots.find("Lineitem taxable")
  }
}

/// A batch of Shopify orders while it is being made.
private struct Building {
  private let slots: Slots
  private var spread: DocumentSpread
  private let words: Words

  /// The words that shaping writes into cells.
  private struct Words {
    let one, minusOne, shipping, discount, duty, refund, refundDate: TextRange
  }

  init(block: consuming RecordBlock, slots: Slots, refundDate: String?) {
    self.slots = slots
    var spread = DocumentSpread(block)
    words = Words(
      one: spread.write("1"), minusOne: spread.write("-1"), shipping: spread.write("shipping"),
      discount: spread.write("discount"), duty: spread.write("duty"), refund: spread.write("refund"),
      refundDate: refundDate.map { spread.write($0) } ?? .empty)
    self.spread = spread
  }

  consuming func finished() -> Batch { spread.finished() }

  /// Adds the sale of the rows of one order, and its refund when the order has one.
  mutating func addOrder(_ rows: Range<Int>) {
    let first = spread.lineCount
    for row in rows { _ = spread.addLine(of: row) }
    let head = rows.lowerBound
    addAmount(cell(head, slots.shipping), words.shipping, title: cell(head, slots.shippingMethod), words.one, first)
    addAmount(cell(head, slots.discount), words.discount, title: cell(head, slots.discountCode), words.minusOne, first)
    addAmount(cell(head, slots.duties), words.duty, title: .empty, words.one, first)
    spread.endDocument()
    let refunded = cell(head, slots.refunded)
    if spread.isAmount(refunded) { addRefund(of: first..<spread.lineCount, refunded) }
  }

  private func cell(_ row: Int, _ slot: Int) -> TextRange { spread.cell(row, slot) }

  /// Adds a line for an amount that the export has as a column of the order.
  private mutating func addAmount(
    _ amount: TextRange, _ kind: TextRange, title: TextRange, _ quantity: TextRange, _ head: Int
  ) {
    guard spread.isAmount(amount) else { return }
    let line = spread.repeatLine(head)
    spread[line, slots.lineKind] = kind
    spread[line, slots.price] = amount
    spread[line, slots.quantity] = quantity
    spread[line, slots.title] = title
    spread[line, slots.sku] = .empty
    // What the head says of its own goods holds for no other line: carriage is taxed beside goods that are exempt.
    if let taxable = slots.taxable { spread[line, taxable] = .empty }
  }

  /// Adds the refund of the sale whose lines were just added.
  private mutating func addRefund(of sale: Range<Int>, _ refunded: TextRange) {
    let first = spread.lineCount
    let total = spread.writeNegated(refunded)
    for line in sale {
      let copy = spread.repeatLine(line)
      spread[copy, slots.quantity] = spread.writeNegated(spread[line, slots.quantity])
    }
    spread[first, slots.documentKind] = words.refund
    spread[first, slots.refunds] = spread[first, spread[first, slots.id].isEmpty ? slots.name : slots.id]
    spread[first, slots.total] = total
    spread[first, slots.estimated] = words.one
    if words.refundDate.isEmpty {
      spread.find(.refundDateUnknown)
    } else {
      spread[first, slots.createdAt] = words.refundDate
    }
    spread.endDocument()
  }
}

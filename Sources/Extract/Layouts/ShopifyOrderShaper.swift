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
  private let source: SourceRecords
  private let slots: Slots
  private var text: TextArena
  private var records: SourceRecords
  private var starts: [Int32] = [0]
  private var findings: [Finding] = []
  private let words: Words

  /// The words that shaping writes into cells.
  private struct Words {
    let one, minusOne, shipping, discount, duty, refund, refundDate: TextRange
  }

  init(block: consuming RecordBlock, slots: Slots, refundDate: String?) {
    self.slots = slots
    // Taken out of the block, so that what is added moves nothing.
    var text = TextArena()
    swap(&text, &block.text)
    source = block.records
    records = SourceRecords(width: block.records.width)
    records.reserveCapacity(block.count * 3 / 2)
    let date = refundDate.map { text.append($0) } ?? .empty
    words = Words(
      one: text.append("1"), minusOne: text.append("-1"), shipping: text.append("shipping"),
      discount: text.append("discount"), duty: text.append("duty"), refund: text.append("refund"),
      refundDate: date)
    self.text = text
  }

  consuming func finished() -> Batch {
    var batch = Batch(text: text, records: records, documentStarts: starts)
    batch.findings = findings
    return batch
  }

  /// Adds the sale of the rows of one order, and its refund when the order has one.
  mutating func addOrder(_ rows: Range<Int>) {
    let first = records.count
    for row in rows { records.append(from: source, row) }
    let head = rows.lowerBound
    addAmount(cell(head, slots.shipping), words.shipping, title: cell(head, slots.shippingMethod), words.one, first)
    addAmount(cell(head, slots.discount), words.discount, title: cell(head, slots.discountCode), words.minusOne, first)
    addAmount(cell(head, slots.duties), words.duty, title: .empty, words.one, first)
    starts.append(Int32(records.count))
    let refunded = cell(head, slots.refunded)
    if isAmount(refunded) { addRefund(of: first..<records.count, refunded) }
  }

  private func cell(_ row: Int, _ slot: Int) -> TextRange { source[row, slot] }

  /// Whether a cell holds something other than a blank or a zero.
  private func isAmount(_ cell: TextRange) -> Bool {
    for byte in text[cell] where byte != UInt8(ascii: "0") && byte != UInt8(ascii: ".") { return true }
    return false
  }

  /// Adds a line for an amount that the export has as a column of the order.
  private mutating func addAmount(
    _ amount: TextRange, _ kind: TextRange, title: TextRange, _ quantity: TextRange, _ head: Int
  ) {
    guard isAmount(amount) else { return }
    let line = records.count
    records.appendCopy(of: head)
    records[line, slots.lineKind] = kind
    records[line, slots.price] = amount
    records[line, slots.quantity] = quantity
    records[line, slots.title] = title
    records[line, slots.sku] = .empty
    // What the head says of its own goods holds for no other line: carriage is taxed beside goods that are exempt.
    if let taxable = slots.taxable { records[line, taxable] = .empty }
  }

  /// Adds the refund of the sale whose lines were just added.
  private mutating func addRefund(of sale: Range<Int>, _ refunded: TextRange) {
    let document = starts.count - 1
    let first = records.count
    let total = text.appendNegated(refunded)
    for line in sale {
      let copy = records.count
      records.appendCopy(of: line)
      records[copy, slots.quantity] = text.appendNegated(records[line, slots.quantity])
    }
    records[first, slots.documentKind] = words.refund
    records[first, slots.refunds] = records[first, records[first, slots.id].isEmpty ? slots.name : slots.id]
    records[first, slots.total] = total
    records[first, slots.estimated] = words.one
    starts.append(Int32(records.count))
    if words.refundDate.isEmpty {
      findings.append(Finding(.refundDateUnknown, document: document))
    } else {
      records[first, slots.createdAt] = words.refundDate
    }
  }
}

extension SourceRecords {
  /// Appends a copy of a record.
  mutating func appendCopy(of record: Int) {
    // A slice of the array itself would keep it from growing in place.
    let start = record &* width
    for column in 0..<width { cells.append(cells[start &+ column]) }
    positions.append(positions[record])
    raw.append(raw[record])
  }
}

extension TextArena {
  /// Appends the number at `range` with the opposite sign.
  mutating func appendNegated(_ range: TextRange) -> TextRange {
    let start = bytes.count
    var index = Int(range.start)
    let end = index + Int(range.count)
    if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 } else { bytes.append(UInt8(ascii: "-")) }
    while index < end {
      bytes.append(bytes[index])
      index += 1
    }
    return TextRange(start: start, count: bytes.count - start)
  }
}

/// Makes documents of Shopify's orders: a sale for each order, and a refund for each of its refunds.
import Columns
import Commerce
import Formats
import Platforms

/// Makes the batch of one page of orders.
struct OrderShaper {
  /// Whether orders that nobody pays are left out.
  let leavesOutTests: Bool
  var payload: Payload
  var builder: DocumentBuilder
  /// Orders that were left out as tests.
  private(set) var tests = 0
  /// The words, placed in the batch's text.
  private let words: [TextRange]
  private let reasons: Reasons
  /// Texts that were worked out, so that the same amount is written once.
  private var written: [Int64: TextRange] = [:]

  /// Why a line is there that the platform does not have.
  struct Reasons {
    let residue, edited, cashRounding, shippingRefund, discountReversed: TextRange
  }

  init(_ payload: Payload, columns: [String], leavesOutTests: Bool) {
    self.payload = payload
    self.leavesOutTests = leavesOutTests
    var builder = DocumentBuilder(
      body: payload.json.bytes, columns: columns, known: OrderColumn.allCases.map(\.name))
    words = OrderWord.allCases.map { builder.text.append($0.text) }
    reasons = Reasons(
      residue: builder.text.append("unexplained difference to the platform's total"),
      edited: builder.text.append("unexplained difference to the edited order's total"),
      cashRounding: builder.text.append("cash rounding"), shippingRefund: builder.text.append("shipping refund"),
      discountReversed: builder.text.append("discount given back"))
    self.builder = builder
  }

  /// Adds an order with its refunds; `false` when it is left out as a test.
  @discardableResult
  mutating func add(_ element: JSONElement, payments: OrderPayments? = nil, at position: SourcePosition) -> Bool {
    let order = payload.fields(element, OrderField.self, at: "")
    if leavesOutTests, payload.isTrue(order[.test]) {
      tests += 1
      return false
    }
    let raw = payload.json.range(element)
    let frame = OrderFrame(order, &self)
    let refunds = readRefunds(order, frame)
    let sale = SaleReader.read(order, frame, refunds: refunds, &self)
    builder.beginDocument(at: position, raw: raw)
    let embedded = order[.transactions].map { OrderPayments($0, &payload) }
    frame.write(&self, payments: payments ?? embedded)
    setForDocument(.id, order[.id])
    setForDocument(.adminId, order[.adminGraphqlApiId])
    setForDocument(.createdAt, order[.createdAt])
    setForDocument(.processedAt, order[.processedAt])
    builder.setForDocument(OrderColumn.documentKind.rawValue, word(.sale))
    if sale.isEdited { builder.setForDocument(OrderColumn.edited.rawValue, word(.yes)) }
    write(sale.document)
    for refund in refunds {
      builder.beginDocument(at: position, raw: raw)
      frame.write(&self, payments: nil)
      refund.write(order, frame, &self)
    }
    return true
  }

  private mutating func readRefunds(_ order: Fields<OrderField>, _ frame: OrderFrame) -> [RefundReader] {
    let refunds = payload.list(order[.refunds])
    guard !refunds.isEmpty else { return [] }
    var lines: [String: JSONElement] = [:]
    for line in payload.list(order[.lineItems]) {
      let fields = payload.fields(line, LineField.self, at: "line_items")
      if let id = payload.string(fields[.id]) { lines[id] = line }
    }
    return refunds.map { RefundReader($0, order, frame, lines: lines, &self) }
  }

  // MARK: Writing

  /// Writes a document's totals and lines.
  mutating func write(_ document: DraftDocument) {
    var document = document
    let residue = document.residue
    if !residue.isZero {
      builder.setForDocument(OrderColumn.residue.rawValue, text(residue.shop))
      document.balance(reason: reasons.residue)
    }
    if document.lines.isEmpty {
      // A document without any line, such as a sale of nothing for nothing, still has one to be told by.
      document.lines.append(
        DraftLine(kind: .rounding, quantity: 1, price: .zero, cells: [(.lineReason, reasons.residue)]))
    }
    set(.total, .presentmentTotal, document.total)
    set(.taxTotal, .presentmentTaxTotal, document.taxTotal)
    writeTaxes(document.taxes)
    for line in document.lines { write(line) }
  }

  private mutating func set(_ shop: OrderColumn, _ presentment: OrderColumn, _ amount: TwoMoney) {
    builder.setForDocument(shop.rawValue, text(amount.shop))
    builder.setForDocument(presentment.rawValue, text(amount.presentment))
  }

  /// The first four taxes, and all others together: their rates add up as they stack on the same base in the states
  /// that have so many.
  private mutating func writeTaxes(_ taxes: [DraftTax]) {
    var slots = Array(taxes.prefix(5))
    for tax in taxes.dropFirst(5) {
      slots[4].title += slots[4].title.isEmpty ? tax.title : " + \(tax.title)"
      slots[4].rate = slots[4].rate.flatMap { sum in tax.rate.map { sum + $0 } }
      slots[4].amount = slots[4].amount + tax.amount
    }
    for (slot, tax) in slots.enumerated() {
      let columns = OrderColumn.tax(slot)
      builder.setForDocument(columns.title.rawValue, builder.text.append(tax.label))
      set(columns.amount, columns.presentment, tax.amount)
    }
  }

  private mutating func write(_ line: DraftLine) {
    builder.addLine()
    builder.set(OrderColumn.lineKind.rawValue, word(line.kind))
    builder.set(OrderColumn.lineQuantity.rawValue, text(Exact(millionths: line.quantity &* Exact.unit)))
    builder.set(OrderColumn.linePrice.rawValue, text(line.price.shop))
    builder.set(OrderColumn.linePresentmentPrice.rawValue, text(line.price.presentment))
    if let tax = line.tax {
      builder.set(OrderColumn.lineTax.rawValue, text(tax.shop))
      builder.set(OrderColumn.linePresentmentTax.rawValue, text(tax.presentment))
    }
    for cell in line.cells { builder.set(cell.column.rawValue, cell.text) }
  }

  // MARK: Cells

  /// The place of a word.
  func word(_ word: OrderWord) -> TextRange { words[word.rawValue] }

  /// Why a line is there.
  var why: Reasons { reasons }

  /// A number as decimal text.
  mutating func text(_ value: Exact) -> TextRange {
    if let range = written[value.millionths] { return range }
    let start = builder.text.bytes.count
    DecimalText.append(value.millionths, scale: Exact.decimals, atLeast: 0, to: &builder.text.bytes)
    let range = TextRange(start: start, count: builder.text.bytes.count - start)
    written[value.millionths] = range
    return range
  }

  /// The text of a value in the batch.
  mutating func cell(_ element: JSONElement?) -> TextRange {
    guard let element else { return .empty }
    return payload.json.text(element, in: &builder.text)
  }

  /// Sets a cell of every line of the document to a value of the payload.
  mutating func setForDocument(_ column: OrderColumn, _ element: JSONElement?) {
    guard builder.isWanted(column.rawValue) else { return }
    builder.setForDocument(column.rawValue, cell(element))
  }

  /// A list as text, such as `a, b`; `nil` when it is empty.
  mutating func joined(_ elements: [JSONElement?], _ separator: String) -> TextRange {
    let present = elements.compactMap { $0 }
    if present.count <= 1 { return cell(present.first) }
    return builder.text.append(present.map { payload.json.string($0) }.joined(separator: separator))
  }

  /// Details with names as a `name: value` on each line, as Shopify's own exports have them.
  mutating func details(_ element: JSONElement?, at path: String) -> TextRange {
    let lines = payload.list(element).map { detail -> String in
      let fields = payload.fields(detail, DetailField.self, at: path)
      return "\(payload.string(fields[.name] ?? fields[.title]) ?? ""): \(payload.string(fields[.value]) ?? "")"
    }
    return lines.isEmpty ? .empty : builder.text.append(lines.joined(separator: "\n"))
  }
}

import Columns
import Commerce

/// Writes the sales and refunds of one of Amazon's tax reports, and counts the rows that are neither.
struct TaxReportWriter: DocumentWriter {
  private let shape: TaxReportShape
  private var gross: PartsWriter
  private var net: PartsWriter
  private let slots: Slots
  private var counts: [String: Int] = [:]
  private var words = Words()

  /// Words that many cells share.
  private struct Words {
    var zero = TextRange.empty
    var yes = TextRange.empty
    var sale = TextRange.empty
    var refund = TextRange.empty
  }

  /// Where the cells are.
  private struct Slots: Sendable {
    let type, order, activity, responsibility, quantity: Int
    let id, kind, refunds, date, total, tax, isMarketplaces, lineTax, lineRate, lineIsMarketplaces: Int
    let dates, grosses, nets, taxes, rates: [Int]
    let totals: (gross: Int, net: Int, tax: Int)?

    init(_ shape: TaxReportShape, _ slots: ColumnSlots) {
      type = slots[shape.type]
      order = slots[shape.order]
      activity = slots[shape.activity]
      responsibility = slots[shape.responsibility]
      quantity = slots[MadeColumn.lineQuantity]
      id = slots[TaxReportShape.Made.id]
      kind = slots[TaxReportShape.Made.kind]
      refunds = slots[TaxReportShape.Made.refunds]
      date = slots[TaxReportShape.Made.date]
      total = slots[TaxReportShape.Made.total]
      tax = slots[TaxReportShape.Made.tax]
      isMarketplaces = slots[TaxReportShape.Made.isMarketplaces]
      lineTax = slots[MadeColumn.lineTax]
      lineRate = slots[MadeColumn.lineRate]
      lineIsMarketplaces = slots[MadeColumn.lineIsMarketplaces]
      dates = shape.dates.map { slots[$0] }
      grosses = shape.charges.map { slots[$0.gross] }
      nets = shape.charges.map { slots[$0.net] }
      taxes = shape.charges.map { slots[$0.tax] }
      rates = shape.charges.map { slots[$0.rate] }
      totals = shape.totals.map { (slots[$0.gross], slots[$0.net], slots[$0.tax]) }
    }
  }

  init(_ shape: TaxReportShape, _ slots: ColumnSlots) {
    self.shape = shape
    let writer = { (parts: [MonetaryPart]) in
      PartsWriter(parts, title: shape.title, quantity: shape.quantity, cleared: shape.articles, slots)
    }
    gross = writer(shape.parts(gross: true))
    net = writer(shape.parts(gross: false))
    self.slots = Slots(shape, slots)
  }

  var leftOut: [String] {
    guard !counts.isEmpty else { return [] }
    let parts = counts.keys.sorted().map { "\($0) \(counts[$0] ?? 0) (\(shape.others[$0] ?? "goods that came back"))" }
    let sum = counts.values.reduce(0, +)
    let words = sum == 1 ? "1 record is no sale and was left out" : "\(sum) records are no sales and were left out"
    return ["\(words): \(parts.joined(separator: ", "))"]
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    gross.begin(&spread)
    net.begin(&spread)
    words = Words(
      zero: spread.write("0"), yes: spread.write("true"), sale: spread.write("sale"), refund: spread.write("refund"))
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    guard let first = records.first.map({ Int($0) }) else { return }
    let type = spread.string(spread.cell(first, slots.type))
    if shape.others[type] != nil || (shape.returns.contains(type) && !hasAmounts(records, spread)) {
      counts[type, default: 0] += records.count
      return
    }
    let theirs = records.filter {
      spread.string(spread.cell(Int($0), slots.responsibility)).lowercased() == "marketplace"
    }
    if theirs.isEmpty || theirs.count == records.count {
      writeWhole(records, type, isMarketplaces: !theirs.isEmpty, to: &spread)
    } else {
      writeParts(theirs[...], records.filter { !theirs.contains($0) }[...], type, to: &spread)
    }
    spread.endDocument()
  }

  /// Writes a document whose VAT one of the two owes.
  private mutating func writeWhole(
    _ records: ArraySlice<Int32>, _ type: String, isMarketplaces: Bool, to spread: inout DocumentSpread
  ) {
    let isNet = isMarketplaces && areNet(records, spread)
    let added = isNet ? net.addLines(records, to: &spread) : gross.addLines(records, to: &spread)
    addHead(records.first.map { Int($0) } ?? 0, type, added, to: &spread)
    let head = spread.firstLine
    spread[head, slots.total] = total(records, isNet: isNet, spread).cell(&spread)
    if isMarketplaces {
      spread[head, slots.isMarketplaces] = words.yes
      spread[head, slots.tax] = words.zero
    } else if statesTax(records, spread) {
      spread[head, slots.tax] = sum(slots.totals?.tax, slots.taxes, records, spread).cell(&spread)
      for line in added { addTax(line, to: &spread) }
    }
  }

  /// Writes a document of which the marketplace owes the VAT of `theirs` and the seller that of `ours`.
  private mutating func writeParts(
    _ theirs: ArraySlice<Int32>, _ ours: ArraySlice<Int32>, _ type: String, to spread: inout DocumentSpread
  ) {
    let own = gross.addLines(ours, to: &spread)
    let isNet = areNet(theirs, spread)
    let left = isNet ? net.addLines(theirs, to: &spread) : gross.addLines(theirs, to: &spread)
    addHead(ours.first.map { Int($0) } ?? 0, type, own + left, to: &spread)
    let head = spread.firstLine
    spread[head, slots.total] = total(ours, isNet: false, spread).adding(total(theirs, isNet: isNet, spread))
      .cell(&spread)
    if statesTax(ours, spread) {
      spread[head, slots.tax] = sum(slots.totals?.tax, slots.taxes, ours, spread).cell(&spread)
      for line in own { addTax(line, to: &spread) }
    }
    for line in left {
      spread[line.line, slots.lineTax] = words.zero
      spread[line.line, slots.lineIsMarketplaces] = words.yes
    }
  }

  /// Whether all records say what they come to without VAT.
  private func areNet(_ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread) -> Bool {
    records.allSatisfy { !spread.cell(Int($0), slots.nets[0]).isEmpty }
  }

  /// Writes what a document is, and turns the quantities of a refund.
  private func addHead(
    _ first: Int, _ type: String, _ added: [PartsWriter.Added], to spread: inout DocumentSpread
  ) {
    let head = spread.firstLine
    spread[head, slots.id] = id(first, &spread)
    spread[head, slots.date] = date(first, &spread)
    guard shape.refunds.contains(type) || shape.returns.contains(type) else {
      spread[head, slots.kind] = shape.sales.contains(type) ? words.sale : spread.cell(first, slots.type)
      return
    }
    spread[head, slots.kind] = words.refund
    spread[head, slots.refunds] = spread.cell(first, slots.order)
    for line in added where line.part == 0 && spread.isAmount(spread[line.line, slots.quantity]) {
      spread[line.line, slots.quantity] = spread.writeNegated(spread[line.line, slots.quantity])
    }
  }

  private func id(_ record: Int, _ spread: inout DocumentSpread) -> TextRange {
    let order = spread.cell(record, slots.order)
    let activity = spread.cell(record, slots.activity)
    if activity.isEmpty || order.isEmpty { return order.isEmpty ? activity : order }
    return spread.write("\(spread.string(order))/\(spread.string(activity))")
  }

  private func date(_ record: Int, _ spread: inout DocumentSpread) -> TextRange {
    for slot in slots.dates {
      let cell = spread.cell(record, slot)
      if !cell.isEmpty { return ReportDay.iso(spread.string(cell)).map { spread.write($0) } ?? cell }
    }
    return .empty
  }

  // MARK: Amounts

  private func hasAmounts(_ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread) -> Bool {
    for record in records {
      for slot in slots.grosses where spread.isAmount(spread.cell(Int(record), slot)) { return true }
    }
    return false
  }

  private func statesTax(_ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread) -> Bool {
    for record in records {
      for slot in slots.taxes where !spread.cell(Int(record), slot).isEmpty { return true }
    }
    return false
  }

  /// A sum, or the cell that is no number.
  private enum Sum {
    case amount(Exact)
    case unreadable(TextRange)

    /// Both together.
    func adding(_ other: Sum) -> Sum {
      switch (self, other) {
      case (.amount(let one), .amount(let other)): .amount(one.adding(other) ?? one)
      case (.unreadable, _): self
      case (_, .unreadable): other
      }
    }

    /// The cell to write: one that is no number is passed on, so that it is refused by its text.
    func cell(_ spread: inout DocumentSpread) -> TextRange {
      switch self {
      case .amount(let amount): spread.write(amount.description(decimals: 2))
      case .unreadable(let cell): cell
      }
    }
  }

  /// What records come to.
  private func total(_ records: ArraySlice<Int32>, isNet: Bool, _ spread: borrowing DocumentSpread) -> Sum {
    sum(isNet ? slots.totals?.net : slots.totals?.gross, isNet ? slots.nets : slots.grosses, records, spread)
  }

  /// The sum of the report's own totals, or of the charges where it has none.
  private func sum(
    _ total: Int?, _ charges: [Int], _ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread
  ) -> Sum {
    var sum = Exact.zero
    for record in records {
      for slot in total.map({ [$0] }) ?? charges {
        let cell = spread.cell(Int(record), slot)
        guard let amount = spread.number(cell), let next = sum.adding(amount) else { return .unreadable(cell) }
        sum = next
      }
    }
    return .amount(sum)
  }

  /// Writes a line's tax, and its rate, which the report gives as a part of one.
  private func addTax(_ added: PartsWriter.Added, to spread: inout DocumentSpread) {
    let tax = spread.cell(added.record, slots.taxes[added.part])
    spread[added.line, slots.lineTax] = tax.isEmpty ? words.zero : tax
    let rate = spread.cell(added.record, slots.rates[added.part])
    guard !rate.isEmpty, let part = spread.number(rate), let percent = Exact(100)?.multiplied(by: part) else { return }
    spread[added.line, slots.lineRate] = spread.write(percent.description)
  }
}

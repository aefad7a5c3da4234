import Amazon
import Columns
import Commerce

/// Writes the documents of the date-range report.
struct DateRangeWriter: DocumentWriter {
  /// Cells that are equal on the rows of one document.
  static let keys = ["date/time", "settlement id", "type", "order id"]
  private static let parts = [
    MonetaryPart("product sales", "goods"), MonetaryPart("shipping credits", "shipping", title: .words("Carriage")),
    MonetaryPart("gift wrap credits", "fee", title: .words("Gift wrap")),
    MonetaryPart("Regulatory Fee", "fee", title: .words("Regulatory fee")),
    MonetaryPart("promotional rebates", "discount", title: .words("Promotion")),
    MonetaryPart("Amazon points", "discount", title: .words("Amazon points")),
    MonetaryPart("selling fees", "marketplace_fee", title: .words("Selling fees")),
    MonetaryPart("fba fees", "marketplace_fee", title: .words("FBA fees")),
    MonetaryPart("other transaction fees", "marketplace_fee", title: .words("Other transaction fees")),
    MonetaryPart("other", "marketplace_fee"),
  ]
  /// The tax column of each part that has one.
  private static let partTaxes = [
    "product sales tax", "shipping credits tax", "giftwrap credits tax", "Tax On Regulatory Fee",
    "promotional rebates tax",
  ]
  /// All columns of tax, the withheld one last.
  private static let taxes = partTaxes + ["sales tax collected", "marketplace withheld tax"]

  /// The columns that it reads or writes.
  static let columns =
    PartsWriter.columns(parts, title: "description", quantity: "quantity")
    + keys + taxes + ["total", "marketplace", "sku"] + AmazonDateRange.Made.all

  private let language: DateRangeLanguage
  private let notation: AmountNotation
  private let stated: String
  private var lines: PartsWriter
  private let slots: Slots
  private var transfers: [String: (count: Int, sum: Exact)] = [:]
  private var shared = Shared()

  /// Words that many cells share.
  private struct Shared {
    var zero = TextRange.empty
    var yes = TextRange.empty
    var withheld = TextRange.empty
    var currency = TextRange.empty
  }

  /// Where the cells are.
  private struct Slots: Sendable {
    let date, settlement, type, order, marketplace, total, amount, quantity, recordQuantity, kindOfLine: Int
    let id, kind, refunds, posted, currency, country, madeTotal, madeTax, isMarketplaces, withheldTitle, withheld: Int
    let lineTax, lineRate, lineIsMarketplaces: Int
    let taxes, partTaxes: [Int]
  }

  init(_ slots: ColumnSlots, _ language: DateRangeLanguage, preamble: [String]) {
    self.language = language
    notation = AmountNotation(language.mark)
    stated = language.currency(in: preamble)
    lines = PartsWriter(Self.parts, title: "description", quantity: "quantity", cleared: ["sku"], slots)
    self.slots = Slots(
      date: slots["date/time"], settlement: slots["settlement id"], type: slots["type"], order: slots["order id"],
      marketplace: slots["marketplace"], total: slots["total"], amount: slots[MadeColumn.lineAmount],
      quantity: slots[MadeColumn.lineQuantity], recordQuantity: slots["quantity"],
      kindOfLine: slots[MadeColumn.lineKind], id: slots[AmazonDateRange.Made.id],
      kind: slots[AmazonDateRange.Made.kind], refunds: slots[AmazonDateRange.Made.refunds],
      posted: slots[AmazonDateRange.Made.posted], currency: slots[AmazonDateRange.Made.currency],
      country: slots[AmazonDateRange.Made.country], madeTotal: slots[AmazonDateRange.Made.total],
      madeTax: slots[AmazonDateRange.Made.tax], isMarketplaces: slots[AmazonDateRange.Made.isMarketplaces],
      withheldTitle: slots[AmazonDateRange.Made.withheldTitle], withheld: slots[AmazonDateRange.Made.withheld],
      lineTax: slots[MadeColumn.lineTax], lineRate: slots[MadeColumn.lineRate],
      lineIsMarketplaces: slots[MadeColumn.lineIsMarketplaces], taxes: Self.taxes.map { slots[$0] },
      partTaxes: Self.partTaxes.map { slots[$0] })
  }

  var leftOut: [String] {
    transfers.keys.sorted().map { word in
      let (count, sum) = transfers[word] ?? (0, .zero)
      let records =
        count == 1
        ? "1 record is a transfer to the bank and was" : "\(count) records are transfers to the bank and were"
      return "\(records) left out: \(word), \(sum.description(decimals: 2)) in all"
    }
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    lines.begin(&spread)
    shared = Shared(
      zero: spread.write("0"), yes: spread.write("true"), withheld: spread.write(AmazonMarketplace.withheldTaxTitle),
      currency: spread.write(stated))
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    guard let first = records.first.map({ Int($0) }) else { return }
    let word = spread.string(spread.cell(first, slots.type))
    let type = DateRangeType.of(word)
    if type == .transfer {
      for record in records { leaveOut(Int(record), word, spread) }
      return
    }
    let added = lines.addLines(records, to: &spread)
    // A row without any amount still is a document.
    if added.isEmpty {
      let line = spread.addLine(of: first)
      spread[line, slots.kindOfLine] = spread.write("marketplace_fee")
      spread[line, slots.amount] = shared.zero
      spread[line, slots.quantity] = shared.zero
    }
    let marketplace = AmazonMarketplace.named(spread.string(spread.cell(first, slots.marketplace)))
    addHead(first, type, word, marketplace, to: &spread)
    for line in added { addAmount(line, isRefund: type == .refund, to: &spread) }
    addSums(records, added, marketplace, to: &spread)
    spread.endDocument()
  }

  private mutating func leaveOut(_ record: Int, _ word: String, _ spread: borrowing DocumentSpread) {
    let amount = notation.number(spread.cell(record, slots.total), spread) ?? .zero
    let before = transfers[word] ?? (0, .zero)
    transfers[word] = (before.count + 1, before.sum.adding(amount) ?? before.sum)
  }

  /// Writes what the document is.
  private func addHead(
    _ first: Int, _ type: DateRangeType?, _ word: String, _ marketplace: AmazonMarketplace?,
    to spread: inout DocumentSpread
  ) {
    let head = spread.firstLine
    let order = spread.cell(first, slots.order)
    let date = spread.cell(first, slots.date)
    let posted = ReportMoment.iso(spread.string(date), isDayFirst: language.isDayFirst)
    let kind: String =
      switch type {
      case .order: "sale"
      case .refund: "refund"
      case .adjustment: "adjustment"
      case .transfer, nil: word
      }
    let whose = order.isEmpty ? spread.cell(first, slots.settlement) : order
    spread[head, slots.kind] = spread.write(kind)
    spread[head, slots.posted] = posted.map { spread.write($0) } ?? date
    spread[head, slots.id] = spread.write("\(spread.string(whose))/\(word)/\(posted ?? spread.string(date))")
    if type == .refund { spread[head, slots.refunds] = order }
    let currency = shared.currency.isEmpty ? spread.write(marketplace?.currency ?? "") : shared.currency
    spread[head, slots.currency] = currency
    spread[head, slots.country] = spread.write(marketplace?.country ?? "")
  }

  /// Writes a line's amount with a decimal point, and turns the quantity of a refund.
  private func addAmount(_ added: PartsWriter.Added, isRefund: Bool, to spread: inout DocumentSpread) {
    let line = added.line
    spread[line, slots.amount] = notation.plain(spread[line, slots.amount], &spread)
    guard added.part == 0 else { return }
    let quantity = spread.cell(added.record, slots.recordQuantity)
    guard spread.isAmount(quantity) else { return }
    spread[line, slots.quantity] = isRefund ? spread.writeNegated(quantity) : quantity
  }

  /// Sums the report's own totals and its taxes. What Amazon withholds is not the seller's tax.
  private func addSums(
    _ records: ArraySlice<Int32>, _ added: [PartsWriter.Added], _ marketplace: AmazonMarketplace?,
    to spread: inout DocumentSpread
  ) {
    let head = spread.firstLine
    guard let total = sum([slots.total], records, spread), let tax = sum(slots.taxes, records, spread),
      let withheld = sum([slots.taxes.last ?? slots.total], records, spread)
    else {
      spread[head, slots.madeTotal] = spread.cell(Int(records.first ?? 0), slots.total)
      return
    }
    spread[head, slots.madeTotal] = spread.write(total.description(decimals: 2))
    if withheld != .zero {
      spread[head, slots.withheldTitle] = shared.withheld
      spread[head, slots.withheld] = spread.write((-withheld).description(decimals: 2))
    }
    if withheld != .zero, tax == .zero {
      spread[head, slots.isMarketplaces] = shared.yes
      spread[head, slots.madeTax] = shared.zero
      return
    }
    // Outside its VAT service Amazon leaves the tax in the prices, where it is worked out.
    let isInPrices = tax == .zero && (marketplace?.pricesIncludeTax ?? language.pricesIncludeTax(stated))
    if isInPrices { return }
    spread[head, slots.madeTax] = spread.write(tax.description(decimals: 2))
    guard let theirs = marketplaces(records, spread) else { return }
    let ours = records.filter { !theirs.contains(Int($0)) }
    guard let parts = sum(slots.partTaxes, ours[...], spread), parts == tax else { return }
    for line in added {
      guard theirs.contains(line.record) else {
        addTax(of: line, added, &spread)
        continue
      }
      spread[line.line, slots.lineTax] = shared.zero
      spread[line.line, slots.lineIsMarketplaces] = shared.yes
    }
  }

  /// The records of which Amazon withholds the tax, all of it; `nil` where it withholds a part of one.
  private func marketplaces(_ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread) -> Set<Int>? {
    var theirs: Set<Int> = []
    for record in records where spread.isAmount(spread.cell(Int(record), slots.taxes.last ?? slots.total)) {
      guard sum(slots.taxes, [record], spread) == .zero else { return nil }
      theirs.insert(Int(record))
    }
    return theirs
  }

  /// Writes the tax of a line, and the rate that it implies; the tax of a part without a line of its own goes with the
  /// record's first.
  private func addTax(
    of line: PartsWriter.Added, _ added: [PartsWriter.Added], _ spread: inout DocumentSpread
  ) {
    var tax = Exact.zero
    let siblings = added.filter { $0.record == line.record }
    for (part, slot) in slots.partTaxes.enumerated() {
      let isOwn = part == line.part
      let isOrphan = siblings.first?.line == line.line && !siblings.contains { $0.part == part }
      guard isOwn || isOrphan, let amount = notation.number(spread.cell(line.record, slot), spread) else { continue }
      tax = tax.adding(amount) ?? tax
    }
    spread[line.line, slots.lineTax] = tax == .zero ? shared.zero : spread.write(tax.description(decimals: 2))
    guard tax != .zero, let amount = spread.number(spread[line.line, slots.amount]) else { return }
    let rates = ImpliedRates.slots(
      [(amount, tax)], pricesIncludeTax: false, exponent: Currency(stated)?.exponent ?? 2)
    if rates.count == 1 {
      spread[line.line, slots.lineRate] = spread.write(Exact(millionths: Int64(rates[0].tenths) * 100_000).description)
    }
  }

  private func sum(_ slots: [Int], _ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread) -> Exact? {
    var sum = Exact.zero
    for record in records {
      for slot in slots {
        guard let amount = notation.number(spread.cell(Int(record), slot), spread), let next = sum.adding(amount) else {
          return nil
        }
        sum = next
      }
    }
    return sum
  }
}

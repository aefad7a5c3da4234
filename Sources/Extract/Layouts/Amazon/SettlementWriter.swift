import Columns
import Commerce

/// Writes a settlement: its amounts as lines, what its first row says on all of them.
struct SettlementWriter: DocumentWriter {
  /// Columns of amounts: what version 2 calls their group, the column that names the amount, and the amount's own.
  static let groups: [(group: String, type: String, amount: String)] = [
    ("", "amount-type", "amount"), ("ShipmentFees", "shipment-fee-type", "shipment-fee-amount"),
    ("OrderFees", "order-fee-type", "order-fee-amount"), ("ItemPrice", "price-type", "price-amount"),
    ("ItemFees", "item-related-fee-type", "item-related-fee-amount"), ("MiscFees", "", "misc-fee-amount"),
    ("OtherFees", "other-fee-reason-description", "other-fee-amount"),
    ("Promotion", "promotion-type", "promotion-amount"),
    ("DirectPayment", "direct-payment-type", "direct-payment-amount"), ("Other", "", "other-amount"),
  ]
  /// What the first row says of the settlement.
  private static let shared = [
    "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
  ]

  /// The columns that it reads or writes.
  static let columns =
    ["settlement-id", "transaction-type", "posted-date", "posted-date-time", "amount-description"]
    + shared + groups.flatMap { [$0.type, $0.amount] }.filter { !$0.isEmpty } + AmazonSettlement.Made.all

  private let slots: Slots
  private var groupWords: [TextRange] = []

  /// Where the cells are.
  private struct Slots: Sendable {
    let transaction, posted, postedTime, description: Int
    let start, end, deposit, total, currency: Int
    let group, type, amount, madeTotal, madePosted, madeStart, madeEnd, madeDeposit: Int
    let types: [Int?]
    let amounts: [Int]
  }

  init(_ slots: ColumnSlots) {
    self.slots = Slots(
      transaction: slots["transaction-type"], posted: slots["posted-date"], postedTime: slots["posted-date-time"],
      description: slots["amount-description"], start: slots["settlement-start-date"],
      end: slots["settlement-end-date"], deposit: slots["deposit-date"], total: slots["total-amount"],
      currency: slots["currency"], group: slots[AmazonSettlement.Made.group],
      type: slots[AmazonSettlement.Made.type], amount: slots[AmazonSettlement.Made.amount],
      madeTotal: slots[AmazonSettlement.Made.total], madePosted: slots[AmazonSettlement.Made.posted],
      madeStart: slots[AmazonSettlement.Made.start], madeEnd: slots[AmazonSettlement.Made.end],
      madeDeposit: slots[AmazonSettlement.Made.deposit], types: Self.groups.map { slots.find($0.type) },
      amounts: Self.groups.map { slots[$0.amount] })
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    groupWords = Self.groups.map { spread.write($0.group) }
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    guard let first = records.first.map({ Int($0) }) else { return }
    let head = records.map { Int($0) }.first { !spread.cell($0, slots.total).isEmpty } ?? first
    let notation = AmountNotation(records, slots.amounts + [slots.total], spread)
    for record in records {
      for group in slots.amounts.indices {
        add(group, of: Int(record), head: head, notation, to: &spread)
      }
    }
    if spread.lineCount == spread.firstLine { _ = spread.addLine(of: head) }
    finish(head, notation, to: &spread)
    spread.endDocument()
  }

  private func add(
    _ group: Int, of record: Int, head: Int, _ notation: AmountNotation, to spread: inout DocumentSpread
  ) {
    let amount = spread.cell(record, slots.amounts[group])
    guard spread.isAmount(amount) else { return }
    let line = spread.addLine(of: record)
    spread[line, slots.amount] = notation.plain(amount, &spread)
    let type = slots.types[group].map { spread.cell(record, $0) } ?? .empty
    let isSecondVersion = group == 0
    spread[line, slots.group] = isSecondVersion ? type : groupWords[group]
    spread[line, slots.type] = isSecondVersion ? spread.cell(record, slots.description) : type
    let time = spread.cell(record, slots.postedTime)
    let posted = time.isEmpty ? iso(spread.cell(record, slots.posted), needsTime: true, &spread) : iso(time, &spread)
    spread[line, slots.madePosted] = posted.isEmpty ? iso(spread.cell(head, slots.end), &spread) : posted
  }

  /// Writes what the settlement is on all its lines, its first row's own columns included.
  private func finish(_ head: Int, _ notation: AmountNotation, to spread: inout DocumentSpread) {
    let total = notation.plain(spread.cell(head, slots.total), &spread)
    let start = iso(spread.cell(head, slots.start), &spread)
    let end = iso(spread.cell(head, slots.end), &spread)
    let deposit = iso(spread.cell(head, slots.deposit), &spread)
    let currency = spread.cell(head, slots.currency)
    for line in spread.firstLine..<spread.lineCount {
      spread[line, slots.madeTotal] = total
      spread[line, slots.madeStart] = start
      spread[line, slots.madeEnd] = end
      spread[line, slots.madeDeposit] = deposit
      spread[line, slots.currency] = currency
    }
  }

  /// A moment as ISO 8601; one that cannot be read is passed on, so that it is refused by its text.
  private func iso(_ cell: TextRange, needsTime: Bool = false, _ spread: inout DocumentSpread) -> TextRange {
    if cell.isEmpty { return .empty }
    let text = spread.string(cell)
    // A day alone may be written month first or day first: the time column says it again.
    if needsTime, !text.contains(":") { return .empty }
    return ReportMoment.iso(text, isDayFirst: true).map { spread.write($0) } ?? cell
  }
}

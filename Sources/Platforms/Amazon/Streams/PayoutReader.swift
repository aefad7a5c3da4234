/// Reads a settlement group and its events: every amount of an event becomes a line.
///
/// Events differ in shape, and Amazon adds new ones: all are walked alike. An amount is an object with `CurrencyAmount`;
/// what it is for is the type beside it, or its own name.
import Columns
import Commerce
import Formats

struct PayoutReader {
  private let payload: JSONPayload
  private(set) var text: TextArena
  /// What the group says of itself.
  private(set) var cells: [PayoutColumn: TextRange] = [:]
  /// An amount each.
  private(set) var lines: [[PayoutColumn: TextRange]] = []
  private(set) var raw = TextRange.empty
  private(set) var unknown: Set<String> = []
  /// Marketplaces that events name.
  private(set) var marketplaces: Set<String> = []
  /// When the group last changed, as far as it tells.
  private(set) var changedAt: Int64?
  private let end: Int64

  init(_ payload: JSONPayload, end: Int64) {
    self.payload = payload
    self.end = end
    text = TextArena(bytes: payload.bytes)
  }

  private static let group = FieldMap<PayoutColumn>([
    "FinancialEventGroupId": .cell(.payoutID), "ProcessingStatus": .cell(.status),
    "FundTransferStatus": .cell(.transfer), "OriginalTotal": .special, "ConvertedTotal": .special,
    "FundTransferDate": .cell(.transferredAt), "TraceId": .cell(.trace), "AccountTail": .cell(.account),
    "BeginningBalance": .special, "FinancialEventGroupStart": .cell(.start), "FinancialEventGroupEnd": .cell(.end),
  ])

  /// Amounts that are sums or parts of others of the same event: to add them up would count twice.
  private static let repeated: Set<String> = [
    "ProductAdsPaymentEventList.transactionValue", "AdjustmentEventList.AdjustmentItemList",
    "DebtRecoveryEventList.DebtRecoveryItemList", "DebtRecoveryEventList.ChargeInstrumentList",
    "SellerDealPaymentEventList.totalAmount", "CouponPaymentEventList.TotalAmount",
    "SellerReviewEnrollmentPaymentEventList.TotalAmount", "SAFETReimbursementEventList.SAFETReimbursementItemList",
    "AffordabilityExpenseEventList.TotalExpense", "AffordabilityExpenseReversalEventList.TotalExpense",
    "RentalTransactionEventList.RentalInitialValue", "TaxWithholdingEventList.BaseAmount",
  ]

  /// Members that say what an amount is for.
  private static let types: Set<String> = [
    "ChargeType", "FeeType", "PromotionType", "AdjustmentType", "DirectPaymentType", "TransactionType",
    "transactionType", "SourceBusinessEventType", "DebtRecoveryType", "RetrochargeEventType", "RentalEventType",
  ]

  /// What an event says of the amounts within it.
  private struct Context {
    var cells: [PayoutColumn: TextRange] = [:]
    var group = ""
    var type = TextRange.empty
  }

  /// Reads the group and the answers with its events that follow it in the array.
  mutating func read() {
    let parts = Array(payload.elements(of: payload.root))
    guard let group = parts.first else { return }
    raw = payload.range(group)
    var fields = FieldReader(payload)
    var found: [(PayoutColumn, JSONElement)] = []
    let totals = fields.read(group, Self.group, path: "FinancialEventGroupList") { found.append(($0, $1)) }
    for (column, element) in found { cells[column] = payload.text(element, in: &text) }
    unknown = fields.unknown
    for (name, amount, currency) in [
      ("OriginalTotal", PayoutColumn.total, PayoutColumn.currency),
      ("ConvertedTotal", .converted, .convertedCurrency), ("BeginningBalance", .opening, nil),
    ] as [(String, PayoutColumn, PayoutColumn?)] {
      cells[amount] = payload.text(payload["CurrencyAmount", in: totals[name]], in: &text)
      if let currency { cells[currency] = payload.text(payload["CurrencyCode", in: totals[name]], in: &text) }
    }
    changedAt = [.end, .transferredAt, .start].compactMap { cells[$0] }.filter { !$0.isEmpty }
      .compactMap { AmazonTime.seconds(text[$0]) }.max().map { min($0, end) }
    for answer in parts.dropFirst() { readEvents(payload["FinancialEvents", in: payload["payload", in: answer]]) }
  }

  private mutating func readEvents(_ events: JSONElement?) {
    let known = Set(FinanceMaps.payoutLists + FinanceMaps.refundLists.map(\.list))
    for list in payload.members(of: events) {
      let name = payload.string(list.key)
      if !known.contains(name) { unknown.insert("FinancialEvents.\(name)") }
      for event in payload.elements(of: list.value) {
        var context = Context()
        context.cells[.event] = text.append(name)
        context.group = name
        walk(event, list: name, context)
      }
    }
  }

  /// Walks an object: what it says of itself first, then its amounts and what is within it.
  private mutating func walk(_ object: JSONElement, list: String, _ context: Context) {
    var context = context
    for member in payload.members(of: object) { note(member, &context) }
    // Service fees, recovered debts and loans carry no date: they belong to the group's end.
    if context.cells[.postedAt] == nil { context.cells[.postedAt] = groupDate }
    for member in payload.members(of: object) {
      let name = payload.string(member.key)
      if Self.repeated.contains("\(list).\(name)") { continue }
      switch payload.kind(member.value) {
      case .object:
        if let amount = payload["CurrencyAmount", in: member.value] {
          addAmount(amount, of: member.value, named: name, context)
        } else {
          walk(member.value, list: list, nested(context, name))
        }
      case .array:
        for element in payload.elements(of: member.value) where payload.kind(element) == .object {
          walk(element, list: list, nested(context, name))
        }
      default: break
      }
    }
  }

  private func nested(_ context: Context, _ name: String) -> Context {
    var context = context
    context.group = name
    context.type = .empty
    return context
  }

  private mutating func note(_ member: JSONPair, _ context: inout Context) {
    let name = payload.string(member.key)
    let column: PayoutColumn? =
      switch name {
      case "AmazonOrderId": .orderID
      case "PostedDate", "postedDate", "TransactionPostedDate", "TransactionDate", "TransactionCreationDate": .postedAt
      case "MarketplaceName", "MarketplaceId": .marketplace
      case "SellerSKU": .sku
      case "OrderItemId": .itemID
      case "QuantityShipped", "Quantity": .quantity
      default: nil
      }
    if let column { context.cells[column] = payload.text(member.value, in: &text) }
    if name == "MarketplaceName", let known = AmazonMarketplace.named(payload.string(member.value)) {
      marketplaces.insert(known.name)
    }
    if Self.types.contains(name) { context.type = payload.text(member.value, in: &text) }
  }

  private var groupDate: TextRange {
    let end = cells[.end] ?? .empty
    return end.isEmpty ? cells[.start] ?? .empty : end
  }

  private mutating func addAmount(_ amount: JSONElement, of money: JSONElement, named name: String, _ context: Context)
  {
    guard let number = AmazonNumber.exact(payload.string(amount)), number != .zero else { return }
    var line = context.cells
    line[.amountGroup] = text.append(context.group)
    line[.amountType] = context.type.isEmpty ? text.append(name) : context.type
    line[.amount] = text.append(number.description)
    line[.amountCurrency] = payload.text(payload["CurrencyCode", in: money], in: &text)
    lines.append(line)
  }
}

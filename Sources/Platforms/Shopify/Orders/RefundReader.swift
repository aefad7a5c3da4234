/// Reads a refund of an order: goods, carriage, duties and amounts that belong to nothing, each with its tax.
import Columns
import Commerce
import Formats
import Platforms

/// A refund as its order tells of it.
struct RefundReader {
  /// The refund; its amounts are negative.
  private(set) var document = DraftDocument()
  /// What kind of refund it is.
  private(set) var type = OrderWord.goodwill
  let fields: Fields<RefundField>
  private(set) var payments: PaymentSums
  private var hasGoods = false
  private var hasShipping = false

  /// Reads a refund.
  ///
  /// - Parameter lines: the order's line items by their id.
  init(
    _ element: JSONElement, _ order: Fields<OrderField>, _ frame: OrderFrame, lines: [String: JSONElement],
    _ shaper: inout OrderShaper
  ) {
    fields = shaper.payload.fields(element, RefundField.self, at: "refunds")
    let transactions = shaper.payload.list(fields[.transactions])
    payments = PaymentSums(transactions, at: "refunds.transactions", &shaper.payload)
    document.taxesIncluded = frame.taxesIncluded
    for line in shaper.payload.list(fields[.refundLineItems]) { addGoods(line, lines, &shaper) }
    for adjustment in shaper.payload.list(fields[.orderAdjustments]) { addAdjustment(adjustment, order, &shaper) }
    if !hasShipping {
      for line in shaper.payload.list(fields[.refundShippingLines]) { addShipping(line, order, &shaper) }
    }
    addCharge(.duty, fields[.totalDutiesSet], at: "refunds.total_duties_set", &shaper)
    addCharge(.fee, fields[.totalAdditionalFeesSet], at: "refunds.total_additional_fees_set", &shaper)
    settle(order, hasTransactions: !transactions.isEmpty, &shaper)
  }

  // MARK: Goods

  private mutating func addGoods(_ element: JSONElement, _ lines: [String: JSONElement], _ shaper: inout OrderShaper) {
    let path = "refunds.refund_line_items"
    let refunded = shaper.payload.fields(element, RefundLineField.self, at: path)
    let copy = refunded[.lineItem] ?? shaper.payload.string(refunded[.lineItemId]).flatMap { lines[$0] }
    let line = shaper.payload.fields(copy, LineField.self, at: "\(path).line_item")
    let subtotal =
      shaper.payload.money(refunded[.subtotal], refunded[.subtotalSet], at: "\(path).subtotal_set") ?? .zero
    let tax = shaper.payload.money(refunded[.totalTax], refunded[.totalTaxSet], at: "\(path).total_tax_set") ?? .zero
    let quantity = shaper.payload.integer(refunded[.quantity]) ?? 0
    let price = shaper.payload.money(line[.price], line[.priceSet], at: "\(path).line_item.price_set")
    hasGoods = true
    var cells = LineReader.cells(line, at: "\(path).line_item", &shaper)
    if copy == nil { cells.append((.lineId, shaper.cell(refunded[.lineItemId]))) }
    cells.append((.lineRestockType, shaper.cell(refunded[.restockType])))
    cells.append((.lineLocationId, shaper.cell(refunded[.locationId])))
    let taxes = LineReader.taxes(line[.taxLines], at: "\(path).line_item.tax_lines", &shaper)
    // The taxes of the copy are those of all units that were sold; only their rate is that of the units given back.
    let rate = tax.isZero == taxes.sum.isZero ? taxes.cells.filter { $0.column == .lineTaxRate } : []
    cells += rate
    let kind: OrderWord = shaper.payload.isTrue(line[.giftCard]) ? .giftCard : .goods
    if let price, quantity > 0 {
      document.lines.append(DraftLine(kind: kind, quantity: -quantity, price: price, tax: -tax, cells: cells))
      addDiscount(price * quantity - subtotal, of: line, rate, &shaper)
    } else {
      document.lines.append(DraftLine(kind: kind, quantity: -1, price: subtotal, tax: -tax, cells: cells))
    }
    document.taxTotal = document.taxTotal - tax
    addTaxes(-tax, like: taxes.list)
  }

  /// What the price given back is reduced by: the share of the discount that the units had.
  private mutating func addDiscount(
    _ discount: TwoMoney, of line: Fields<LineField>, _ rate: [(column: OrderColumn, text: TextRange)],
    _ shaper: inout OrderShaper
  ) {
    guard !discount.isZero else { return }
    document.lines.append(
      DraftLine(
        kind: .discount, quantity: 1, price: discount,
        cells: [
          (.lineId, shaper.cell(line[.id])), (.lineSku, shaper.cell(line[.sku])),
          (.lineTaxable, shaper.cell(line[.taxable])), (.lineTitle, shaper.why.discountReversed),
          (.lineReason, shaper.why.discountReversed),
        ] + rate))
  }

  // MARK: Amounts without goods

  private mutating func addAdjustment(_ element: JSONElement, _ order: Fields<OrderField>, _ shaper: inout OrderShaper)
  {
    let path = "refunds.order_adjustments"
    let adjustment = shaper.payload.fields(element, AdjustmentField.self, at: path)
    let amount = shaper.payload.money(adjustment[.amount], adjustment[.amountSet], at: "\(path).amount_set") ?? .zero
    let tax =
      shaper.payload.money(adjustment[.taxAmount], adjustment[.taxAmountSet], at: "\(path).tax_amount_set") ?? .zero
    let reason = shaper.cell(adjustment[.reason] ?? adjustment[.kind])
    if shaper.payload.matches(adjustment[.kind], "shipping_refund") {
      addShipping(amount, tax, reason, order, &shaper)
    } else {
      add(.discount, amount, tax, reason, &shaper)
      addTaxes(tax, like: document.taxes)
    }
  }

  /// Carriage of versions from 2025-01.
  private mutating func addShipping(_ element: JSONElement, _ order: Fields<OrderField>, _ shaper: inout OrderShaper) {
    let path = "refunds.refund_shipping_lines"
    let line = shaper.payload.fields(element, RefundShippingField.self, at: path)
    let amount = shaper.payload.money(nil, line[.subtotalAmountSet], at: "\(path).subtotal_amount_set") ?? .zero
    let tax = shaper.payload.money(nil, line[.taxAmountSet], at: "\(path).tax_amount_set") ?? .zero
    addShipping(document.taxesIncluded ? tax - amount : -amount, -tax, shaper.why.shippingRefund, order, &shaper)
  }

  private mutating func addShipping(
    _ amount: TwoMoney, _ tax: TwoMoney, _ reason: TextRange, _ order: Fields<OrderField>, _ shaper: inout OrderShaper
  ) {
    hasShipping = true
    add(.shipping, amount, tax, reason, &shaper)
    let lines = shaper.payload.list(order[.shippingLines]).flatMap { line in
      let fields = shaper.payload.fields(line, ShippingField.self, at: "shipping_lines")
      return LineReader.taxes(fields[.taxLines], at: "shipping_lines.tax_lines", &shaper).list
    }
    addTaxes(tax, like: lines)
  }

  /// Adds an amount of which the tax is told beside it, negative when it goes to the buyer.
  private mutating func add(
    _ kind: OrderWord, _ amount: TwoMoney, _ tax: TwoMoney, _ reason: TextRange, _ shaper: inout OrderShaper
  ) {
    let price = document.taxesIncluded ? amount + tax : amount
    guard !price.isZero || !tax.isZero else { return }
    let isBack = price.shop < .zero
    document.taxTotal = document.taxTotal + tax
    document.lines.append(
      DraftLine(
        kind: kind, quantity: isBack ? -1 : 1, price: isBack ? -price : price, tax: tax,
        cells: [
          (.lineTitle, reason), (.lineReason, reason), (.lineTaxable, shaper.word(tax.isZero ? .no : .yes)),
        ]))
  }

  private mutating func addCharge(_ kind: OrderWord, _ set: JSONElement?, at path: String, _ shaper: inout OrderShaper)
  {
    guard let amount = shaper.payload.money(nil, set, at: path), !amount.isZero else { return }
    document.lines.append(DraftLine(kind: kind, quantity: -1, price: amount))
  }

  // MARK: Taxes

  /// Adds an amount of tax under the titles that the order's line has, in proportion to them.
  private mutating func addTaxes(_ amount: TwoMoney, like taxes: [DraftTax]) {
    guard !amount.isZero else { return }
    guard taxes.count > 1 else {
      document.add(DraftTax(title: taxes.first?.title ?? "", rate: taxes.first?.rate, amount: amount))
      return
    }
    let shop = Self.split(amount.shop, over: taxes.map(\.amount.shop))
    let presentment = Self.split(amount.presentment, over: taxes.map(\.amount.presentment))
    for (index, tax) in taxes.enumerated() {
      let part = TwoMoney(shop: shop[index], presentment: presentment[index])
      if !part.isZero { document.add(DraftTax(title: tax.title, rate: tax.rate, amount: part)) }
    }
  }

  private static func split(_ amount: Exact, over weights: [Exact]) -> [Exact] {
    // Whole hundredths where the amount is one, so that parts look as money does.
    let unit: Int64 = amount.isWhole(at: 2) ? Exact.divisor(2) : 1
    let parts = try? LargestRemainder.allocate(
      amount.millionths / unit, over: weights.map { $0.magnitude.millionths })
    guard let parts else { return [amount] + weights.dropFirst().map { _ in .zero } }
    return parts.map { Exact(millionths: $0 * unit) }
  }

  // MARK: Totals

  private mutating func settle(_ order: Fields<OrderField>, hasTransactions: Bool, _ shaper: inout OrderShaper) {
    if document.lines.isEmpty, payments.refunded != .zero {
      // Money went back and nothing says what for.
      let paid = TwoMoney(shop: payments.refunded, presentment: payments.refunded)
      add(.discount, -paid, .zero, shaper.cell(fields[.note]), &shaper)
    }
    document.total = document.sum
    roundToPayment(order, shaper.payload)
    let isFree = document.total.isZero
    type =
      switch (hasGoods, hasTransactions) {
      case (true, _) where isFree: .restock
      case (true, true): .return
      case (true, false): .removal
      case (false, _): hasShipping && !document.lines.contains { $0.kind == .discount } ? .shipping : .goodwill
      }
  }

  /// Lets the total be what was paid out where it differs by a few cents, as by the rounding of cash.
  private mutating func roundToPayment(_ order: Fields<OrderField>, _ payload: Payload) {
    let few = Exact(millionths: 5 * Exact.divisor(2))
    guard payments.refunded != .zero, let currency = payload.string(payments.currency),
      currency == payload.string(order[.currency]),
      currency == payload.string(order[.presentmentCurrency] ?? order[.currency])
    else { return }
    let paid = TwoMoney(shop: -payments.refunded, presentment: -payments.refunded)
    let difference = paid - document.total
    if difference.shop.magnitude <= few { document.total = document.total + difference }
  }
}

/// Carriage that is given back, in versions from 2025-01.
private enum RefundShippingField: Int, PayloadField {
  case subtotalAmountSet, taxAmountSet

  static let keys = compile(unneeded: ["id", "shipping_line"])
}

extension RefundReader {
  /// Writes the refund as a document.
  func write(_ order: Fields<OrderField>, _ frame: OrderFrame, _ shaper: inout OrderShaper) {
    shaper.setForDocument(.id, fields[.id])
    shaper.setForDocument(.adminId, fields[.adminGraphqlApiId])
    shaper.setForDocument(.refunds, order[.id])
    shaper.setForDocument(.refundNote, fields[.note])
    shaper.setForDocument(.createdAt, fields[.createdAt])
    shaper.setForDocument(.processedAt, fields[.processedAt])
    shaper.setForDocument(.userId, fields[.userId])
    shaper.builder.setForDocument(OrderColumn.documentKind.rawValue, shaper.word(.refund))
    shaper.builder.setForDocument(OrderColumn.refundType.rawValue, shaper.word(type))
    shaper.builder.setForDocument(OrderColumn.refundPaid.rawValue, shaper.text(payments.refunded))
    shaper.setForDocument(.refundPaidCurrency, payments.currency)
    frame.writeGiftCards(-payments.refundedToGiftCards, shaper.payload.string(payments.currency), &shaper)
    let returned = shaper.payload.fields(fields[.return], ReturnField.self, at: "refunds.return")
    shaper.setForDocument(.returnId, returned[.id])
    shaper.write(document)
  }
}

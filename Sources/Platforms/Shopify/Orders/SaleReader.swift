/// Reads the sale of an order: all that was ever on it, at the quantities ordered.
import Columns
import Commerce
import Formats

/// A sale as its order tells of it.
struct SaleReader {
  /// The sale.
  private(set) var document = DraftDocument()
  /// Whether the order was changed after it was placed.
  private(set) var isEdited = false
  private var duties = TwoMoney.zero
  private var hasTip = false

  /// Reads an order.
  ///
  /// What is given back is not taken off: refunds are documents of their own, and `current_quantity` and the `current_`
  /// amounts would count it twice.
  static func read(
    _ order: Fields<OrderField>, _ frame: OrderFrame, refunds: [RefundReader], _ shaper: inout OrderShaper
  ) -> SaleReader {
    var reader = SaleReader()
    reader.document.taxesIncluded = frame.taxesIncluded
    let applications = LineReader.applications(order[.discountApplications], &shaper)
    let tip =
      shaper.payload.money(order[.totalTipReceived], order[.totalTipReceivedSet], at: "total_tip_received_set") ?? .zero
    for line in shaper.payload.list(order[.lineItems]) { reader.addLine(line, tip: tip, applications, &shaper) }
    for line in shaper.payload.list(order[.shippingLines]) { reader.addShipping(line, applications, &shaper) }
    reader.addCharges(order, tip: tip, &shaper)
    reader.settle(order, refunds, &shaper)
    return reader
  }

  // MARK: Lines

  private mutating func addLine(
    _ element: JSONElement, tip: TwoMoney, _ applications: [LineReader.Application], _ shaper: inout OrderShaper
  ) {
    let line = shaper.payload.fields(element, LineField.self, at: "line_items")
    let quantity = shaper.payload.integer(line[.quantity]) ?? 0
    let price = shaper.payload.money(line[.price], line[.priceSet], at: "line_items.price_set") ?? .zero
    let taxes = LineReader.taxes(line[.taxLines], at: "line_items.tax_lines", &shaper)
    let isTip = !hasTip && isTip(line, price * quantity, tip, shaper.payload)
    hasTip = hasTip || isTip
    let kind: OrderWord = shaper.payload.isTrue(line[.giftCard]) ? .giftCard : isTip ? .tip : .goods
    let cells = LineReader.cells(line, at: "line_items", &shaper) + taxes.cells
    document.lines.append(DraftLine(kind: kind, quantity: quantity, price: price, tax: taxes.sum, cells: cells))
    for tax in taxes.list { document.add(tax) }
    document.lines += LineReader.discounts(
      line[.discountAllocations], of: line[.id], sku: line[.sku], taxable: line[.taxable], taxes: taxes, applications,
      at: "line_items.discount_allocations", &shaper)
    for duty in shaper.payload.list(line[.duties]) {
      let fields = shaper.payload.fields(duty, DutyField.self, at: "line_items.duties")
      let amount = shaper.payload.money(nil, fields[.shopMoney] == nil ? nil : duty, at: "line_items.duties")
      duties = duties + (amount ?? .zero)
    }
  }

  /// Whether the line is the tip that the order tells of as well: no product, no tax, and just that amount.
  private func isTip(_ line: Fields<LineField>, _ amount: TwoMoney, _ tip: TwoMoney, _ payload: Payload) -> Bool {
    !tip.isZero && amount.shop == tip.shop && line[.productId] == nil && line[.variantId] == nil
      && !payload.isTrue(line[.taxable]) && !payload.isTrue(line[.requiresShipping])
  }

  private mutating func addShipping(
    _ element: JSONElement, _ applications: [LineReader.Application], _ shaper: inout OrderShaper
  ) {
    let line = shaper.payload.fields(element, ShippingField.self, at: "shipping_lines")
    guard !shaper.payload.isTrue(line[.isRemoved]),
      let price = shaper.payload.money(line[.price], line[.priceSet], at: "shipping_lines.price_set")
    else { return }
    let taxes = LineReader.taxes(line[.taxLines], at: "shipping_lines.tax_lines", &shaper)
    let cells =
      [
        (column: OrderColumn.lineId, text: shaper.cell(line[.id])),
        (.lineTitle, shaper.cell(line[.title] ?? line[.code])),
      ] + taxes.cells
    document.lines.append(DraftLine(kind: .shipping, quantity: 1, price: price, tax: taxes.sum, cells: cells))
    for tax in taxes.list { document.add(tax) }
    let discounts = LineReader.discounts(
      line[.discountAllocations], of: line[.id], sku: nil, taxable: nil, taxes: taxes, applications,
      at: "shipping_lines.discount_allocations", &shaper)
    document.lines += discounts
    let reduced = shaper.payload.money(
      line[.discountedPrice], line[.discountedPriceSet], at: "shipping_lines.discounted_price_set")
    if discounts.isEmpty, let reduced, !(price - reduced).isZero {
      document.lines.append(
        DraftLine(
          kind: .discount, quantity: -1, price: price - reduced,
          cells: [(.lineId, shaper.cell(line[.id])), (.lineTitle, shaper.cell(line[.title]))]
            + taxes.cells.filter { $0.column == .lineTaxRate }))
    }
  }

  /// Tips, duties, additional fees and the rounding of cash, which orders tell of as sums.
  private mutating func addCharges(_ order: Fields<OrderField>, tip: TwoMoney, _ shaper: inout OrderShaper) {
    if !tip.isZero, !hasTip { document.lines.append(DraftLine(kind: .tip, quantity: 1, price: tip)) }
    let told = shaper.payload.money(nil, order[.originalTotalDutiesSet], at: "original_total_duties_set")
    let duty = told ?? duties
    if !duty.isZero { document.lines.append(DraftLine(kind: .duty, quantity: 1, price: duty)) }
    let fees = shaper.payload.money(
      nil, order[.originalTotalAdditionalFeesSet], at: "original_total_additional_fees_set")
    if let fees, !fees.isZero { document.lines.append(DraftLine(kind: .fee, quantity: 1, price: fees)) }
  }

  // MARK: Totals

  /// Finds the total that the lines belong to: that of the order as placed, or, after an edit that put something on it,
  /// what it comes to now and what was taken off since.
  private mutating func settle(_ order: Fields<OrderField>, _ refunds: [RefundReader], _ shaper: inout OrderShaper) {
    let linesTax = document.lines.reduce(TwoMoney.zero) { $0 + ($1.tax ?? .zero) }
    document.total = shaper.payload.money(order[.totalPrice], order[.totalPriceSet], at: "total_price_set") ?? .zero
    document.taxTotal = shaper.payload.money(order[.totalTax], order[.totalTaxSet], at: "total_tax_set") ?? .zero
    readTaxes(order, &shaper)
    if !document.residue.isZero, let now = current(order, refunds, &shaper) {
      var edited = document
      edited.total = now.total
      for tax in [now.tax, linesTax] where !isEdited {
        edited.taxTotal = tax
        guard edited.residue.isZero else { continue }
        edited.taxes = []
        isEdited = true
      }
      if isEdited {
        document = edited
        rereadTaxes(order, &shaper)
      }
    }
    let rounding = shaper.payload.money(
      nil, order[.totalCashRoundingPaymentAdjustmentSet], at: "total_cash_rounding_payment_adjustment_set")
    if let rounding, !rounding.isZero {
      document.total = document.total + rounding
      document.lines.append(
        DraftLine(
          kind: .rounding, quantity: 1, price: rounding,
          cells: [(.lineReason, shaper.why.cashRounding), (.lineTitle, shaper.why.cashRounding)]))
    }
  }

  /// The order's own list of taxes, of lines and carriage together; without one, those of the lines stand.
  private mutating func readTaxes(_ order: Fields<OrderField>, _ shaper: inout OrderShaper) {
    let own = LineReader.taxes(order[.taxLines], at: "tax_lines", &shaper)
    guard !own.list.isEmpty else { return }
    document.taxes = []
    for tax in own.list { document.add(tax) }
  }

  /// The taxes of all lines that were ever on an edited order.
  private mutating func rereadTaxes(_ order: Fields<OrderField>, _ shaper: inout OrderShaper) {
    for line in shaper.payload.list(order[.lineItems]) {
      let fields = shaper.payload.fields(line, LineField.self, at: "line_items")
      for tax in LineReader.taxes(fields[.taxLines], at: "line_items.tax_lines", &shaper).list { document.add(tax) }
    }
    for line in shaper.payload.list(order[.shippingLines]) {
      let fields = shaper.payload.fields(line, ShippingField.self, at: "shipping_lines")
      guard !shaper.payload.isTrue(fields[.isRemoved]) else { continue }
      for tax in LineReader.taxes(fields[.taxLines], at: "shipping_lines.tax_lines", &shaper).list { document.add(tax) }
    }
  }

  /// What the order comes to now, and what was given back or taken off it.
  private func current(
    _ order: Fields<OrderField>, _ refunds: [RefundReader], _ shaper: inout OrderShaper
  ) -> (total: TwoMoney, tax: TwoMoney)? {
    guard
      var total = shaper.payload.money(
        order[.currentTotalPrice], order[.currentTotalPriceSet], at: "current_total_price_set"),
      var tax = shaper.payload.money(order[.currentTotalTax], order[.currentTotalTaxSet], at: "current_total_tax_set")
    else { return nil }
    for refund in refunds {
      total = total - refund.document.total
      tax = tax - refund.document.taxTotal
    }
    return (total, tax)
  }
}

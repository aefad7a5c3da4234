import Amazon
import Columns
import Commerce

/// Writes the orders of the all-orders report: their lines, then what they sum to and whose tax is whose.
struct AllOrdersWriter: DocumentWriter {
  private static let parts = [
    MonetaryPart("item-price", "goods", isMain: true),
    MonetaryPart("shipping-price", "shipping", title: .column("ship-service-level")),
    MonetaryPart("gift-wrap-price", "fee", title: .words("Gift wrap")),
    MonetaryPart("item-promotion-discount", "discount", title: .column("promotion-ids"), sign: .reduction),
    MonetaryPart("ship-promotion-discount", "discount", title: .words("Carriage promotion"), sign: .reduction),
  ]
  /// The part that each tax column taxes, and the part that lowers it first.
  private static let taxes = [("item-tax", 0, 3), ("shipping-tax", 1, 4), ("gift-wrap-tax", 2, -1)]
  /// The columns that it reads or writes.
  static let columns =
    PartsWriter.columns(parts, title: "product-name", quantity: "quantity")
    + [
      "amazon-order-id", "order-status", "item-status", "sales-channel", "currency", "tax-collection-model", "sku",
      "asin",
    ] + taxes.map(\.0) + AllOrdersColumn.made

  private var lines: PartsWriter
  private let slots: Slots
  private var zero = TextRange.empty
  private var yes = TextRange.empty
  private var withheld = TextRange.empty

  /// Where the cells are.
  private struct Slots: Sendable {
    let orderStatus, itemStatus, channel, currency, model, price, amount: Int
    let orderCurrency, total, tax, withheldTitle, withheld, lineTax, lineRate, lineIsMarketplaces: Int
    let taxes: [Int]
  }

  init(_ slots: ColumnSlots) {
    lines = PartsWriter(
      Self.parts, title: "product-name", quantity: "quantity", cleared: ["sku", "asin"], slots)
    self.slots = Slots(
      orderStatus: slots["order-status"], itemStatus: slots["item-status"], channel: slots["sales-channel"],
      currency: slots["currency"], model: slots["tax-collection-model"], price: slots["item-price"],
      amount: slots[MadeColumn.lineAmount], orderCurrency: slots[AllOrdersColumn.currency],
      total: slots[AllOrdersColumn.total], tax: slots[AllOrdersColumn.tax],
      withheldTitle: slots[AllOrdersColumn.withheldTitle], withheld: slots[AllOrdersColumn.withheld],
      lineTax: slots[MadeColumn.lineTax], lineRate: slots[MadeColumn.lineRate],
      lineIsMarketplaces: slots[MadeColumn.lineIsMarketplaces], taxes: Self.taxes.map { slots[$0.0] })
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    lines.begin(&spread)
    zero = spread.write("0")
    yes = spread.write("true")
    withheld = spread.write(AmazonMarketplace.withheldTaxTitle)
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    guard let first = records.first.map({ Int($0) }) else { return }
    let added = lines.addLines(records, to: &spread)
    let marketplace = marketplace(spread.string(spread.cell(first, slots.channel)))
    var currency = TextRange.empty
    for record in records where currency.isEmpty { currency = spread.cell(Int(record), slots.currency) }
    if currency.isEmpty { currency = spread.write(marketplace?.currency ?? "") }
    let isCancelled = isCancelled(spread.cell(first, slots.orderStatus), spread)
    for line in added.map(\.line) {
      spread[line, slots.orderCurrency] = currency
      if isCancelled || self.isCancelled(spread[line, slots.itemStatus], spread) { spread[line, slots.amount] = zero }
    }
    let head = spread.firstLine
    if isCancelled {
      spread[head, slots.total] = zero
      spread[head, slots.tax] = zero
    } else if isPriced(records, spread), let charges = charges(added, spread) {
      addSums(charges, added, marketplace, spread.string(currency), to: &spread)
    }
    spread.endDocument()
  }

  private func isCancelled(_ status: TextRange, _ spread: borrowing DocumentSpread) -> Bool {
    spread.says(status, "Cancelled") || spread.says(status, "Canceled")
  }

  /// The marketplace of a sales channel such as `Amazon.de`, or `Non-Amazon DE` for what was sold elsewhere.
  private func marketplace(_ channel: String) -> AmazonMarketplace? {
    AmazonMarketplace.named(channel)
      ?? channel.split(separator: " ").last.flatMap { AmazonMarketplace.named(String($0)) }
  }

  /// Whether every item has its price; while an order is pending Amazon leaves prices out.
  private func isPriced(_ records: ArraySlice<Int32>, _ spread: borrowing DocumentSpread) -> Bool {
    for record in records where spread.cell(Int(record), slots.price).isEmpty {
      if !isCancelled(spread.cell(Int(record), slots.itemStatus), spread) { return false }
    }
    return true
  }

  // MARK: Sums

  /// What an item was charged for, less its promotion, with the tax on it.
  private struct Charge {
    /// The line of the amount, and that of what lowers it.
    var line: Int?
    var reduction: Int?
    var amount = Exact.zero
    var lowered = Exact.zero
    var tax = Exact.zero
    /// Whether Amazon owes the tax, as a marketplace.
    var isTheirs = false

    var rest: Exact { amount.subtracting(lowered) ?? amount }
  }

  /// The charges of the lines; `nil` when a cell is no number, which the map stage then names.
  private func charges(_ added: [PartsWriter.Added], _ spread: borrowing DocumentSpread) -> [Charge]? {
    var charges: [Charge] = []
    for goods in added where goods.part == 0 && !isCancelled(spread[goods.line, slots.itemStatus], spread) {
      for (kind, tax) in Self.taxes.enumerated() {
        var charge = Charge(isTheirs: spread.says(spread[goods.line, slots.model], "MarketplaceFacilitator"))
        for other in added where other.record == goods.record && (other.part == tax.1 || other.part == tax.2) {
          guard let amount = spread.number(spread[other.line, slots.amount]) else { return nil }
          if other.part == tax.1 {
            (charge.line, charge.amount) = (other.line, amount)
          } else {
            (charge.reduction, charge.lowered) = (other.line, amount.magnitude)
          }
        }
        guard let stated = spread.number(spread[goods.line, slots.taxes[kind]]) else { return nil }
        charge.tax = stated
        if charge.line != nil || charge.reduction != nil { charges.append(charge) }
      }
    }
    return charges
  }

  /// Sums what was charged into the total that the seller sold for and the tax that the seller owes.
  private func addSums(
    _ charges: [Charge], _ added: [PartsWriter.Added], _ marketplace: AmazonMarketplace?, _ currency: String,
    to spread: inout DocumentSpread
  ) {
    let isGross = marketplace?.pricesIncludeTax ?? true
    var total = Exact.zero
    var tax = Exact.zero
    var theirs = Exact.zero
    var hasTheirs = false
    for charge in charges {
      hasTheirs = hasTheirs || charge.isTheirs
      if charge.isTheirs { theirs = theirs.adding(charge.tax) ?? theirs } else { tax = tax.adding(charge.tax) ?? tax }
      let own = isGross && charge.isTheirs ? -charge.tax : !isGross && !charge.isTheirs ? charge.tax : .zero
      total = total.adding(charge.rest)?.adding(own) ?? total
    }
    let head = spread.firstLine
    spread[head, slots.total] = spread.write(total.description(decimals: 2))
    // Outside its VAT service Amazon writes 0.00 where prices contain a tax that it does not know.
    if tax != .zero || !isGross || hasTheirs { spread[head, slots.tax] = spread.write(tax.description(decimals: 2)) }
    if theirs != .zero {
      spread[head, slots.withheldTitle] = withheld
      spread[head, slots.withheld] = spread.write(theirs.description(decimals: 2))
    }
    for line in added.map(\.line) { spread[line, slots.lineTax] = zero }
    let ours = charges.filter { !$0.isTheirs && $0.tax != .zero }
    let exponent = Currency(currency)?.exponent ?? 2
    let common = rates(ours, isGross, exponent)
    for charge in ours { addTax(charge, rate: common ?? rates([charge], isGross, exponent), exponent, to: &spread) }
    for charge in charges where charge.isTheirs { markTheirs(charge, isGross: isGross, to: &spread) }
  }

  /// The only rate that explains the taxes of all charges.
  private func rates(_ charges: [Charge], _ isGross: Bool, _ exponent: Int) -> Exact? {
    let slots = ImpliedRates.slots(
      charges.map { ($0.rest, $0.tax) }, pricesIncludeTax: isGross, exponent: exponent)
    return slots.count == 1 ? Exact(millionths: Int64(slots[0].tenths) * 100_000) : nil
  }

  /// Writes the tax of a charge: what lowers it bears its share.
  private func addTax(_ charge: Charge, rate: Exact?, _ exponent: Int, to spread: inout DocumentSpread) {
    var share = Exact.zero
    if charge.lowered != .zero, charge.rest != .zero,
      let scaled = Rounding.halfAwayFromZero.scale(
        charge.tax.millionths, by: charge.lowered.millionths, over: charge.rest.millionths)
    {
      share = Exact(Exact(millionths: scaled).rounded(to: exponent), exponent: exponent) ?? .zero
    }
    let words = rate.map { spread.write($0.description) } ?? .empty
    if let line = charge.line, let whole = charge.tax.adding(share) {
      spread[line, slots.lineTax] = spread.write(whole.description(decimals: 2))
      spread[line, slots.lineRate] = words
    }
    guard let line = charge.reduction, share != .zero else { return }
    spread[line, slots.lineTax] = spread.write((-share).description(decimals: 2))
    spread[line, slots.lineRate] = words
  }

  /// Marks what Amazon taxes; where prices include that tax, the seller's amount is without it.
  private func markTheirs(_ charge: Charge, isGross: Bool, to spread: inout DocumentSpread) {
    for line in [charge.line, charge.reduction].compactMap({ $0 }) { spread[line, slots.lineIsMarketplaces] = yes }
    guard isGross, let line = charge.line, let net = charge.amount.subtracting(charge.tax) else { return }
    spread[line, slots.amount] = spread.write(net.description(decimals: 2))
  }
}

extension DocumentSpread {
  /// The number that a cell writes with a decimal point; zero when it is blank, `nil` when it is none.
  func number(_ range: TextRange) -> Exact? {
    switch NumberGrammar.plain.parse(string(range)) {
    case .value(let number): number
    case .empty: .zero
    default: nil
    }
  }
}

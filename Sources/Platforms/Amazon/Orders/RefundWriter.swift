/// Makes a document of a refund: its lines are negative, and it points at the sale.
import Columns
import Commerce

struct RefundWriter {
  let marketplace: AmazonMarketplace

  /// Writes a refund that has amounts.
  mutating func write(_ refund: RefundDraft, to sink: inout DocumentSink) {
    var lines: [SaleAmounts.Line] = []
    var total = Exact.zero
    var sellerTax = Exact.zero
    var marketplaceTax = Exact.zero
    for (number, item) in refund.items.enumerated() {
      for amount in item.amounts {
        let isTheirs = item.withheld != .zero
        let owed = isTheirs ? Exact.zero : amount.tax
        // The finances interface states amounts without their tax, whatever the marketplace shows.
        let shown = marketplace.pricesIncludeTax ? amount.amount.adding(owed) ?? amount.amount : amount.amount
        lines.append(
          SaleAmounts.Line(
            item: number, kind: amount.kind, amount: shown, sellerTax: owed,
            marketplaceTax: isTheirs ? amount.tax : .zero))
        total = total.adding(amount.amount)?.adding(owed) ?? total
        sellerTax = sellerTax.adding(owed) ?? sellerTax
        marketplaceTax = marketplaceTax.adding(isTheirs ? amount.tax : .zero) ?? marketplaceTax
      }
    }
    guard !lines.isEmpty else { return }
    var cells = refund.cells
    let adjustment = refund.items.first { !$0.adjustmentID.isEmpty }?.adjustmentID ?? ""
    cells[.documentID] = sink.made(
      "\(refund.orderID)/\(adjustment.isEmpty ? AmazonTime.text(refund.postedAt ?? 0) : adjustment)")
    cells[.documentKind] = sink.made("refund")
    cells[.documentRefunds] = refund.cells[.orderID]
    cells[.status] = sink.made("Refunded")
    cells[.currency] = sink.made(refund.currency.isEmpty ? marketplace.currency : refund.currency)
    cells[.sellerTotal] = sink.made(total)
    cells[.tax] = sink.made(sellerTax.adding(marketplaceTax) ?? sellerTax)
    cells[.sellerTax] = sink.made(sellerTax)
    cells[.marketplaceTax] = sink.made(marketplaceTax)
    cells[.pricesIncludeTax] = sink.made(marketplace.pricesIncludeTax ? "true" : "false")
    cells[.taxSource] = sink.made(sellerTax == .zero && marketplaceTax == .zero ? "absent" : "amazon")
    let exponent = (Currency(refund.currency) ?? Currency(marketplace.currency))?.exponent ?? 2
    let rates = LineRates(lines, pricesIncludeTax: marketplace.pricesIncludeTax, exponent: exponent)
    rates.addSlots(to: &cells, &sink)
    cells.addMarketplaceTax(marketplaceTax, besides: sellerTax, &sink)
    sink.begin(raw: refund.raw, cells)
    var place = 0
    for item in refund.items {
      for amount in item.amounts {
        var rated = item
        rates.addRate(of: place, to: &rated.cells, &sink)
        write(lines[place], amount.title, rated, isTaxed: sellerTax != .zero, to: &sink)
        place += 1
      }
    }
  }

  private func write(
    _ line: SaleAmounts.Line, _ title: String, _ item: RefundDraft.Item, isTaxed: Bool, to sink: inout DocumentSink
  ) {
    var cells = item.cells
    // The quantity is that of the goods that the refund is about, whether it pays them back whole or in part.
    let isOne = line.amount < .zero
    let quantity = line.kind == .goods && item.quantity > 0 && isOne ? -item.quantity : isOne ? -1 : 1
    cells[.lineKind] = sink.made(line.kind.line.name)
    cells[.title] = sink.made(title)
    cells[.quantity] = sink.made("\(quantity)")
    cells[.unitPrice] = sink.made(SaleWriter.unitPrice(line.amount, quantity, stated: nil))
    cells[.amount] = sink.made(line.amount)
    cells[.lineTax] = sink.made(line.sellerTax)
    cells[.taxable] = sink.made(SaleWriter.taxable(line, isTaxed: isTaxed, isTheirs: item.withheld != .zero))
    if item.withheld != .zero {
      cells[.lineMarketplaceTax] = sink.made(line.marketplaceTax)
      cells[.lineIsCollectedByMarketplace] = sink.made("true")
    }
    sink.line(cells)
  }
}

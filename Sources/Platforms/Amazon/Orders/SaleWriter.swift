/// Makes a document of an order: a line for each amount, and one for what its total leaves over.
import Columns
import Commerce

struct SaleWriter {
  let marketplace: AmazonMarketplace

  /// The code of a number that cannot be kept; the list of codes is on a higher floor.
  private static let tooLarge = "R2105"

  /// Writes an order that has amounts, or was called off.
  mutating func write(_ sale: SaleDraft, to sink: inout DocumentSink) {
    guard let amounts = SaleAmounts(sale, marketplace: marketplace) else {
      sink.refuse(Self.tooLarge, raw: sale.raw, sale.cells)
      return
    }
    var cells = sale.cells
    cells[.documentID] = sale.cells[.orderID]
    cells[.documentKind] = sink.made("sale")
    cells[.currency] = sink.made(sale.currency.isEmpty ? marketplace.currency : sale.currency)
    cells[.statedTotal] = sale.total.map { sink.made($0) } ?? .empty
    if sale.cells[.marketplace] == nil { cells[.marketplace] = sink.made(marketplace.id) }
    Self.addSums(amounts.sellerTotal, amounts, to: &cells, &sink)
    let exponent = (Currency(sale.currency) ?? Currency(marketplace.currency))?.exponent ?? 2
    let rates = LineRates(amounts.lines, pricesIncludeTax: amounts.pricesIncludeTax, exponent: exponent)
    rates.addSlots(to: &cells, &sink)
    cells.addMarketplaceTax(amounts.marketplaceTax, besides: amounts.sellerTax, &sink)
    sink.begin(raw: sale.raw, cells)
    var isEmpty = true
    for (number, line) in amounts.lines.enumerated()
    where line.kind == .goods || line.amount != .zero || line.sellerTax != .zero {
      var item = line.item.map { sale.items[$0] } ?? ItemDraft()
      rates.addRate(of: number, to: &item.cells, &sink)
      write(line, item, isTaxed: amounts.sellerTax != .zero, to: &sink)
      isEmpty = false
    }
    for (number, item) in sale.items.enumerated() where !amounts.lines.contains(where: { $0.item == number }) {
      writeUnpriced(item, sale, to: &sink)
      isEmpty = false
    }
    if isEmpty { writeUnpriced(ItemDraft(), sale, to: &sink) }
    if amounts.residue != .zero { writeResidue(amounts.residue, sale, to: &sink) }
  }

  private static func addSums(
    _ total: Exact, _ amounts: SaleAmounts, to cells: inout [OrderColumn: TextRange], _ sink: inout DocumentSink
  ) {
    cells[.sellerTotal] = sink.made(total)
    cells[.tax] = sink.made(amounts.tax)
    cells[.sellerTax] = sink.made(amounts.sellerTax)
    cells[.marketplaceTax] = sink.made(amounts.marketplaceTax)
    cells[.pricesIncludeTax] = sink.made(amounts.pricesIncludeTax ? "true" : "false")
    cells[.taxSource] = sink.made(amounts.tax == .zero ? "absent" : "amazon")
  }

  private func write(_ line: SaleAmounts.Line, _ item: ItemDraft, isTaxed: Bool, to sink: inout DocumentSink) {
    var cells = item.cells
    let isGoods = line.kind == .goods
    // A cancelled item that still has a price counts as one unit of that price, so that nothing is lost.
    let quantity =
      isGoods && item.quantity > 0 ? item.quantity : line.kind.isDiscount ? -1 : line.amount == .zero ? 0 : 1
    cells[.lineKind] = sink.made(line.kind.line.name)
    if !isGoods {
      cells[.title] = sink.made(line.kind.title)
      cells[.quantityShipped] = .empty
    }
    cells[.quantity] = sink.made("\(quantity)")
    cells[.unitPrice] = sink.made(Self.unitPrice(line.amount, quantity, stated: isGoods ? item.unitPrice : nil))
    cells[.amount] = sink.made(line.amount)
    cells[.lineTax] = sink.made(line.sellerTax)
    cells[.taxable] = sink.made(Self.taxable(line, isTaxed: isTaxed, isTheirs: item.isTaxedByMarketplace))
    if item.isTaxedByMarketplace {
      cells[.lineMarketplaceTax] = sink.made(line.marketplaceTax)
      cells[.lineIsCollectedByMarketplace] = sink.made("true")
    }
    sink.line(cells)
  }

  /// An item without any amount: it was cancelled, or is given away as a replacement.
  private func writeUnpriced(_ item: ItemDraft, _ sale: SaleDraft, to sink: inout DocumentSink) {
    var cells = item.cells
    cells[.lineKind] = sink.made("goods")
    cells[.quantity] = sink.made(sale.state == .cancelled ? "0" : "\(item.quantity)")
    cells[.unitPrice] = sink.made("0")
    cells[.amount] = cells[.unitPrice]
    cells[.lineTax] = cells[.unitPrice]
    sink.line(cells)
  }

  private func writeResidue(_ residue: Exact, _ sale: SaleDraft, to sink: inout DocumentSink) {
    let why =
      sale.remarks.isEmpty
      ? "Amazon's total is \(residue) above its items: charges that it shows only with restricted data, such as gift wrap"
      : "Amazon's total is \(residue) above its items: \(sale.remarks.joined(separator: ", "))"
    var cells: [OrderColumn: TextRange] = [:]
    cells[.lineKind] = sink.made("rounding")
    cells[.title] = sink.made("Difference to Amazon's total")
    cells[.reason] = sink.made(why)
    cells[.quantity] = sink.made("1")
    cells[.unitPrice] = sink.made(residue)
    cells[.amount] = cells[.unitPrice]
    cells[.lineTax] = sink.made("0")
    sink.line(cells)
  }

  /// Whether a line bears tax of the seller; empty where nothing of the document does, so that the rules decide.
  static func taxable(_ line: SaleAmounts.Line, isTaxed: Bool, isTheirs: Bool) -> String {
    if isTheirs { return "false" }
    return isTaxed ? (line.sellerTax == .zero ? "false" : "true") : ""
  }

  /// The price of one unit: as stated where it gives the amount, else the amount by the quantity to six decimals.
  static func unitPrice(_ amount: Exact, _ quantity: Int64, stated: Exact?) -> Exact {
    guard quantity != 0, let units = Exact(quantity) else { return .zero }
    if let stated, stated.multiplied(by: units) == amount { return stated }
    return Rounding.halfAwayFromZero.scale(amount.millionths, by: 1, over: quantity).map(Exact.init(millionths:))
      ?? .zero
  }
}

import Columns
import Commerce
import Tax

/// The columns of a batch that taxing reads.
struct SourceColumns {
  let currencies: Column<Currency>
  let dates: Column<CivilDate>
  let placedAt: Column<Instant>
  let totals: Column<Exact>
  let taxTotals: Column<Exact>
  let vatIDs: Column<TextRange>
  private let vatIDStatuses: Column<VATIDStatus>
  let kinds: Column<LineKind>
  let taxable: Column<Int32>
  let productTypes: Column<TextRange>
  let amounts: Column<Exact>
  /// The tax of each line; `nil` where no stage maps it.
  let lineTaxes: Column<Exact>?
  private let lineRates: Column<Exact>
  private let estimated: Column<Int32>
  private let marketplaceCollects: Column<Int32>
  /// Whether a marketplace owes the tax of each line; `nil` where no stage maps it.
  private let lineMarketplaceCollects: Column<Int32>?
  private let statuses: Column<DocumentStatus>
  private let titles: [Column<TextRange>]
  private let slotAmounts: [Column<Exact>]

  init(_ batch: borrowing Batch) {
    currencies = batch[OrderKeys.currency]
    dates = batch[OrderKeys.taxDate]
    placedAt = batch[OrderKeys.placedAt]
    totals = batch[OrderKeys.total]
    taxTotals = batch[OrderKeys.taxTotal]
    vatIDs = batch[OrderKeys.vatID]
    vatIDStatuses = batch[TaxKeys.vatIDStatus]
    kinds = batch[OrderKeys.lineKind]
    taxable = batch[OrderKeys.taxable]
    productTypes = batch[OrderKeys.productType]
    amounts = batch[OrderKeys.sourceAmount]
    lineTaxes = batch.has(OrderKeys.sourceTax) ? batch[OrderKeys.sourceTax] : nil
    lineRates = batch[OrderKeys.sourceRate]
    estimated = batch[OrderKeys.estimated]
    marketplaceCollects = batch[OrderKeys.marketplaceCollects]
    lineMarketplaceCollects =
      batch.has(OrderKeys.lineMarketplaceCollects) ? batch[OrderKeys.lineMarketplaceCollects] : nil
    statuses = batch[OrderKeys.status]
    let slots = (0..<OrderKeys.taxSlots).filter { batch.has(OrderKeys.taxAmount($0)) }
    titles = slots.map { batch[OrderKeys.taxTitle($0)] }
    slotAmounts = slots.map { batch[OrderKeys.taxAmount($0)] }
  }

  /// What is known of the buyer's VAT number, and the state that gave it.
  func vatID(_ document: Int, _ text: Span<UInt8>) -> (status: VATIDStatus, state: Territory?) {
    let range = vatIDs.stored[document]
    if range.isEmpty { return (.none, nil) }
    let prefix = VATID.read(text.extracting(range.indices)).prefix
    return (vatIDStatuses[document] ?? .unchecked, prefix.flatMap { Territory($0.rawValue) })
  }

  /// Whether only the sum of the document is known, not its lines.
  func isEstimated(_ document: Int) -> Bool { estimated.stored[document] == 1 }

  /// The document before an estimated refund that is no estimate; -1 for none.
  func sale(ofEstimated document: Int) -> Int {
    var sale = document - 1
    while sale >= 0, isEstimated(sale) { sale -= 1 }
    return sale
  }

  /// The rate that the source states for a line; `nil` for one that is no rate.
  func rate(of line: Int) -> TaxRate? {
    guard let percent = lineRates[line], percent.millionths >= 0, percent.millionths % 1_000 == 0 else { return nil }
    return Int32(exactly: percent.millionths / 1_000).map(TaxRate.init(thousandths:))
  }

  /// Whether a marketplace owes the tax of the document.
  func isCollectedByMarketplace(_ document: Int) -> Bool { marketplaceCollects.stored[document] == 1 }

  /// Whether a marketplace owes the tax of a line, whoever owes that of the others.
  func isLineCollectedByMarketplace(_ line: Int) -> Bool { lineMarketplaceCollects?.stored[line] == 1 }

  /// Whether tax is owed on the document: not on one that is cancelled or not yet paid.
  func counts(_ document: Int) -> Bool {
    switch statuses[document] {
    case .cancelled, .pending: false
    default: true
    }
  }

  /// Reads the taxes that the platform states for a document.
  func readStated(_ document: Int, _ exponent: Int, _ text: Span<UInt8>, into stated: inout [StatedTax]) {
    stated.removeAll(keepingCapacity: true)
    for slot in titles.indices {
      let title = titles[slot].stored[document]
      guard let amount = slotAmounts[slot][document] else { continue }
      stated.append(
        StatedTax(rate: TaxTitle.rate(text.extracting(title.indices)), amount: amount.rounded(to: exponent).count))
    }
  }
}

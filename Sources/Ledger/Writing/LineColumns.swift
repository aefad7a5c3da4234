/// The line columns of a batch that the ledger stores.
import Columns
import Commerce
import Tax

struct LineColumns {
  let sku, title: [TextRange]
  let kind, rate, treatment, scheme, taxCountry, category, territory, liable, taxReturn, reason: [Int32]
  let quantity, unitPrice, sourceAmount, net, tax, baseNet, baseTax: [Int64]
  let positions: [SourcePosition]
  /// Whether goods that were paid back came back into stock; empty where no source column tells.
  let restocked: [Int32]

  init(_ batch: Batch) {
    sku = batch[OrderKeys.sku].stored
    title = batch[OrderKeys.title].stored
    kind = batch[OrderKeys.lineKind].stored
    rate = batch[TaxKeys.rate].stored
    treatment = batch[TaxKeys.treatment].stored
    scheme = batch[TaxKeys.scheme].stored
    taxCountry = batch[TaxKeys.taxCountry].stored
    category = batch[TaxKeys.category].stored
    territory = batch[TaxKeys.territory].stored
    liable = batch[TaxKeys.liable].stored
    taxReturn = batch[TaxKeys.taxReturn].stored
    reason = batch[TaxKeys.reason].stored
    quantity = batch[OrderKeys.quantity].stored
    unitPrice = batch[OrderKeys.unitPrice].stored
    sourceAmount = batch[OrderKeys.sourceAmount].stored
    net = batch[OrderKeys.net].stored
    tax = batch[OrderKeys.tax].stored
    baseNet = batch[OrderKeys.baseNet].stored
    baseTax = batch[OrderKeys.baseTax].stored
    positions = batch.records.positions
    restocked = batch.has(OrderKeys.restocked) ? batch[OrderKeys.restocked].stored : []
  }
}

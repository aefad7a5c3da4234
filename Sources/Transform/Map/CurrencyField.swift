import Columns
import Commerce
import Pipeline

/// The field that reads the currency of a document.
struct CurrencyField: MappedField {
  let source: CellSource

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Currency>(missing: batch.documentCount)
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, text, fallback)
      if let currency = Currency(text.extracting(cell.indices)), currency.exponent != nil {
        column.stored[document] = currency.stored
      } else {
        refusals.append(
          Refusal(
            cell.isEmpty ? .missingValue : .unknownCurrency, document: document, column: source.name, value: cell,
            detail: OrderKeys.currency.name))
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(OrderKeys.currency, column)
  }
}

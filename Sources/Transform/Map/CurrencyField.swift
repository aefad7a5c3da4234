import Columns
import Commerce
import Pipeline

/// The field that reads the currency of a document: what the definition says of a word, else a code of ISO 4217.
struct CurrencyField: MappedField {
  let source: CellSource
  let words: WordTable
  /// What a cell that is neither means; `nil` to refuse it.
  let otherwise: Int32?

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Currency>(missing: batch.documentCount)
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, text, fallback)
      let word = text.extracting(cell.indices)
      if let currency = words.value(of: word) {
        column.stored[document] = currency
      } else if let currency = Currency(word), currency.exponent != nil {
        column.stored[document] = currency.stored
      } else if let otherwise {
        column.stored[document] = otherwise
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

import Columns
import Commerce
import Pipeline

/// A field that reads a currency.
struct CurrencyField: MappedField {
  let key: ColumnKey<Currency>
  let source: CellSource
  let isRequired: Bool

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Currency>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      for element in batch.elements(of: document, key.scope) {
        let cell = source.cell(batch.record(of: element, key.scope), cells, text, fallback)
        if cell.isEmpty, !isRequired { continue }
        if let currency = Currency(text.extracting(cell.indices)), currency.exponent != nil {
          column.stored[element] = currency.stored
        } else {
          refusals.append(
            Refusal(
              cell.isEmpty ? .missingValue : .unknownCurrency, document: document,
              line: batch.line(of: element, key.scope), column: source.name, value: cell, detail: key.name))
        }
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(key, column)
  }
}

import Columns
import Commerce
import Pipeline

/// A field that reads a currency: what the definition says of a word or mark, else a code of ISO 4217.
struct CurrencyField: MappedField {
  let key: ColumnKey<Currency>
  let source: CellSource
  let words: WordTable
  /// What a cell that is neither means; `nil` to refuse it.
  let otherwise: Int32?
  let isRequired: Bool

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Currency>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for step in CellWalk(source, batch, key.scope, cells, fallback) {
      let element = step.element
      let cell = step.cell
      if cell.isEmpty, !isRequired, otherwise == nil { continue }
      let word = text.extracting(cell.indices)
      if let currency = words.value(of: word) {
        column.stored[element] = currency
      } else if let currency = Currency(word), currency.exponent != nil {
        column.stored[element] = currency.stored
      } else if let otherwise {
        column.stored[element] = otherwise
      } else {
        refusals.append(
          Refusal(
            cell.isEmpty ? .missingValue : .unknownCurrency, document: batch.document(of: element, key.scope),
            line: batch.line(of: element, key.scope), column: source.name, value: cell, detail: key.name))
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(key, column)
  }
}

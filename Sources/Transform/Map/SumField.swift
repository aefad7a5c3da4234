import Columns
import Commerce
import Pipeline

/// A field that adds up the exact numbers of several columns; blank ones count for nothing.
struct SumField: MappedField {
  let key: ColumnKey<Exact>
  let source: CellSource
  let grammar: NumberGrammar
  /// Whether a document is refused when all of the columns are blank.
  let isRequired: Bool

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Exact>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      for element in batch.elements(of: document, key.scope) {
        var sum: Exact?
        let record = batch.record(of: element, key.scope)
        for place in source.columns.indices {
          let cell = source.part(place).cell(record, cells, text, .empty)
          if cell.isEmpty { continue }
          let (next, refused) = add(text.extracting(cell.indices), to: sum ?? .zero)
          sum = next ?? sum
          guard let (code, detail) = refused else { continue }
          refusals.append(
            Refusal(
              code, document: document, line: batch.line(of: element, key.scope), column: source.names[place],
              value: cell, detail: detail))
        }
        if sum == nil, !fallback.isEmpty { sum = add(text.extracting(fallback.indices), to: .zero).0 }
        if sum == nil, isRequired {
          refusals.append(
            Refusal(
              .missingValue, document: document, line: batch.line(of: element, key.scope), column: source.name,
              detail: key.name))
        }
        column[element] = sum
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(key, column)
  }

  private func add(_ cell: Span<UInt8>, to sum: Exact) -> (Exact?, (RejectCode, String)?) {
    switch grammar.parse(cell) {
    case .value(let number):
      guard let next = sum.adding(number) else { return (nil, (.numberTooLarge, "")) }
      return (next, nil)
    case let other: return (nil, NumberField.refusal(other, key.name))
    }
  }
}

import Columns
import Commerce
import Pipeline

/// A field that reads an exact number.
struct NumberField: MappedField {
  let key: ColumnKey<Exact>
  let source: CellSource
  let grammar: NumberGrammar
  let isRequired: Bool

  mutating func map(_ batch: inout Batch) {
    var column = Column<Exact>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let records = batch.records
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      for element in batch.elements(of: document, key.scope) {
        let cell = source.cell(batch.record(of: element, key.scope), records, text, fallback)
        if cell.isEmpty, !isRequired { continue }
        switch grammar.parse(text.extracting(cell.indices)) {
        case .value(let number):
          column.stored[element] = number.millionths
        case let other:
          let (code, detail) = Self.refusal(other, key.name)
          refusals.append(
            Refusal(
              code, document: document, line: batch.line(of: element, key.scope), column: source.name, value: cell,
              detail: detail))
        }
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(key, column)
  }

  private static func refusal(_ parsed: ParsedNumber, _ name: String) -> (RejectCode, String) {
    switch parsed {
    case .value, .empty: (.missingValue, name)
    case .ambiguous: (.ambiguousNumber, "")
    case .tooFine: (.tooManyDecimals, "\(Exact.decimals) decimals can be kept")
    case .tooLarge: (.numberTooLarge, "")
    case .invalid(.scientific): (.spreadsheetNumber, "")
    case .invalid(let fault):
      switch fault {
      case .otherDecimalMark, .brokenGrouping, .groupingNotAllowed, .severalDecimalMarks, .currencyNotAllowed,
        .parenthesesNotAllowed:
        (.otherNotation, fault.sentence)
      default: (.notANumber, fault.sentence)
      }
    }
  }
}

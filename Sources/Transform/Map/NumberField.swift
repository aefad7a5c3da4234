import Columns
import Commerce
import Pipeline

/// A field that reads an exact number.
struct NumberField: MappedField {
  let key: ColumnKey<Exact>
  let source: CellSource
  let grammar: NumberGrammar
  let isRequired: Bool
  /// What the column's cells have proved of its notation; `nil` where the decimal mark is declared.
  var watch: NotationWatch?

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    watch?.begin(batch)
    var column = Column<Exact>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    var values = column.stored.mutableSpan
    for step in CellWalk(source, batch, key.scope, cells, fallback) {
      let element = step.element
      let cell = step.cell
      if cell.isEmpty, !isRequired { continue }
      switch grammar.parse(text.extracting(cell.indices)) {
      case .value(let number):
        values[element] = number.millionths
      case let other:
        watch?.look(at: text.extracting(cell.indices))
        let (code, detail) = Self.refusal(other, key.name)
        refusals.append(
          Refusal(
            code, document: batch.document(of: element, key.scope), line: batch.line(of: element, key.scope),
            column: source.name, value: cell,
            detail: detail))
      }
    }
    lookAtRefused(batch, cells, fallback)
    for refusal in refusals { batch.refuse(refusal) }
    if watch?.hasSeenComma == true { refuseAmbiguous(&batch, cells, &column, fallback) }
    batch.put(key, column)
  }

  /// Looks at the column's cells of documents that another field has refused; records that are damaged prove nothing.
  private mutating func lookAtRefused(_ batch: borrowing Batch, _ cells: SourceCells, _ fallback: TextRange) {
    guard watch?.hasSeenComma == false, !batch.refusals.isEmpty else { return }
    let text = batch.text.bytes.span
    for refusal in batch.refusals where refusal.code.hasPrefix("R2") {
      for element in batch.elements(of: refusal.document, key.scope) {
        let cell = source.cell(batch.record(of: element, key.scope), cells, text, fallback)
        if cell != fallback { watch?.look(at: text.extracting(cell.indices)) }
      }
    }
  }

  /// Refuses the numbers that were read with a decimal point and mean another amount with a decimal comma.
  private func refuseAmbiguous(
    _ batch: inout Batch, _ cells: SourceCells, _ column: inout Column<Exact>, _ fallback: TextRange
  ) {
    var refusals: [Refusal] = []
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      for element in batch.elements(of: document, key.scope) {
        let cell = source.cell(batch.record(of: element, key.scope), cells, text, fallback)
        // What the definition itself gives for a blank cell is written as the definition means it.
        guard cell != fallback, NumberGrammar.isAmbiguous(text.extracting(cell.indices)) else { continue }
        column.stored[element] = .missing
        refusals.append(
          Refusal(
            .ambiguousNumber, document: document, line: batch.line(of: element, key.scope), column: source.name,
            value: cell, detail: "another cell of the column has a decimal comma"))
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
  }

  static func refusal(_ parsed: ParsedNumber, _ name: String) -> (RejectCode, String) {
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

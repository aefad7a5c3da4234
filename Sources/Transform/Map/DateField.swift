import Columns
import Commerce
import Pipeline

/// A field that reads a date: its civil date becomes the tax date, and the instant is kept where the source has an
/// offset from UTC.
struct DateField: MappedField {
  /// Whether it gives the instant as well as the tax date.
  let givesInstant: Bool
  /// Whether it gives the tax date; not when another field does.
  let givesTaxDate: Bool
  let source: CellSource
  let grammar: DateGrammar
  let isRequired: Bool

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var dates = Column<CivilDate>(missing: batch.documentCount)
    var instants = Column<Instant>(missing: batch.documentCount)
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, text, fallback)
      if cell.isEmpty, !isRequired { continue }
      switch grammar.parse(text.extracting(cell.indices)) {
      case .value(let moment):
        dates.stored[document] = moment.date.stored
        if moment.offset != nil { instants.stored[document] = moment.instant().stored }
      case let other:
        let (code, detail) = refusal(other)
        refusals.append(Refusal(code, document: document, column: source.name, value: cell, detail: detail))
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    if givesInstant { batch.put(OrderKeys.placedAt, instants) }
    if givesTaxDate { batch.put(OrderKeys.taxDate, dates) }
  }

  private func refusal(_ parsed: ParsedDate) -> (RejectCode, String) {
    switch parsed {
    case .value, .empty: (.missingValue, "date")
    case .ambiguous: (.ambiguousDate, "")
    case .invalid(.impossibleDate), .invalid(.impossibleTime): (.impossibleDate, "")
    case .invalid(let fault): (.notADate, "\(fault.sentence); the declared form is \(grammar.pattern)")
    }
  }
}

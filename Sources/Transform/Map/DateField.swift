import Columns
import Commerce
import Pipeline

/// A field that reads a date: its civil date as it is written, and the instant where an offset from UTC is known.
struct DateField: MappedField {
  /// The column of the instant; `nil` where none is kept.
  let instant: ColumnKey<Instant>?
  /// The column of the civil date; `nil` where none is kept, or another field gives it.
  let day: ColumnKey<CivilDate>?
  /// Whether a civil date stands beside the instant, from this field or from another.
  let isDated: Bool
  /// The offset of times that are written without one; `nil` where it is not known.
  let assumedOffset: Int32?
  let source: CellSource
  let grammar: DateGrammar
  let isRequired: Bool

  private var scope: ColumnScope { instant?.scope ?? day?.scope ?? .document }

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    let scope = scope
    var dates = Column<CivilDate>(missing: batch.count(scope))
    var instants = Column<Instant>(missing: batch.count(scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for step in CellWalk(source, batch, scope, cells, fallback) {
      let element = step.element
      let cell = step.cell
      if cell.isEmpty, !isRequired { continue }
      var parsed = grammar.parse(text.extracting(cell.indices))
      if case .value(var moment) = parsed, moment.offset == nil, let assumedOffset {
        moment.offset = assumedOffset
        parsed = .value(moment)
      }
      // An instant that is all there is of a date must be known; a day by its side says enough.
      if case .value(let moment) = parsed, moment.offset != nil || isDated {
        dates.stored[element] = moment.date.stored
        if moment.offset != nil { instants.stored[element] = moment.instant().stored }
        continue
      }
      let (code, detail) = refusal(parsed)
      refusals.append(
        Refusal(
          code, document: batch.document(of: element, scope), line: batch.line(of: element, scope), column: source.name,
          value: cell,
          detail: detail))
    }
    for refusal in refusals { batch.refuse(refusal) }
    if let instant { batch.put(instant, instants) }
    if let day { batch.put(day, dates) }
  }

  /// When a person told it: who came back after an erasure is somebody new.
  mutating func mapRefused(_ batch: inout Batch, _ cells: SourceCells) {
    guard let instant, instant.name == OrderKeys.placedAt.name || instant.name == CustomerKeys.createdAt.name else {
      return
    }
    let fallback = source.placeFallback(in: &batch)
    var instants = batch.take(instant)
    let bytes = batch.text.bytes
    for document in 0..<batch.documentCount where batch.isRefused(document) && instants[document] == nil {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, bytes.span, fallback)
      guard case .value(var moment) = grammar.parse(bytes.span.extracting(cell.indices)) else { continue }
      moment.offset = moment.offset ?? assumedOffset
      if moment.offset != nil { instants.stored[document] = moment.instant().stored }
    }
    batch.put(instant, instants)
  }

  private func refusal(_ parsed: ParsedDate) -> (RejectCode, String) {
    switch parsed {
    case .empty: (.missingValue, "date")
    case .value: (.notADate, "it has no offset from UTC; the field's \"offset\" says which one is meant")
    case .ambiguous: (.ambiguousDate, "")
    case .invalid(.impossibleDate), .invalid(.impossibleTime): (.impossibleDate, "")
    case .invalid(let fault): (.notADate, "\(fault.sentence); the declared form is \(grammar.pattern)")
    }
  }
}

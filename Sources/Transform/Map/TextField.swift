import Columns
import Commerce
import Pipeline

/// A field that keeps the text of a cell, or of the part of it that a pattern captures.
struct TextField: MappedField {
  let key: ColumnKey<TextRange>
  let source: CellSource
  let isRequired: Bool
  /// Whether the text is an id, which a spreadsheet may have turned into scientific notation.
  let isID: Bool
  /// A regular expression whose first group is the text; `nil` for the whole cell.
  let pattern: String?

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<TextRange>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    var capture: Regex<AnyRegexOutput>?
    let bytes = batch.text.bytes
    let text = bytes.span
    var values = column.stored.mutableSpan
    for step in CellWalk(source, batch, key.scope, cells, fallback) {
      let element = step.element
      var cell = step.cell
      if let pattern, !cell.isEmpty {
        // Parsed for a batch that needs it: a regular expression cannot be shared between tasks.
        capture = capture ?? (try? Regex(pattern))
        cell = capture.map { captured($0, cell, batch.text) } ?? .empty
      }
      if cell.isEmpty, isRequired {
        refusals.append(
          Refusal(
            .missingValue, document: batch.document(of: element, key.scope), line: batch.line(of: element, key.scope),
            column: source.name,
            detail: key.name))
      } else if isID, Self.isScientific(text.extracting(cell.indices)) {
        refusals.append(
          Refusal(
            .damagedID, document: batch.document(of: element, key.scope), line: batch.line(of: element, key.scope),
            column: source.name,
            value: cell))
      }
      values[element] = cell
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(key, column)
  }

  /// What tells a person.
  private static let personal: Set<String> = Set(
    [
      OrderKeys.customerSourceID, OrderKeys.name, OrderKeys.company, OrderKeys.email, OrderKeys.phone,
      OrderKeys.address, OrderKeys.city, OrderKeys.postcode, OrderKeys.vatID,
    ].map(\.name))

  mutating func mapRefused(_ batch: inout Batch, _ cells: SourceCells) {
    guard Self.personal.contains(key.name) else { return }
    let fallback = source.placeFallback(in: &batch)
    let capture = pattern.flatMap { try? Regex($0) }
    var column = batch.take(key)
    for document in 0..<batch.documentCount where batch.isRefused(document) && column.stored[document].isEmpty {
      let cell = source.cell(Int(batch.documentStarts[document]), cells, batch.text.bytes.span, fallback)
      column.stored[document] = capture.map { captured($0, cell, batch.text) } ?? cell
    }
    batch.put(key, column)
  }

  /// The first group of the first match, as a part of the cell.
  private func captured(_ capture: Regex<AnyRegexOutput>, _ cell: TextRange, _ text: TextArena) -> TextRange {
    let whole = text.string(cell)
    guard let match = try? capture.firstMatch(in: whole), match.output.count > 1, let range = match.output[1].range
    else { return .empty }
    let start = whole.utf8.distance(from: whole.startIndex, to: range.lowerBound)
    let count = whole.utf8.distance(from: range.lowerBound, to: range.upperBound)
    return TextRange(start: Int(cell.start) + start, count: count)
  }

  /// Whether the text is digits with a mark and an exponent, such as `5.27763E+12`.
  private static func isScientific(_ text: Span<UInt8>) -> Bool {
    var hasDigit = false
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: ","): continue
      case UInt8(ascii: "E"), UInt8(ascii: "e"):
        return hasDigit && index + 1 < text.count && text[index + 1] == UInt8(ascii: "+")
      default: return false
      }
    }
    return false
  }
}

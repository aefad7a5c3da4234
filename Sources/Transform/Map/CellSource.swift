import Columns

/// Where a field takes its text from: the first of several source columns that is not blank, freed of what surrounds it.
struct CellSource: Sendable {
  /// Slots of the columns, in the order in which they are tried.
  var columns: [Int]
  /// Their names, for messages.
  var names: [String]
  /// Text to take when every column is blank; empty for none.
  var fallback: String = ""
  /// Text that is taken off the front, such as the apostrophe that guards digits in Shopify's exports.
  var prefix: [UInt8] = []
  /// Text that is taken off the end.
  var suffix: [UInt8] = []

  /// Whether it is one column as it stands.
  var isPlain: Bool { columns.count == 1 && prefix.isEmpty && suffix.isEmpty }

  /// What messages call the source.
  var name: String? { names.first }

  /// The text for `record`; empty when all columns are blank.
  @inline(__always)
  func cell(_ record: Int, _ cells: SourceCells, _ text: Span<UInt8>, _ fallback: TextRange) -> TextRange {
    for column in columns {
      let cell = cells[record, column]
      if cell.isEmpty { continue }
      if prefix.isEmpty && suffix.isEmpty { return cell }
      let rest = stripped(cell, text)
      if !rest.isEmpty { return rest }
    }
    return fallback
  }

  /// The source that reads one of the columns alone.
  func part(_ place: Int) -> CellSource {
    var part = self
    part.columns = [columns[place]]
    return part
  }

  /// The fallback's place in the text of a batch.
  func placeFallback(in batch: inout Batch) -> TextRange { fallback.isEmpty ? .empty : batch.text.append(fallback) }

  private func stripped(_ cell: TextRange, _ text: Span<UInt8>) -> TextRange {
    var range = cell.indices
    if starts(range, with: prefix, text) { range = range.lowerBound + prefix.count..<range.upperBound }
    if range.count >= suffix.count,
      starts(range.upperBound - suffix.count..<range.upperBound, with: suffix, text)
    {
      range = range.lowerBound..<range.upperBound - suffix.count
    }
    return TextRange(start: range.lowerBound, count: range.count)
  }

  private func starts(_ range: Range<Int>, with word: [UInt8], _ text: Span<UInt8>) -> Bool {
    guard range.count >= word.count else { return false }
    for offset in word.indices where text[range.lowerBound + offset] != word[offset] { return false }
    return true
  }
}

extension Batch {
  /// The elements that a column of `scope` has for a document.
  @inline(__always)
  func elements(of document: Int, _ scope: ColumnScope) -> Range<Int> {
    scope == .document ? document..<document + 1 : lines(of: document)
  }

  /// The record that an element is read from: the line's own, or the document's first.
  @inline(__always)
  func record(of element: Int, _ scope: ColumnScope) -> Int {
    scope == .document ? Int(documentStarts[element]) : element
  }

  /// The line that an element of `scope` is, for a refusal.
  @inline(__always)
  func line(of element: Int, _ scope: ColumnScope) -> Int? { scope == .document ? nil : element }
}

/// One field of the `map` stage: it fills one column of a batch from source cells.
protocol MappedField: Sendable {
  /// Fills the column from `cells`; refuses the documents whose cells it cannot read.
  mutating func map(_ batch: inout Batch, _ cells: SourceCells)

  /// Fills what refused documents tell of a person, for whoever was erased must not come back with a reject either; refuses
  /// nothing.
  mutating func mapRefused(_ batch: inout Batch, _ cells: SourceCells)
}

extension MappedField {
  mutating func mapRefused(_ batch: inout Batch, _ cells: SourceCells) {}
}

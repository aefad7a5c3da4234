import Columns

/// The cells of a batch without the blanks around them, column after column.
///
/// Records come with their cells side by side, and a field reads one column: reading the records once, in the order in
/// which they lie in memory, spares each of some forty fields a walk over all of them.
struct SourceCells: Sendable {
  private let cells: [TextRange]
  private let recordCount: Int

  /// The cells of the batch's records.
  init(_ batch: borrowing Batch) {
    let width = batch.records.width
    let count = batch.records.count
    var columns = [TextRange](repeating: .empty, count: width * count)
    var target = columns.mutableSpan
    let source = batch.records.cells.span
    let text = batch.text.bytes.span
    for record in 0..<count {
      for column in 0..<width {
        target[column &* count &+ record] = Self.trimmed(source[record &* width &+ column], text)
      }
    }
    cells = columns
    recordCount = count
  }

  /// The cell of a record.
  @inline(__always)
  subscript(record: Int, column: Int) -> TextRange { cells[column &* recordCount &+ record] }

  @inline(__always)
  private static func trimmed(_ cell: TextRange, _ text: Span<UInt8>) -> TextRange {
    var start = Int(cell.start)
    var end = start + Int(cell.count)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return TextRange(start: start, count: end - start)
  }
}

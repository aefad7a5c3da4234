import Columns

/// The cells of a batch without the blanks around them, column after column.
///
/// Records come with their cells side by side, and a field reads one column: reading the records once, in the order in
/// which they lie in memory, spares each of some forty fields a walk over all of them.
struct SourceCells: Sendable {
  private var cells: [TextRange]
  private let recordCount: Int
  /// The joined columns lie before those of the source, which have the numbers from 0.
  private let first: Int

  /// The cells of the batch's records, and those that are made by joining some; their text goes into the batch's.
  init(_ batch: inout Batch, joins: [JoinedColumns] = []) {
    let count = batch.records.count
    first = joins.count
    recordCount = count
    cells = Self.columns(of: batch, behind: joins.count)
    for (number, join) in joins.enumerated() {
      for record in 0..<count {
        let cell = joined(join, of: record, in: &batch.text)
        cells[(first + JoinedColumns.slot(number)) * count + record] = cell
      }
    }
  }

  private static func columns(of batch: borrowing Batch, behind first: Int) -> [TextRange] {
    let width = batch.records.width
    let count = batch.records.count
    var columns = [TextRange](repeating: .empty, count: (first + width) * count)
    var target = columns.mutableSpan
    let source = batch.records.cells.span
    let text = batch.text.bytes.span
    for record in 0..<count {
      for column in 0..<width {
        target[(first &+ column) &* count &+ record] = trimmed(source[record &* width &+ column], text)
      }
    }
    return columns
  }

  /// The cell of a record; a joined column has the number that ``JoinedColumns`` gives.
  @inline(__always)
  subscript(record: Int, column: Int) -> TextRange { cells[(first &+ column) &* recordCount &+ record] }

  private func joined(_ join: JoinedColumns, of record: Int, in text: inout TextArena) -> TextRange {
    let parts = join.columns.map { self[record, $0] }.filter { !$0.isEmpty }
    guard parts.count > 1 else { return parts.first ?? .empty }
    let start = text.bytes.count
    for (index, part) in parts.enumerated() {
      if index > 0 { text.bytes += join.separator }
      text.bytes += Array(text[part])
    }
    return TextRange(start: start, count: text.bytes.count - start)
  }

  @inline(__always)
  private static func trimmed(_ cell: TextRange, _ text: Span<UInt8>) -> TextRange {
    if cell.isEmpty { return cell }
    var start = Int(cell.start)
    var end = start &+ Int(cell.count)
    if text[start] > 0x20, text[end &- 1] > 0x20 { return cell }
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return TextRange(start: start, count: end - start)
  }
}

/// Source columns that are read as one, with a text between those that are not blank.
struct JoinedColumns: Sendable {
  /// Slots of the columns.
  let columns: [Int]
  /// What stands between two.
  let separator: [UInt8]

  /// The slot of the joined columns with that number among all of a stage: below those of the source.
  static func slot(_ number: Int) -> Int { -1 - number }
}

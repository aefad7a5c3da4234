/// What the scan of one buffer found.
import Columns

/// Records, cells and problems; bytes and lines count from the buffer's start, from 0.
struct ScanResult {
  var positions: [SourcePosition] = []
  var raw: [TextRange] = []
  var fieldCounts: [Int32] = []
  var problems: [RecordProblem] = []
  /// Cells freed from their quotes, and which cells they are: their ranges point into `unquoted`.
  var unquoted: [UInt8] = []
  var unquotedCells: [Int] = []
  /// Lines on which the header stood again.
  var repeatedHeaderLines: [Int] = []
  /// Bytes and lines up to the end of the last complete record.
  var consumedBytes = 0
  var consumedLines = 0
  /// Whether the scan ended before a record longer than the limit.
  var isOverlong = false

  @inline(never)
  mutating func note(_ kind: RecordProblem.Kind, of record: Int, at byte: Int, column: Int? = nil) {
    problems.append(RecordProblem(record: record, kind: kind, byte: byte, column: column))
  }

  /// Takes back what was noted of a record that is not delivered.
  mutating func forget(record: Int, cellsFrom firstCell: Int) {
    while let last = problems.last, last.record >= record { problems.removeLast() }
    while let last = unquotedCells.last, last >= firstCell { unquotedCells.removeLast() }
  }
}

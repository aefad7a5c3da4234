/// A record whose lines are records: what the number of fields tells of a quote that was closed by chance.
import Columns

extension RecordScanner {
  /// Whether a record with too many or too few fields is several lines that are records by themselves, all but the first
  /// without a fault; then the quote that made one of them is noted as a stray one.
  ///
  /// Only a record that is damaged in any case is looked at, so that nothing happens to true line breaks in quoted cells.
  /// Every line must have as many fields as the header, and only the first may have a quote that is not closed on it: it
  /// is that line's own fault, and the lines behind it are sound. Where the number of fields comes out right, two lines
  /// with a quote each cannot be told from one record with a line break in a cell, and are read as the latter.
  @inline(never)
  func isOfLines(
    _ cursor: inout Cursor, to end: Int, in bytes: UnsafePointer<UInt8>, into result: inout ScanResult
  ) -> Bool {
    guard selection.fieldCount > 1 else { return false }
    var stray: RecordProblem?
    var start = cursor.recordStart
    while start < end {
      let lineEnd = unsafe lineEnd(bytes, from: start, to: end)
      guard start > cursor.recordStart || lineEnd < end,
        let problems = unsafe problems(ofLine: bytes + start, count: length(bytes, from: start, to: lineEnd, of: end))
      else { return false }
      if start == cursor.recordStart {
        guard problems.count == 1, problems[0].kind == .unterminatedQuote else { return false }
        stray = problems[0]
      } else if !problems.isEmpty {
        return false
      }
      start = lineEnd + 1
      if takesLoneCR, lineEnd < end, unsafe bytes[lineEnd] == .cr, start < end, unsafe bytes[start] == .lf {
        start += 1
      }
    }
    guard let stray, let column = stray.column else { return false }
    forgetCells(from: column, of: cursor, in: &result)
    cursor.column = column
    cursor.surplusAt = -1
    cursor.strayAt = cursor.recordStart + stray.byte
    cursor.isOfLines = true
    return true
  }

  /// The place of the next line break, or `end`.
  private func lineEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, unsafe bytes[place] != .lf, unsafe !(takesLoneCR && bytes[place] == .cr) { place += 1 }
    return place
  }

  /// The length of a line without the carriage return of its line break.
  private func length(_ bytes: UnsafePointer<UInt8>, from start: Int, to lineEnd: Int, of end: Int) -> Int {
    let isBroken = unsafe !takesLoneCR && lineEnd < end && lineEnd > start && bytes[lineEnd - 1] == .cr
    return lineEnd - start - (isBroken ? 1 : 0)
  }

  /// What is wrong with a line that is read by itself; `nil` where it is no record.
  private func problems(ofLine line: UnsafePointer<UInt8>, count: Int) -> [RecordProblem]? {
    var result = ScanResult()
    unsafe withUnsafeTemporaryAllocation(of: TextRange.self, capacity: selection.width + 1) { cells in
      guard let cells = cells.baseAddress else { return }
      unsafe scan(line, count: count, atEnd: true, cells: cells, recordLimit: 1, into: &result)
    }
    return result.positions.count == 1 ? result.problems : nil
  }

  /// Takes back the cells from a column on: they are read anew.
  private func forgetCells(from column: Int, of cursor: Cursor, in result: inout ScanResult) {
    let slots = selection.slots.dropFirst(column)
    while let last = result.unquotedCells.last, last >= cursor.row, slots.contains(last - cursor.row) {
      result.unquotedCells.removeLast()
    }
  }
}

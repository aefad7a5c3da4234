/// The scan of one buffer, which goes back behind a quote that turns out to be a stray one.
///
/// A quote that opens a cell and has no partner ends at the next quote of the file, mostly the opening one of a sound
/// cell: text follows it there, or nothing does. So a quoted cell that runs over a line break and is not closed before a
/// delimiter or line break was none. Its quote is taken as a letter of the line on which it stands, that line alone is
/// damaged, and the next line is read as if nothing had happened. Where its partner happens to stand before a delimiter or
/// line break, the number of fields may tell; see ``isOfLines(_:to:in:into:)``.
import Columns

extension RecordScanner {
  /// Splits the first `count` bytes, whose last record is complete when the file ends there.
  ///
  /// Reads up to 64 bytes past `count`; `cells` has room for `recordLimit` rows and one cell more.
  func scan(
    _ bytes: UnsafePointer<UInt8>, count: Int, atEnd: Bool, cells: UnsafeMutablePointer<TextRange>, recordLimit: Int,
    into result: inout ScanResult
  ) {
    var cursor = Cursor()
    var end = count
    var longRecord = -1
    while true {
      if cursor.strayAt >= 0 { unsafe goBack(&cursor, in: bytes, into: &result) }
      let isWhole = atEnd && end == count
      unsafe split(
        bytes, count: end, atEnd: isWhole, cells: cells, recordLimit: recordLimit, from: &cursor, into: &result)
      if cursor.strayAt >= 0 { continue }
      if cursor.records == recordLimit { break }
      if end - cursor.recordStart > limits.recordBytes {
        // What is open at the limit depends on the record alone, wherever the buffer ends.
        if cursor.recordStart != longRecord {
          longRecord = cursor.recordStart
          end = longRecord + limits.recordBytes + 1
          startAgain(&cursor, into: &result)
        } else if unsafe !isLeftOpen(&cursor, in: bytes, end: end) {
          result.isOverlong = true
          break
        }
      } else if end < count {
        end = count
        startAgain(&cursor, into: &result)
      } else {
        guard isWhole, cursor.recordStart < count else { break }
        if cursor.isQuoted {
          cursor.strayAt = cursor.openedAt
          continue
        }
        guard unsafe endRecord(&cursor, at: count, in: bytes, cells: cells, into: &result) else { continue }
        cursor.recordLine += unsafe lineCount(bytes + cursor.recordStart, count: count - cursor.recordStart)
        cursor.recordStart = count
        break
      }
    }
    result.forget(record: cursor.records, cellsFrom: cursor.row)
    result.consumedBytes = cursor.recordStart
    result.consumedLines = cursor.recordLine
  }

  // MARK: Stray quotes

  /// Whether the cell that was closed with text behind it runs over a line break; then its opening quote is noted.
  @inline(never)
  func isStray(_ cursor: inout Cursor, in bytes: UnsafePointer<UInt8>) -> Bool {
    guard unsafe hasLineBreak(bytes, from: cursor.openedAt, to: cursor.closedAt) else { return false }
    cursor.strayAt = cursor.openedAt
    return true
  }

  /// Whether a quoted cell that runs over a line break is open at `end`; then its opening quote is noted.
  private func isLeftOpen(_ cursor: inout Cursor, in bytes: UnsafePointer<UInt8>, end: Int) -> Bool {
    guard cursor.isQuoted, unsafe hasLineBreak(bytes, from: cursor.openedAt, to: end) else { return false }
    cursor.strayAt = cursor.openedAt
    return true
  }

  private func hasLineBreak(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Bool {
    unsafe UnsafeBufferPointer(start: bytes + start, count: end - start).contains {
      $0 == .lf || (takesLoneCR && $0 == .cr)
    }
  }

  /// Goes on behind the stray quote, which is text from now on.
  private func goBack(_ cursor: inout Cursor, in bytes: UnsafePointer<UInt8>, into result: inout ScanResult) {
    let stray = cursor.strayAt
    let place = stray + 1
    // The length of what was no cell is nothing to report.
    while let last = result.problems.last, last.record == cursor.records, last.byte >= stray {
      result.problems.removeLast()
    }
    result.note(
      cursor.isOfLines ? .strayQuote : .unterminatedQuote, of: cursor.records, at: stray, column: cursor.column)
    cursor.isOfLines = false
    cursor.cellStart = stray
    cursor.openedAt = -1
    cursor.closedAt = -1
    cursor.isQuoted = false
    // The cell is freed from its quote like one that was closed.
    cursor.hasEscapes = true
    cursor.strayAt = -1
    cursor.resume = place
    cursor.base = place
    cursor.linesBefore =
      cursor.recordLine + (unsafe lineCount(bytes + cursor.recordStart, count: place - cursor.recordStart))
  }

  /// Goes back to the start of the record.
  private func startAgain(_ cursor: inout Cursor, into result: inout ScanResult) {
    result.forget(record: cursor.records, cellsFrom: cursor.row)
    var again = Cursor()
    again.recordStart = cursor.recordStart
    again.recordLine = cursor.recordLine
    again.cellStart = cursor.recordStart
    again.resume = cursor.recordStart
    again.base = cursor.recordStart
    again.linesBefore = cursor.recordLine
    again.records = cursor.records
    again.row = cursor.row
    cursor = again
  }
}

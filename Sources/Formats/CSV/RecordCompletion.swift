/// What the scanner does where a cell or a record ends.
import Columns

extension RecordScanner {
  // MARK: Cells

  /// Ends a cell; `false` when its opening quote is a stray one, so that it ends elsewhere.
  @inline(__always)
  func endCell(
    _ cursor: inout Cursor, at end: Int, in bytes: UnsafePointer<UInt8>, cells: UnsafeMutablePointer<TextRange>,
    into result: inout ScanResult
  ) -> Bool {
    if end &- cursor.cellStart > limits.fieldBytes {
      result.note(.fieldTooLong, of: cursor.records, at: cursor.cellStart)
    }
    if cursor.column >= selection.fieldCount {
      let isEmpty = end == cursor.cellStart || (cursor.closedAt == cursor.openedAt &+ 1 && end == cursor.closedAt &+ 1)
      if cursor.closedAt >= 0, cursor.closedAt &+ 1 != end, unsafe isStray(&cursor, in: bytes) { return false }
      if !isEmpty, cursor.surplusAt < 0 { cursor.surplusAt = cursor.cellStart }
    } else {
      let slot = selection.slots[cursor.column]
      var range = TextRange(start: cursor.cellStart, count: end &- cursor.cellStart)
      if cursor.openedAt >= 0, !cursor.hasEscapes, cursor.closedAt &+ 1 == end {
        range = TextRange(start: cursor.openedAt &+ 1, count: cursor.closedAt &- cursor.openedAt &- 1)
      } else if cursor.openedAt >= 0 || cursor.hasEscapes {
        if cursor.closedAt >= 0, cursor.closedAt &+ 1 != end {
          if unsafe isStray(&cursor, in: bytes) { return false }
          result.note(
            .textAfterQuote, of: cursor.records, at: cursor.closedAt &+ 1, column: cursor.column)
        }
        if slot < selection.width {
          range = unsafe unquote(bytes + cursor.cellStart, count: end - cursor.cellStart, into: &result)
          result.unquotedCells.append(cursor.row + slot)
        }
      }
      unsafe cells[cursor.row &+ slot] = range
    }
    cursor.openedAt = -1
    cursor.closedAt = -1
    cursor.hasEscapes = false
    return true
  }

  func delimiterStands(at place: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Bool {
    guard unsafe end - place >= delimiter.count else { return false }
    return delimiter.indices.allSatisfy { unsafe place[$0] == delimiter[$0] }
  }

  // MARK: Records

  /// Ends a record; `false` when an opening quote in it is a stray one, so that it ends elsewhere.
  @inline(__always)
  func endRecord(
    _ cursor: inout Cursor, at end: Int, in bytes: UnsafePointer<UInt8>, cells: UnsafeMutablePointer<TextRange>,
    into result: inout ScanResult
  ) -> Bool {
    if end == cursor.recordStart { return true }
    guard unsafe endCell(&cursor, at: end, in: bytes, cells: cells, into: &result) else { return false }
    let fieldCount = cursor.column &+ 1
    cursor.column = 0
    if unsafe isHeader(bytes + cursor.recordStart, count: end &- cursor.recordStart) {
      result.repeatedHeaderLines.append(cursor.recordLine)
      result.forget(record: cursor.records, cellsFrom: cursor.row)
      cursor.surplusAt = -1
      return true
    }
    if fieldCount < selection.fieldCount {
      if unsafe isOfLines(&cursor, to: end, in: bytes, into: &result) { return false }
      for column in fieldCount..<selection.fieldCount { unsafe cells[cursor.row + selection.slots[column]] = .empty }
      result.note(.fewerFields, of: cursor.records, at: cursor.recordStart)
    }
    if cursor.surplusAt >= 0 {
      if unsafe isOfLines(&cursor, to: end, in: bytes, into: &result) { return false }
      result.note(.moreFields, of: cursor.records, at: cursor.surplusAt)
      cursor.surplusAt = -1
    }
    result.positions.append(SourcePosition(line: cursor.recordLine, byte: cursor.recordStart))
    result.raw.append(TextRange(start: cursor.recordStart, count: end &- cursor.recordStart))
    result.fieldCounts.append(Int32(truncatingIfNeeded: fieldCount))
    cursor.records &+= 1
    cursor.row &+= selection.width
    return true
  }

  /// Whether a record is the header again, as in files joined end to end, the later ones with their byte order mark.
  @inline(__always)
  func isHeader(_ record: UnsafePointer<UInt8>, count: Int) -> Bool {
    if header.isEmpty || (count != header.count && count != header.count &+ 3) { return false }
    let bytes = unsafe UnsafeBufferPointer(start: record, count: count)
    if count == header.count { return unsafe bytes.elementsEqual(header) }
    return unsafe bytes.starts(with: TextEncoding.utf8.byteOrderMark) && bytes.dropFirst(3).elementsEqual(header)
  }

  /// Number of line breaks.
  func lineCount(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    var lines = 0
    var isAfterCR = false
    for index in 0..<count {
      let byte = unsafe bytes[index]
      if byte == .lf, !isAfterCR { lines += 1 }
      isAfterCR = takesLoneCR && byte == .cr
      if isAfterCR { lines += 1 }
    }
    return lines
  }
}

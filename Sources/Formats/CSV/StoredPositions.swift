/// Where records stand in the file as it is stored, whatever was decoded, repaired or passed over on the way.
import Columns

extension BlockBuffer {
  /// A place in a buffer whose place in the file is known.
  private struct Known {
    var offset: Int
    var byte: Int
  }

  /// Turns the places of a block, which count from the buffer's start, into places in the file, and goes on behind it.
  mutating func locate(_ block: inout RecordBlock, consumedLines: Int) {
    var known = Known(offset: 0, byte: position.byte)
    for record in 0..<block.count {
      let place = block.records.positions[record]
      let line = position.line + place.line
      let byte = storedByte(of: place.byte, line: line, in: block.text.bytes, after: &known)
      block.records.positions[record] = SourcePosition(line: line, byte: byte)
    }
    for index in block.problems.indices {
      let record = block.problems[index].record
      let start = block.records.positions[record]
      var known = Known(offset: Int(block.records.raw[record].start), byte: start.byte)
      block.problems[index].byte = storedByte(
        of: block.problems[index].byte, line: start.line, in: block.text.bytes, after: &known)
    }
    advance(by: block.text.bytes.count, in: block.text.bytes, lines: consumedLines, after: &known)
  }

  private mutating func advance(by offset: Int, in bytes: [UInt8], lines: Int, after known: inout Known) {
    position.line += lines
    position.byte = storedByte(of: offset, line: position.line, in: bytes, after: &known)
  }

  /// The place in the file of `offset` in `bytes`, at or behind what is known; within a wrapped line, where that starts.
  private func storedByte(of offset: Int, line: Int, in bytes: [UInt8], after known: inout Known) -> Int {
    if dialect.wrappedLines {
      return input.storedByte(ofLine: line - 1).map { $0 + input.decoded.byteOrderMarkLength } ?? known.byte
    }
    known.byte +=
      dialect.encoding == .utf8
      ? offset - known.offset : dialect.encoding.storedByteCount(ofUTF8: bytes[known.offset..<offset])
    known.offset = offset
    return known.byte
  }

  // MARK: Passing over

  /// Passes over `count` physical lines, or as many as there are.
  mutating func skipLines(_ count: Int) throws(FormatError) {
    for _ in 0..<count {
      while lineEnd() == nil, !isAtEnd, failure == nil { fillPending(upTo: max(1 << 12, pending.count * 2)) }
      if let failure { throw failure }
      drop(lineEnd() ?? pending.count, lines: 1)
    }
  }

  /// The end of the first pending line; `nil` when more must be read to know.
  private func lineEnd() -> Int? {
    guard dialect.lineBreak == .cr else { return pending.firstIndex(of: .lf).map { $0 + 1 } }
    guard let index = pending.firstIndex(where: { $0 == .cr || $0 == .lf }) else { return nil }
    if pending[index] == .lf { return index + 1 }
    guard index + 1 < pending.count else { return isAtEnd ? index + 1 : nil }
    return pending[index + 1] == .lf ? index + 2 : index + 1
  }

  private mutating func drop(_ count: Int, lines: Int) {
    var known = Known(offset: 0, byte: position.byte)
    advance(by: count, in: pending, lines: lines, after: &known)
    pending.removeFirst(count)
  }

  /// Goes on at a position ahead that was noted for a record of this file.
  mutating func skip(to target: SourcePosition) throws(FormatError) {
    if dialect.encoding == .utf8, !dialect.wrappedLines {
      try skipBytes(target.byte - position.byte)
    } else {
      // Stored bytes have no fixed proportion to decoded ones, but lines stay lines.
      try skipLines(max(0, target.line - position.line))
    }
    guard position.byte == target.byte || (dialect.encoding == .utf8 && !dialect.wrappedLines) else {
      throw FormatError(.positionNotFound, byte: target.byte, line: target.line, "no record starts here")
    }
    position = target
  }

  private mutating func skipBytes(_ count: Int) throws(FormatError) {
    let ready = min(max(0, count), pending.count)
    let rest = count - ready
    pending.removeFirst(ready)
    var skipped = 0
    if rest > 0 { skipped = try input.skip(rest) }
    guard skipped == rest else {
      throw FormatError(.positionNotFound, byte: position.byte + count, "no record starts here")
    }
  }

  /// Takes the records from `record` on out of `block`, the last one delivered, to deliver them again.
  mutating func putBack(_ block: inout RecordBlock, from record: Int) {
    guard record < block.count else { return }
    let start = Int(block.records.raw[record].start)
    pending.insert(contentsOf: block.text.bytes[start..<block.readByteCount], at: 0)
    position = block.records.positions[record]
    block.readByteCount = start
    block.isLast = false
    block.removeRecords(from: record)
  }
}

/// Fills buffers from a source and turns each into a block; what a block does not use up leads the next buffer.
import Columns

/// The bytes between a source and the scanner.
struct BlockBuffer<Source: ByteSource>: Sendable {
  /// Where the first pending byte stands.
  var position = SourcePosition(line: 1, byte: 0)
  /// Lines of the file at which the last block passed over a repeated header.
  private(set) var repeatedHeaderLines: [Int] = []

  let dialect: CSVDialect
  var input: UnwrappingSource<TranscodingSource<Source>>
  /// Decoded bytes that no block has delivered yet.
  var pending: [UInt8] = []
  private var hasStarted = false
  private(set) var isAtEnd = false
  /// Why reading ends early, and whether all that stood before it has been delivered.
  private(set) var failure: FormatError?
  private var isFailureDue = false

  init(source: Source, dialect: CSVDialect) {
    let decoded = TranscodingSource(source, from: dialect.encoding)
    input = UnwrappingSource(decoded, isWrapped: dialect.wrappedLines, storedAs: dialect.encoding)
    self.dialect = dialect
  }

  /// The next block with at most `recordLimit` records; `nil` at the end.
  mutating func nextBlock(
    scanner: RecordScanner, targetBytes: Int, recordLimit: Int
  ) throws(FormatError) -> RecordBlock? {
    repeatedHeaderLines = []
    input.forgetLines(before: position.line - 1)
    var target = max(targetBytes, pending.count * 2, 64)
    while !isFailureDue {
      let bytes = fill(upTo: target)
      // A record with all its fields is at least as long as their delimiters; of shorter ones the block takes fewer.
      let limit = min(recordLimit, bytes.count / max(1, scanner.selection.fieldCount) + 16)
      let (cells, result) = scan(bytes, with: scanner, recordLimit: limit)
      let block = deliver(consume bytes, cells, result, scanner)
      if result.isOverlong { failure = tooLong() }
      isFailureDue = failure != nil && block.count < limit
      if block.count > 0 { return block }
      if isAtEnd, pending.isEmpty { return nil }
      if result.consumedBytes == 0 { target = max(target, pending.count) * 2 }
    }
    if let failure { throw failure }
    return nil
  }

  /// Reads until `target` bytes are pending, or all there are.
  mutating func fillPending(upTo target: Int) { pending = fill(upTo: target) }

  /// A buffer that starts with what is pending; it has 64 readable bytes behind its end.
  private mutating func fill(upTo target: Int) -> [UInt8] {
    // Room for the cells that are freed from their quotes, so that appending them moves nothing.
    let capacity = max(target, pending.count)
    let buffer = unsafe [UInt8](unsafeUninitializedCapacity: capacity + capacity / 8 + 64) { room, count in
      count = unsafe room.update(fromContentsOf: pending)
      while count < target, let got = unsafe read(into: UnsafeMutableBufferPointer(rebasing: room[count..<target])) {
        count += got
      }
      unsafe UnsafeMutableBufferPointer(rebasing: room[count..<count + 64]).update(repeating: 0)
    }
    pending = []
    return buffer
  }

  /// Reads once; `nil` at the end or when the source fails.
  private mutating func read(into room: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    if isAtEnd || failure != nil { return nil }
    do throws(FormatError) {
      let got = try unsafe input.read(into: UnsafeMutableRawBufferPointer(room))
      if !hasStarted { position.byte += input.decoded.byteOrderMarkLength }
      hasStarted = true
      isAtEnd = got == 0
      return isAtEnd ? nil : got
    } catch {
      failure = error
      return nil
    }
  }

  private func scan(
    _ bytes: [UInt8], with scanner: RecordScanner, recordLimit: Int
  ) -> (cells: [TextRange], result: ScanResult) {
    let width = scanner.selection.width
    var result = ScanResult()
    let cells = unsafe [TextRange](unsafeUninitializedCapacity: recordLimit * width + 1) { cells, count in
      unsafe bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress, let cells = cells.baseAddress else { return }
        unsafe scanner.scan(
          start, count: buffer.count, atEnd: isAtEnd, cells: cells, recordLimit: recordLimit, into: &result)
      }
      count = result.positions.count * width
    }
    return (cells, result)
  }

  /// Makes the block of what was found, and keeps what was not used up.
  private mutating func deliver(
    _ bytes: consuming [UInt8], _ cells: [TextRange], _ result: ScanResult, _ scanner: RecordScanner
  ) -> RecordBlock {
    pending = Array(bytes[result.consumedBytes...])
    bytes.removeSubrange(result.consumedBytes...)
    var block = RecordBlock(result, cells: cells, width: scanner.selection.width, bytes: bytes)
    block.noteFaultyText()
    repeatedHeaderLines += result.repeatedHeaderLines.map { position.line + $0 }
    locate(&block, consumedLines: result.consumedLines)
    block.appendUnquoted(result)
    scanner.selection.completeRows(of: &block.records)
    block.isLast = isAtEnd && pending.isEmpty
    return block
  }

  private func tooLong() -> FormatError {
    FormatError(
      .recordTooLong, byte: position.byte, line: position.line, "a record is longer than any real one")
  }
}

/// A block of records, ready to become a batch.
public import Columns

/// Some thousands of records: their text, the selected cells of each, and what is wrong with any.
public struct RecordBlock: Sendable {
  /// The bytes as read, in UTF-8, and behind them the cells that had to be freed from their quotes.
  public var text: TextArena
  /// The selected cells of each record, its position, and the record as it stands in the file.
  public var records: SourceRecords
  /// Number of fields that each record has in the file, a trailing empty one included.
  public var fieldCounts: [Int32] = []
  /// What is wrong with records, in the order of records, then bytes.
  public var problems: [RecordProblem] = []
  /// Whether the file ends after these records, so that no document goes on in another block.
  public var isLast = false

  /// How much of `text` is as read; cells freed from their quotes follow.
  var readByteCount: Int

  /// The records of a scan over `bytes`.
  init(_ scan: ScanResult, cells: consuming [TextRange], width: Int, bytes: consuming [UInt8]) {
    readByteCount = bytes.count
    text = TextArena(bytes: bytes)
    records = SourceRecords(width: width)
    records.cells = cells
    records.positions = scan.positions
    records.raw = scan.raw
    fieldCounts = scan.fieldCounts
    problems = scan.problems
  }

  /// Number of records.
  public var count: Int { records.count }

  /// Drops the records from `record` on; their text stays.
  mutating func removeRecords(from record: Int) {
    records.cells.removeSubrange(record * records.width..<records.cells.count)
    records.positions.removeSubrange(record...)
    records.raw.removeSubrange(record...)
    fieldCounts.removeSubrange(record...)
    problems.removeAll { $0.record >= record }
  }

  /// Appends the cells that were freed from their quotes.
  mutating func appendUnquoted(_ scan: ScanResult) {
    let shift = UInt32(truncatingIfNeeded: text.bytes.count)
    for cell in scan.unquotedCells { records.cells[cell].start += shift }
    text.bytes.append(contentsOf: scan.unquoted)
  }

  /// Notes the records that hold bytes which are no text, each once, by its first such byte.
  mutating func noteFaultyText() {
    let before = problems.count
    var index = 0
    var record = 0
    while let fault = TextCheck.firstFault(in: text.bytes, from: index) {
      record = self.record(at: fault.byte, from: record)
      if record == count { break }
      if fault.byte >= Int(records.raw[record].start) {
        problems.append(RecordProblem(record: record, kind: fault.kind, byte: fault.byte))
        index = records.raw[record].indices.upperBound
      } else {
        index = Int(records.raw[record].start)
      }
    }
    if before > 0, problems.count > before { problems.sort { ($0.record, $0.byte) < ($1.record, $1.byte) } }
  }

  /// The first record from `first` on that ends after `byte`.
  private func record(at byte: Int, from first: Int) -> Int {
    var low = first
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if records.raw[middle].indices.upperBound > byte { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

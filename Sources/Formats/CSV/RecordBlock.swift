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

  /// Drops the records in which nothing stands in any cell, as spreadsheets leave them behind the last one.
  ///
  /// - Returns: where they stood.
  public mutating func removeEmptyRecords(_ dialect: CSVDialect) -> [SourcePosition] {
    let empty = emptyRecords(dialect)
    guard !empty.isEmpty else { return [] }
    let positions = empty.map { records.positions[$0] }
    remove(empty)
    return positions
  }

  private func emptyRecords(_ dialect: CSVDialect) -> [Int] {
    var isNothing = [Bool](repeating: false, count: 256)
    for byte in dialect.delimiter + [dialect.quote ?? UInt8(ascii: " "), UInt8(ascii: " ")] {
      isNothing[Int(byte)] = true
    }
    let bytes = text.bytes.span
    var empty: [Int] = []
    for record in 0..<count {
      let raw = records.raw[record].indices
      var place = raw.lowerBound
      while place < raw.upperBound, isNothing[Int(bytes[place])] { place += 1 }
      if place == raw.upperBound { empty.append(record) }
    }
    guard !empty.isEmpty else { return [] }
    let damaged = Set(problems.lazy.filter { $0.kind != .fewerFields }.map(\.record))
    return empty.filter { !damaged.contains($0) }
  }

  private mutating func remove(_ dropped: [Int]) {
    let isDropped = Set(dropped)
    let kept = (0..<count).filter { !isDropped.contains($0) }
    var places: [Int: Int] = [:]
    for (place, record) in kept.enumerated() { places[record] = place }
    let old = records
    records = SourceRecords(width: old.width)
    for record in kept {
      records.cells += old.cells[record * old.width..<(record + 1) * old.width]
      records.positions.append(old.positions[record])
      records.raw.append(old.raw[record])
    }
    fieldCounts = kept.map { fieldCounts[$0] }
    problems = problems.compactMap { problem in
      places[problem.record].map { place in
        var moved = problem
        moved.record = place
        return moved
      }
    }
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

import Columns
import Formats
import Pipeline

/// A batch while the records of a flat file are spread over documents and monetary lines.
///
/// A line starts as a copy of its record, so that every column of the file stays at hand; what shaping adds stands in
/// cells of made columns. Lines are added to the document that is open until ``endDocument()``.
struct DocumentSpread {
  /// The records of the file.
  let source: SourceRecords
  /// The text of the batch; what is worked out is appended.
  var text: TextArena
  private var records: SourceRecords
  private var starts: [Int32] = [0]
  private var findings: [Finding] = []
  private var refusals: [Refusal] = []

  /// A spread of the records of `block`, without documents yet.
  init(_ block: consuming RecordBlock) {
    // Taken out of the block, so that what is added moves nothing.
    var text = TextArena()
    swap(&text, &block.text)
    source = block.records
    records = SourceRecords(width: block.records.width)
    records.reserveCapacity(block.count * 3 / 2)
    self.text = text
  }

  /// The batch.
  consuming func finished() -> Batch {
    var batch = Batch(text: text, records: records, documentStarts: starts)
    batch.findings = findings
    for refusal in refusals { batch.refuse(refusal) }
    return batch
  }

  // MARK: Reading

  /// The cell of a record of the file.
  func cell(_ record: Int, _ slot: Int) -> TextRange { source[record, slot] }

  /// The text of a cell, for decisions that are made once a document.
  func string(_ range: TextRange) -> String { text.string(range) }

  /// The bytes of a cell.
  func bytes(_ range: TextRange) -> ArraySlice<UInt8> { text[range] }

  /// Whether a cell holds exactly `word`.
  func says(_ range: TextRange, _ word: String) -> Bool { text.matches(range, word) }

  /// Whether a cell holds something other than a blank, a sign or a zero.
  func isAmount(_ range: TextRange) -> Bool {
    for byte in text[range] where byte > 0x20 && !Self.isNothing(byte) { return true }
    return false
  }

  private static func isNothing(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"): true
    default: false
    }
  }

  // MARK: Lines

  /// Lines of all documents so far.
  var lineCount: Int { records.count }

  /// The cell of a line.
  subscript(line: Int, slot: Int) -> TextRange {
    get { records[line, slot] }
    set { records[line, slot] = newValue }
  }

  /// Adds a line that copies a record of the file, and returns it.
  mutating func addLine(of record: Int) -> Int {
    records.append(from: source, record)
    return records.count - 1
  }

  /// Adds a line that copies a line, and returns it.
  mutating func repeatLine(_ line: Int) -> Int {
    records.appendCopy(of: line)
    return records.count - 1
  }

  // MARK: Documents

  /// The document that is open, as an index into the batch.
  var document: Int { starts.count - 1 }

  /// The first line of the document that is open.
  var firstLine: Int { Int(starts[starts.count - 1]) }

  /// Ends the document that is open; one without lines is none.
  mutating func endDocument() {
    if records.count > firstLine { starts.append(Int32(records.count)) }
  }

  /// Notes something about the document that is open.
  mutating func find(_ code: FindingCode, detail: String = "") {
    findings.append(Finding(code, document: document, detail: detail))
  }

  /// Refuses the document that is open; it still needs a line.
  mutating func refuse(
    _ code: RejectCode, line: Int? = nil, column: String? = nil, value: TextRange = .empty, detail: String = ""
  ) {
    refusals.append(Refusal(code, document: document, line: line, column: column, value: value, detail: detail))
  }

  // MARK: Writing

  /// Adds words that cells can point to.
  mutating func write(_ words: String) -> TextRange { words.isEmpty ? .empty : text.append(words) }

  /// Adds the number of a cell with the opposite sign.
  mutating func writeNegated(_ range: TextRange) -> TextRange { text.appendNegated(range) }
}

extension SourceRecords {
  /// Makes room for `count` records.
  mutating func reserveCapacity(_ count: Int) {
    cells.reserveCapacity(count * width)
    positions.reserveCapacity(count)
    raw.reserveCapacity(count)
  }

  /// Appends a record of other records of the same width.
  mutating func append(from other: borrowing SourceRecords, _ record: Int) {
    cells.append(contentsOf: other.cells[record &* width..<(record &+ 1) &* width])
    positions.append(other.positions[record])
    raw.append(other.raw[record])
  }

  /// Appends a copy of a record.
  mutating func appendCopy(of record: Int) {
    // A slice of the array itself would keep it from growing in place.
    let start = record &* width
    for column in 0..<width { cells.append(cells[start &+ column]) }
    positions.append(positions[record])
    raw.append(raw[record])
  }
}

extension TextArena {
  /// Appends the number at `range` with the opposite sign.
  mutating func appendNegated(_ range: TextRange) -> TextRange {
    let start = bytes.count
    var index = Int(range.start)
    let end = index + Int(range.count)
    if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 } else { bytes.append(UInt8(ascii: "-")) }
    while index < end {
      bytes.append(bytes[index])
      index += 1
    }
    return TextRange(start: start, count: bytes.count - start)
  }
}

/// Reads delimited text in blocks of records.
public import Columns

/// A streaming reader of delimited text: decoded, split, checked, with the position of every record.
///
/// Records come in blocks whose text is the buffer itself. The result does not depend on how the source cuts its bytes
/// or how large the blocks are.
///
/// ```swift
/// var reader = CSVReader(source: file, dialect: dialect)
/// let header = try reader.readHeader()
/// reader.select([header.firstIndex(of: "Name"), header.firstIndex(of: "Total")].compactMap { $0 })
/// while var block = try reader.nextBlock() {
///   // A document that may go on in the next block is given back, to come again whole.
///   reader.putBack(&block, from: startOfLastDocument)
///   use(Batch(text: block.text, records: block.records, documentStarts: starts))
/// }
/// ```
public struct CSVReader<Source: ByteSource>: Sendable {
  /// How the file is written.
  public let dialect: CSVDialect
  /// The names of the columns as the file spells them, duplicates included; empty before ``readHeader()``.
  public private(set) var header: [String] = []
  /// How often the header came again within the file and was passed over.
  public private(set) var repeatedHeaders = 0

  private let limits: CSVLimits
  private var buffers: BlockBuffer<Source>
  private var scanner: RecordScanner
  private var headerBytes: [UInt8] = []
  private var hasHeader = false
  /// Line of the last repeated header that was counted; one that is put back is not counted again.
  private var countedThrough = 0

  /// A reader of `source`, which it decodes and repairs as the dialect says.
  public init(source: Source, dialect: CSVDialect, limits: CSVLimits = CSVLimits()) {
    self.dialect = dialect
    self.limits = limits
    buffers = BlockBuffer(source: source, dialect: dialect)
    scanner = RecordScanner(
      dialect: dialect, limits: limits, selection: ColumnSelection([], fieldCount: 0), header: [])
  }

  /// Where the next record, line break or end of the file is.
  public var position: SourcePosition { buffers.position }

  // MARK: The header

  /// Reads up to the first record and returns the names of the columns.
  ///
  /// Without a header they are `column 1`, `column 2` and so on. An empty last name, made by a trailing delimiter, is left out. All columns are selected until ``select(_:)``.
  ///
  /// - Throws: ``FormatError`` when the file cannot be read, has no header, or its header is no text.
  public mutating func readHeader() throws(FormatError) -> [String] {
    if hasHeader { return header }
    try buffers.skipLines(dialect.preambleLines)
    guard let block = try firstRecord() else {
      let preamble = dialect.preambleLines == 0 ? "" : " after \(dialect.preambleLines) lines before the header"
      throw FormatError(.empty, "the file is empty\(preamble)")
    }
    hasHeader = true
    var names = block.records.cells.map { block.text.string($0) }
    if dialect.hasHeader {
      if names.count > 1, names.last == "" { names.removeLast() }
      headerBytes = Array(block.text[block.records.raw[0]])
      let isText = !block.problems.contains { $0.kind == .invalidText || $0.kind == .nulByte }
      let position = block.records.positions[0]
      guard isText else {
        throw FormatError(
          .headerNotText, byte: position.byte, line: position.line,
          "the header is no text in \(dialect.encoding.rawValue)")
      }
    } else {
      let isTrailing = dialect.trailingDelimiter && names.count > 1 && names.last == ""
      names = (1...names.count - (isTrailing ? 1 : 0)).map { "column \($0)" }
      var block = block
      buffers.putBack(&block, from: 0)
    }
    header = names
    select(Array(names.indices))
    return names
  }

  /// The first record that is not blank, with all its cells.
  private mutating func firstRecord() throws(FormatError) -> RecordBlock? {
    guard var counted = try buffers.nextBlock(scanner: scanner, targetBytes: 1 << 16, recordLimit: 1) else {
      return nil
    }
    let fieldCount = Int(counted.fieldCounts[0])
    buffers.putBack(&counted, from: 0)
    let selection = ColumnSelection(Array(0..<fieldCount), fieldCount: fieldCount)
    let whole = RecordScanner(dialect: dialect, limits: limits, selection: selection, header: [])
    return try buffers.nextBlock(scanner: whole, targetBytes: 1 << 16, recordLimit: 1)
  }

  /// Keeps only `columns` of each record, in that order; a column that the file lacks has empty cells.
  ///
  /// It applies to blocks read from now on. ``readHeader()`` comes first.
  public mutating func select(_ columns: [Int]) {
    let selection = ColumnSelection(columns, fieldCount: header.count)
    scanner = RecordScanner(dialect: dialect, limits: limits, selection: selection, header: headerBytes)
  }

  /// Keeps the first `count` columns, whether the header names them or not.
  mutating func selectAll(upTo count: Int) {
    let selection = ColumnSelection(Array(0..<count), fieldCount: count)
    scanner = RecordScanner(dialect: dialect, limits: limits, selection: selection, header: headerBytes)
  }

  // MARK: Records

  /// The next records, about `targetBytes` of text; `nil` at the end of the file.
  ///
  /// A record longer than that makes the block as large as it needs, up to the limit.
  ///
  /// - Throws: ``FormatError``, after all records before the error have been delivered.
  public mutating func nextBlock(targetBytes: Int = 1 << 20) throws(FormatError) -> RecordBlock? {
    if !hasHeader { _ = try readHeader() }
    let block = try buffers.nextBlock(scanner: scanner, targetBytes: targetBytes, recordLimit: .max)
    countRepeatedHeaders()
    return block
  }

  private mutating func countRepeatedHeaders() {
    for line in buffers.repeatedHeaderLines where line > countedThrough {
      repeatedHeaders += 1
      countedThrough = line
    }
  }

  /// Takes the records from `record` on out of `block`, the one read last; they come again in front of the next one.
  ///
  /// When all of them are put back, the next block is larger.
  public mutating func putBack(_ block: inout RecordBlock, from record: Int) {
    buffers.putBack(&block, from: record)
  }

  /// Goes on at `position`, which a reader of the same file gave for a record; it must lie ahead.
  ///
  /// - Throws: ``FormatError/Code/positionNotFound`` when the file has no such place.
  public mutating func skip(to position: SourcePosition) throws(FormatError) {
    if !hasHeader { _ = try readHeader() }
    try buffers.skip(to: position)
  }
}

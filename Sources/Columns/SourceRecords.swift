/// Where one row of a batch comes from, to the byte.
public struct SourcePosition: Hashable, Sendable, BitwiseCopyable {
  /// Line of the file on which the record starts, from 1; a quoted line break counts as a line.
  public var line: Int
  /// First byte of the record, from 0, in the file as it is stored, or decompressed where it is compressed.
  public var byte: Int

  /// The position at `line` and `byte`.
  public init(line: Int, byte: Int) {
    self.line = line
    self.byte = byte
  }
}

/// The records that a reader delivered for a batch: the selected cells as text, and where each record stood.
public struct SourceRecords: Sendable {
  /// Number of cells kept of each record.
  public var width: Int
  /// The cells, record after record, `width` each, in the order in which the columns were selected.
  public var cells: [TextRange]
  /// Position of each record.
  public var positions: [SourcePosition]
  /// The whole record as it stood in the file (transcoded to UTF-8), without its line break.
  public var raw: [TextRange]

  /// No records, of `width` cells each.
  public init(width: Int = 0) {
    self.width = width
    cells = []
    positions = []
    raw = []
  }

  /// The number of records.
  public var count: Int { positions.count }

  /// The cell of `record` in selected column `column`.
  @inlinable
  public subscript(record: Int, column: Int) -> TextRange {
    get { cells[record &* width &+ column] }
    set { cells[record &* width &+ column] = newValue }
  }
}

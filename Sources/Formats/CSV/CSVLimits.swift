/// What a reader refuses to hold in memory or hand on.
public struct CSVLimits: Sendable, Hashable {
  /// Bytes of one cell; a longer one is a ``RecordProblem``.
  public var fieldBytes = 1 << 20
  /// Bytes of one record; a longer one ends reading with ``FormatError/Code/recordTooLong``.
  public var recordBytes = 16 << 20

  /// One mebibyte a cell, sixteen a record.
  public init() {}
}

public import Tax

/// Which entries are to leave.
public enum ExportOrder: Sendable, Equatable {
  /// Those that have not left in this format, of a period or of all of them.
  case new(ReturnPeriod?)
  /// All of a period or of the books, also those that have left.
  case all(ReturnPeriod?)
  /// Those of the export of that number, once more.
  case again(Int64)
}

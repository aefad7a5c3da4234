/// One table of a report, made and ready to be written in any format.
public struct ReportTable: Sendable, Equatable {
  /// The name, which is that of its files as well.
  public let name: String
  /// The columns.
  public let columns: [ReportColumn]
  /// The rows, each with one cell per column, in their final order.
  public let rows: [[ReportCell]]

  /// A table.
  public init(name: String, columns: [ReportColumn], rows: [[ReportCell]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// What tells it from the first table of its report, such as `left_out`; empty for that one itself.
  public var part: String { name.split(separator: ".", maxSplits: 1).dropFirst().joined() }
}

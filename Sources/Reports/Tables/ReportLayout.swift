/// What a table of a report holds, for help and documentation.
public struct ReportLayout: Sendable, Hashable {
  /// The name, which is that of its files as well.
  public let name: String
  /// The columns, in order.
  public let columns: [ReportColumn]
}

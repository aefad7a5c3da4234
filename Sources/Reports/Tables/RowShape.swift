/// A table of plain rows: its columns, and how each takes its value from a row.
struct RowShape<Row>: Sendable {
  /// A column and where its value comes from.
  struct Item: Sendable {
    let column: ReportColumn
    let cell: @Sendable (Row) -> ReportCell

    init(_ name: String, _ kind: ReportColumn.Kind, _ meaning: String, _ cell: @escaping @Sendable (Row) -> ReportCell)
    {
      column = ReportColumn(name, kind, meaning)
      self.cell = cell
    }
  }

  let name: String
  let items: [Item]

  /// What the table is, without its rows.
  var layout: ReportLayout { ReportLayout(name: name, columns: items.map(\.column)) }

  /// The table of `rows`, in their order.
  func table(_ rows: some Sequence<Row>) -> ReportTable {
    ReportTable(name: name, columns: items.map(\.column), rows: rows.map { row in items.map { $0.cell(row) } })
  }
}

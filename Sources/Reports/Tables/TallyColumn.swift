/// A column of a table of sums: a key that tells rows apart, or a figure.
import Ledger
import Pipeline

struct TallyColumn: Sendable {
  private enum Source: Sendable {
    case key(@Sendable (Tally, ReportPeriod) -> ReportCell)
    case figure(@Sendable (Figures) -> ReportCell)
  }

  let column: ReportColumn
  private let source: Source

  /// A column that tells rows apart.
  static func key(
    _ name: String, _ meaning: String, kind: ReportColumn.Kind = .text,
    _ cell: @escaping @Sendable (Tally, ReportPeriod) -> ReportCell
  ) -> TallyColumn {
    TallyColumn(column: ReportColumn(name, kind, meaning), source: .key(cell))
  }

  /// A column with a sum.
  static func figure(
    _ name: String, _ meaning: String, kind: ReportColumn.Kind = .decimal,
    _ cell: @escaping @Sendable (Figures) -> ReportCell
  ) -> TallyColumn {
    TallyColumn(column: ReportColumn(name, kind, meaning), source: .figure(cell))
  }

  /// The value for a tally, when the column is a key.
  func key(_ tally: Tally, _ period: ReportPeriod) -> ReportCell? {
    if case .key(let cell) = source { cell(tally, period) } else { nil }
  }

  /// The value for sums, when the column is a figure.
  func figure(_ figures: Figures) -> ReportCell? {
    if case .figure(let cell) = source { cell(figures) } else { nil }
  }
}

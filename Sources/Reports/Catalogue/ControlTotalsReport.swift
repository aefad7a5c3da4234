/// Control totals of every run: what the source held, and what became of it.
import Commerce
public import Ledger
import Pipeline

/// Per run and currency there is a row for each fate and one for the difference, which is nothing in a published run.
struct ControlTotalsReport: Report {
  let name = "control_totals"
  let summary =
    "Per run and currency: source, loaded, unchanged, rejected, and the difference, which has to be nothing."
  let entities = Entity.allCases
  let heeds: ReportHeed = [.store]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Line {
    let run: Int64
    let store: String
    let currency: String
    let fate: String
    let sum: ControlTotals.Sum
    /// Decimals of the amounts, alike in all lines of a run and currency.
    let decimals: Int
  }

  private static let shape = RowShape<Line>(
    name: "control_totals",
    items: [
      .init("run", .integer, "Number of the run.") { .integer($0.run) },
      .init("store", .text, "Name of the store.") { .text($0.store) },
      .init("currency", .text, "Currency of the documents; empty for those that have none.") { .text($0.currency) },
      .init("fate", .text, "source, loaded, unchanged, rejected, or difference: source less the other three.") {
        .text($0.fate)
      },
      .init("documents", .integer, "Documents.") { .integer($0.sum.documents) },
      .init("lines", .integer, "Lines that have an amount in the source.") { .integer($0.sum.lines) },
      .init("amount", .decimal, "Sum of the exact line amounts as the source has them.") {
        .exact($0.sum.amount, decimals: $0.decimals)
      },
      .init("total", .decimal, "Sum of the documents' totals as the source states them.") {
        .exact($0.sum.total, decimals: $0.decimals)
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    [Self.table(try ledger.controls(store: request.store, run: request.run))]
  }

  fileprivate static func table(_ runs: [RunControls]) -> ReportTable { shape.table(runs.flatMap(lines)) }

  private static func lines(_ controls: RunControls) -> [Line] {
    controls.totals.sums.sorted { $0.key < $1.key }.flatMap { currency, fates in
      var sums = ControlTotals.Fate.allCases.map { (name: $0.rawValue, sum: fates[$0] ?? ControlTotals.Sum()) }
      sums.append(("difference", controls.totals.difference(currency)))
      let exponent = Currency(currency)?.exponent ?? 0
      let decimals = sums.reduce(exponent) { most, line in
        max(most, ReportCell.decimalsNeeded(line.sum.amount), ReportCell.decimalsNeeded(line.sum.total))
      }
      return sums.map { name, sum in
        Line(
          run: controls.run, store: controls.store, currency: currency, fate: name, sum: sum, decimals: decimals)
      }
    }
  }
}

extension ReportTable {
  /// The table of the report `control_totals`, of runs that were read before.
  public init(controls: [RunControls]) { self = ControlTotalsReport.table(controls) }
}

/// Sales by destination as the source spells it, month, kind of document and kind of line, to compare with the source.
import Ledger
import Pipeline

/// Every line of the ledger is in it, whatever its status: the exact amounts add up to those of the source, and what
/// rounding to minor units has changed is a figure of its own.
struct SalesByCountryReport: Report {
  let name = "sales_by_country"
  let summary = "Every line by destination, month and kind, with the exact source amount and what rounding added."
  let heeds: ReportHeed = [.store, .months, .period]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private static let shape = TallyShape(
    name: "sales_by_country",
    columns: [
      .store, .countrySource, .country, .month, .documentKind, .lineKind, .currency, .documents, .lines, .sourceAmount,
      .rounding, .net, .tax, .gross,
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let tallies = try ledger.tallies(store: request.store, from: request.from, to: request.to)
    return [try Self.shape.table(tallies, by: request.period)]
  }
}

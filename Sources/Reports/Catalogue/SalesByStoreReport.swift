/// Sales by store, month, currency and status: how each shop is doing.
import Ledger
import Pipeline

/// Every line of the ledger is in it; a status that is no sale yet, or none any more, is a row of its own.
struct SalesByStoreReport: Report {
  let name = "sales_by_store"
  let summary = "Every line by store, month, currency and status."
  let heeds: ReportHeed = [.store, .months, .period]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private static let shape = TallyShape(
    name: "sales_by_store",
    columns: [
      .store, .month, .currency, .status, .documents, .lines, .net, .tax, .gross, .baseCurrency, .baseNet, .baseTax,
      .baseGross,
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let tallies = try ledger.tallies(store: request.store, from: request.from, to: request.to)
    return [try Self.shape.table(tallies, by: request.period)]
  }
}

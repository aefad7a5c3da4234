/// Articles of which little is left.
import Commerce
import Ledger
import Pipeline

/// The alerts that are open, as the load stage `alerts` left them; it stands before the report in a definition.
struct LowStockReport: Report {
  let name = "low_stock"
  let summary = "Articles whose stock is at or below the threshold, with how long it lasts."
  let entities: [Entity] = [.inventory, .orders, .products]
  let heeds: ReportHeed = [.store]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private static let shape = RowShape<StockAlert>(
    name: "low_stock",
    items: [
      .init("store", .text, "Name of the store.") { .text($0.store) },
      .init("product_id", .text, "The platform's id of the product.") { .text($0.product) },
      .init("sku", .text, "Stock-keeping unit.") { .text($0.sku ?? "") },
      .init("name", .text, "What the product is called.") { .text($0.name) },
      .init("place", .text, "The place that is watched by itself; empty for all places together.") {
        .text($0.placeName ?? $0.place ?? "")
      },
      .init("current_stock", .decimal, "Units that can be sold.") { cell($0.currentStock) },
      .init("threshold", .decimal, "Stock at or below which there is an alert.") { cell($0.threshold) },
      .init("days_of_cover", .integer, "Days for which it lasts at the pace of the latest sales.") {
        $0.daysOfCover.map { .integer($0) } ?? .missing
      },
      .init("platform", .text, "Where the store lives.") { .text($0.platform) },
      .init("severity", .text, "critical, warning or info.") { .text($0.severity.rawValue) },
      .init("created_at", .text, "When the alert was raised, in UTC.") {
        .text(Instant(seconds: $0.createdAt).description)
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    [Self.shape.table(try ledger.stockAlerts(store: request.store))]
  }

  private static func cell(_ figure: Exact) -> ReportCell {
    .exact(figure.millionths, decimals: ReportCell.decimalsNeeded(figure.millionths))
  }
}

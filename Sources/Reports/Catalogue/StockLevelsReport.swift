/// Stock by store, article and place.
import Commerce
import Ledger
import Pipeline

/// The levels are those of the last pull or file; a figure that the source does not tell is empty.
struct StockLevelsReport: Report {
  let name = "stock_levels"
  let summary = "Units of every article at every place: to be sold, there, promised, on their way, unsaleable."
  let entities: [Entity] = [.inventory]
  let heeds: ReportHeed = [.store]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private static let shape = RowShape<StockLevel>(
    name: "stock_levels",
    items: [
      .init("store", .text, "Name of the store.") { .text($0.store) },
      .init("sku", .text, "Stock-keeping unit.") { .text($0.sku ?? "") },
      .init("article", .text, "The platform's id of the article.") { .text($0.article ?? "") },
      .init("title", .text, "What the product is called.") { .text($0.title ?? "") },
      .init("place", .text, "The platform's id of the place; empty where it knows only one.") {
        .text($0.place ?? "")
      },
      .init("place_name", .text, "What the place is called.") { .text($0.placeName ?? "") },
      .init("available", .decimal, "Units that can be sold; negative where more were sold than there were.") {
        cell($0.available)
      },
      .init("on_hand", .decimal, "Units that lie there.") { cell($0.onHand) },
      .init("reserved", .decimal, "Units that are promised to buyers or held back.") { cell($0.reserved) },
      .init("inbound", .decimal, "Units on their way to the place.") { cell($0.inbound) },
      .init("unfulfillable", .decimal, "Units that lie there and cannot be sold.") { cell($0.unfulfillable) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    [Self.shape.table(try ledger.stockLevels(store: request.store))]
  }

  private static func cell(_ figure: Exact?) -> ReportCell {
    guard let millionths = figure?.millionths else { return .missing }
    return .exact(millionths, decimals: ReportCell.decimalsNeeded(millionths))
  }
}

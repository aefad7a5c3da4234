import ArgumentParser
import Commerce
import Ledger
import Pipeline

/// `alerts`: articles of which little is left.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "List the articles of which little is left, the worst first.",
    discussion: """
      The load stage "alerts" raises them when stock or orders were loaded: an article whose stock is at or below the \
      threshold of its SKU or its store ("settings" in the stores file) has one alert, until its stock is above it again. \
      A place with a threshold of its own is watched by itself too. How bad it is depends on how long the stock lasts \
      at the pace of the latest sales.
      """)

  @OptionGroup var store: StoreFilter

  @Flag(name: .long, help: "Also those that are over.")
  var all = false

  @OptionGroup var books: LedgerOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    try result.print(
      RecordList(
        try reader.stockAlerts(store: store.checked(in: reader), all: all), orSay: "no stock is low", .alerts))
  }
}

extension [RecordField<StockAlert>] {
  /// What is known of an alert.
  fileprivate static var alerts: Self {
    [
      .text("severity") { $0.clearedAt == nil ? $0.severity.rawValue : "over" }.forPeople,
      .text("store", as: "store_id") { $0.store }, .text("product_id") { $0.product }.forPrograms,
      .text("sku") { $0.sku }, .text("name") { $0.name }, .text("place") { $0.placeName ?? $0.place }.forPeople,
      .text("stock", as: "current_stock") { $0.currentStock.description },
      .text("threshold") { $0.threshold.description }, .text("platform") { $0.platform }.forPrograms,
      .text("severity") { $0.severity.rawValue }.forPrograms,
      .text("lasts") { alert in alert.daysOfCover.map { "\($0) days" } }.forPeople,
      .text("since", as: "created_at") { Instant(seconds: $0.createdAt).description },
      .text("place") { $0.place }.forPrograms, .text("place_name") { $0.placeName }.forPrograms,
      .number("days_of_cover") { $0.daysOfCover }.forPrograms,
      .text("updated_at") { Instant(seconds: $0.updatedAt).description }.forPrograms,
      .text("cleared_at") { alert in alert.clearedAt.map { Instant(seconds: $0).description } }.forPrograms,
    ]
  }
}

import ArgumentParser
import Commerce
import Formats
import Ledger
import Pipeline
import Reports

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

  @Option(name: .long, help: "Only this store's.")
  var store: String?

  @Flag(name: .long, help: "Also those that are over.")
  var all = false

  @OptionGroup var books: LedgerOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    result.print(AlertList(alerts: try LedgerReader(path: books.ledger).stockAlerts(store: store, all: all)))
  }
}

/// Alerts of low stock.
private struct AlertList: CommandResult {
  let alerts: [StockAlert]

  var text: String {
    guard !alerts.isEmpty else { return "no stock is low\n" }
    return TableText(
      header: ["severity", "store", "sku", "name", "place", "stock", "threshold", "lasts", "since"],
      rows: alerts.map { alert in
        [
          alert.clearedAt == nil ? alert.severity.rawValue : "over", alert.store, alert.sku ?? "", alert.name,
          alert.placeName ?? alert.place ?? "", Self.units(alert.currentStock), Self.units(alert.threshold),
          alert.daysOfCover.map { "\($0) days" } ?? "", Instant(seconds: alert.createdAt).description,
        ]
      }
    ).text
  }

  private static func units(_ number: Exact) -> String {
    DecimalText.text(number.millionths, scale: 6, atLeast: 0)
  }

  func write(to json: inout JSONWriter) {
    json.list(alerts) { alert, object in
      object.member("store_id", alert.store)
      object.member("product_id", alert.product)
      object.member("sku", alert.sku)
      object.member("name", alert.name)
      object.member("current_stock", Self.units(alert.currentStock))
      object.member("threshold", Self.units(alert.threshold))
      object.member("platform", alert.platform)
      object.member("severity", alert.severity.rawValue)
      object.member("created_at", Instant(seconds: alert.createdAt).description)
      object.member("place", alert.place)
      object.member("place_name", alert.placeName)
      object.member("days_of_cover", alert.daysOfCover)
      object.member("updated_at", Instant(seconds: alert.updatedAt).description)
      object.member("cleared_at", alert.clearedAt.map { Instant(seconds: $0).description })
    }
  }
}

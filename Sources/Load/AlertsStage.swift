/// The `alerts` load stage.
import Commerce
import Pipeline

/// Watches the stock of the pipeline's store once a run is published: an alert is raised once, and cleared when it is over.
struct AlertsStage: LoadStage {
  static let spec = StageSpec(
    "alerts", .load, "Raises alerts of stock at or below the store's thresholds, and clears those that are over.",
    options: [
      OptionSpec(
        "sales_days", .integer(1...366), "Days of sales that tell how long stock lasts; default: 28.", example: "28"),
      OptionSpec(
        "critical_days", .integer(0...366), "Stock that lasts for so many days or fewer is critical; default: 3.",
        example: "3"),
      OptionSpec(
        "warning_days", .integer(0...366), "Stock that lasts for more days is no warning; default: 14.", example: "14"),
    ], entities: [.inventory, .orders, .products])

  private let store: Store
  private let rules: LowStockRules

  /// Compiles the options; thresholds are settings of the store.
  init(_ options: OptionValues, _ context: inout CompileContext) {
    store = context.store
    var rules = LowStockRules(context.store.settings)
    rules.salesDays = options.integer("sales_days", default: rules.salesDays)
    rules.criticalDays = options.integer("critical_days", default: rules.criticalDays)
    rules.warningDays = max(options.integer("warning_days", default: rules.warningDays), rules.criticalDays)
    self.rules = rules
  }

  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome {
    guard let changes = try context.stock?.watchStock(of: store, rules, at: context.now) else { return [] }
    return LoadOutcome(counts: changes.counts)
  }
}

extension StockChanges {
  /// What the run report tells of it.
  fileprivate var counts: [LoadCount] {
    [("raised", raised), ("worse", worsened), ("cleared", cleared), ("open", open)].map { name, count in
      LoadCount(stage: AlertsStage.spec.name, name: name, count: Int64(count))
    }
  }
}

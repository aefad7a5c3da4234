/// What load stages need of whoever keeps stock.
public protocol StockDesk: AnyObject, Sendable {
  /// Holds the stock of a store against its thresholds: raises alerts, brings open ones up to date, clears those that are over.
  ///
  /// - Parameter instant: now, in seconds since 1970.
  func watchStock(of store: Store, _ rules: LowStockRules, at instant: Int64) throws(RunFailure) -> StockChanges
}

/// What became of the alerts of a store.
public struct StockChanges: Sendable, Equatable {
  /// Alerts that were raised.
  public var raised = 0
  /// Open ones that became worse.
  public var worsened = 0
  /// Alerts that are over.
  public var cleared = 0
  /// Alerts that are open now.
  public var open = 0

  /// Nothing.
  public init() {}
}

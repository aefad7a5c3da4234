/// When stock is low in a store, and how bad that is.
public struct LowStockRules: Sendable, Equatable {
  /// How much a person should care.
  public enum Severity: String, Sendable, CaseIterable {
    /// Low, and enough for a while.
    case info
    /// Low.
    case warning
    /// Gone, or gone within days.
    case critical
  }

  /// Thresholds of the store, of SKUs and of places, in whole units.
  public var settings: Store.Settings
  /// Days of sales that tell how fast stock goes.
  public var salesDays = 28
  /// Stock that lasts for so many days or fewer is critical.
  public var criticalDays = 3
  /// Stock that lasts for more days is no warning.
  public var warningDays = 14

  /// The rules of a store.
  public init(_ settings: Store.Settings) { self.settings = settings }

  /// The threshold of an article in a store, all places together.
  ///
  /// A SKU of its own counts before a pattern, of patterns the longest, and any of them before that of the material.
  ///
  /// - Parameter material: the threshold that the material has in every store; `nil` for none.
  public func threshold(sku: String?, material: Int? = nil) -> Int {
    let usual = material ?? settings.lowStockThreshold
    guard let sku, !settings.lowStockSKUs.isEmpty else { return usual }
    if let own = settings.lowStockSKUs[sku] { return own }
    let fitting = settings.lowStockSKUs.filter { NamePattern($0.key).matches(sku) }
    let longest = fitting.max { ($0.key.utf8.count, $1.key) < ($1.key.utf8.count, $0.key) }
    return longest?.value ?? usual
  }

  /// The threshold of a place; `nil` for one that is not watched by itself.
  public func threshold(place: String, name: String?) -> Int? {
    settings.lowStockPlaces[place] ?? name.flatMap { settings.lowStockPlaces[$0] }
  }

  /// How bad low stock is.
  ///
  /// - Parameters:
  ///   - stock: what is left, in millionths of a unit.
  ///   - sold: what was sold in ``salesDays``, in millionths; `nil` where nobody knows.
  public func severity(stock: Int64, sold: Int64?) -> Severity {
    if stock <= 0 { return .critical }
    guard let sold, sold > 0 else { return .warning }
    if lasts(stock, sold, at: criticalDays) { return .critical }
    return lasts(stock, sold, at: warningDays) ? .warning : .info
  }

  /// The whole days for which stock lasts at the pace of the sales; `nil` where nothing was sold.
  public func daysOfCover(stock: Int64, sold: Int64?) -> Int64? {
    guard let sold, sold > 0 else { return nil }
    return Int64(clamping: Int128(max(stock, 0)) * Int128(salesDays) / Int128(sold))
  }

  /// Whether stock lasts for so many days at most.
  private func lasts(_ stock: Int64, _ sold: Int64, at days: Int) -> Bool {
    Int128(stock) * Int128(salesDays) <= Int128(sold) * Int128(days)
  }
}

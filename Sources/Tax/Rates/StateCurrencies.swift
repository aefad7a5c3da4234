public import Commerce

/// The currency in which each state's returns are made.
///
/// From `Data/state_currencies.csv`; states without a row there have the euro.
public struct StateCurrencies: Sendable {
  /// The program's own table.
  public static let standard = StateCurrencies()

  private struct Row: Sendable {
    var state: Territory
    var currency: Currency
    var days: DayRange
  }

  private let rows: [Row]

  private init() {
    rows = EmbeddedTable(PackageResources.state_currencies_csv).rows.compactMap { cells in
      guard let state = Territory(cells[0]), let currency = Currency(cells[1]),
        let days = DayRange(from: cells[2], to: cells[3])
      else { return nil }
      return Row(state: state, currency: currency, days: days)
    }
  }

  /// The currency of `state` on `date`.
  public func currency(of state: Territory, on date: CivilDate) -> Currency {
    rows.first { $0.state == state && $0.days.contains(date) }?.currency ?? .euro
  }
}

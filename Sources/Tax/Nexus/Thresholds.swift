import Commerce

/// The thresholds there are.
///
/// Those of the states of the United States are in `Data/us_states.csv`, with the days on which tests of the number of
/// transactions fell away; where a test fell away it had been 200. `Data/nexus_periods.csv` has the states that do not
/// count calendar years, `Data/thresholds.csv` the thresholds of other places.
public enum Thresholds {
  /// All of them, by code.
  public static let all: [Threshold] = (unitedStates() + others()).sorted { $0.code < $1.code }

  /// The number of transactions that a test which has fallen away asked for; general knowledge.
  private static let formerTransactions = 200

  private static func unitedStates() -> [Threshold] {
    let special = EmbeddedTable(PackageResources.nexus_periods_csv).rows
    return EmbeddedTable(PackageResources.us_states_csv).rows.compactMap { cells in
      guard let territory = Territory("US-\(cells[0])"), let sales = Exact(cells[3]) else { return nil }
      // Puerto Rico's row does not say since when; its sales count from the year of the first states.
      let first = CivilDate(cells[6]) ?? CivilDate(day: 17_532)
      let own = special.first { $0[0] == cells[0] }
      var threshold = Threshold(
        code: "us_\(cells[0].lowercased())", territory: territory, currency: .usDollar, sales: sales.rounded(to: 2),
        isCrossedWhenReached: false, transactions: Int(cells[4]), transactionDays: nil,
        test: Threshold.Test(rawValue: cells[5]) ?? .either, days: DayRange(first: first),
        period: own.flatMap { Threshold.Period(rawValue: $0[1]) } ?? .calendarYear,
        countsMarketplace: cells[8] == "yes", deductsRefunds: false, scope: .destination, note: own?[2] ?? "",
        source: cells[10])
      if threshold.transactions == nil, let removed = CivilDate(cells[7]), removed > first {
        threshold.transactions = formerTransactions
        threshold.transactionDays = DayRange(first: first, last: removed.addingDays(-1))
      }
      return threshold
    }
  }

  private static func others() -> [Threshold] {
    EmbeddedTable(PackageResources.thresholds_csv).rows.compactMap { cells in
      guard let territory = Territory(cells[1]), let currency = Currency(cells[2]), let sales = Exact(cells[3]),
        let first = CivilDate(cells[5]), let scope = Threshold.Scope(rawValue: cells[8])
      else { return nil }
      return Threshold(
        code: cells[0], territory: territory, currency: currency, sales: sales.rounded(to: currency.exponent ?? 0),
        isCrossedWhenReached: cells[4] == "reaches", transactions: nil, transactionDays: nil, test: .either,
        days: DayRange(first: first), period: .calendarYear, countsMarketplace: cells[6] == "yes",
        deductsRefunds: cells[7] == "yes", scope: scope, note: cells[9], source: cells[10])
    }
  }
}

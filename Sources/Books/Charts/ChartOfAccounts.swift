import Commerce

/// Which account plays which role: a chart that comes with the program, with a business's own accounts over it.
///
/// Of the rows for a key the closest one decides: the one that names how the sale stands towards the tax, else the one
/// that names the territory (or the state that it is a part of), else the rate, else the party.
public struct ChartOfAccounts: Sendable {
  private var rows: [ChartRow]
  private var accountsByNumber: [String: Account]
  /// Lines of its table that could not be read, from 1 for the first below the header; none in a good table.
  public let unreadable: [Int]

  private init(_ table: ChartTable) {
    rows = table.rows
    accountsByNumber = table.accounts
    unreadable = table.unreadable
  }

  // MARK: The charts that come with the program

  private static let charts: [(name: String, chart: ChartOfAccounts)] = [
    ("skr03", PackageResources.skr03_csv), ("skr04", PackageResources.skr04_csv), ("uk", PackageResources.uk_csv),
    ("us", PackageResources.us_csv),
  ].map { ($0, ChartOfAccounts(ChartTable(EmbeddedTable($1)))) }

  /// The names of the charts that come with the program.
  public static var names: [String] { charts.map(\.name) }

  /// The chart of that name; `nil` when there is none.
  public static func named(_ name: String) -> ChartOfAccounts? { charts.first { $0.name == name }?.chart }

  // MARK: Looking up

  /// The account for `key`; `nil` where the chart has none.
  ///
  /// A chart that does not keep carriage apart from sales needs no rows for it: those of sales serve.
  public func account(for key: AccountKey) -> Account? {
    if let row = closest(to: key) { return accountsByNumber[row.number] }
    guard key.role == .shippingRevenue else { return nil }
    var sales = key
    sales.role = .revenue
    return closest(to: sales).flatMap { accountsByNumber[$0.number] }
  }

  /// Those of `keys` for which there is no account, in their order.
  public func unmapped(among keys: some Sequence<AccountKey>) -> [AccountKey] {
    keys.filter { account(for: $0) == nil }
  }

  /// Its accounts, by number.
  public var accounts: [Account] { accountsByNumber.values.sorted { $0.number < $1.number } }

  private func closest(to key: AccountKey) -> ChartRow? {
    var best: (row: ChartRow, closeness: Int)?
    for row in rows {
      guard let closeness = row.closeness(to: key) else { continue }
      if best.map({ closeness > $0.closeness }) ?? true { best = (row, closeness) }
    }
    return best?.row
  }

  // MARK: A business's own accounts

  /// The chart with a business's own accounts: each mapping takes the place of the row for the same keys, or stands beside
  /// the others.
  ///
  /// - Throws: ``AccountMappingFaults`` with everything that is wrong with the mappings.
  public func overriding(_ mappings: [AccountMapping]) throws(AccountMappingFaults) -> ChartOfAccounts {
    var chart = self
    var faults: [AccountMappingFaults.Fault] = []
    var own: [String: Account] = [:]
    var seen: [ChartRow] = []
    for mapping in mappings {
      let row = mapping.row
      if seen.contains(where: { $0.isForSameKeys(as: row) }) { faults.append(.init(mapping, .keyTwice)) }
      seen.append(row)
      guard !mapping.account.isEmpty else {
        faults.append(.init(mapping, .noAccount))
        continue
      }
      let account = mapping.account(besides: own[mapping.account] ?? accountsByNumber[mapping.account])
      if let before = own[account.number], before != account { faults.append(.init(mapping, .otherNameOrType)) }
      own[account.number] = account
      chart.rows.removeAll { $0.isForSameKeys(as: row) }
      chart.rows.append(row)
    }
    guard faults.isEmpty else { throw AccountMappingFaults(all: faults) }
    chart.accountsByNumber.merge(own) { $1 }
    let used = Set(chart.rows.map(\.number))
    chart.accountsByNumber = chart.accountsByNumber.filter { used.contains($0.key) }
    return chart
  }
}

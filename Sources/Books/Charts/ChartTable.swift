import Commerce
import Tax

/// A chart of accounts as a table that a person reviews, in `Data`.
///
/// The columns are role, supply, territory, rate in percent, party, account, name, type, and whether the accounting program
/// works out the tax of the account by itself.
struct ChartTable {
  private(set) var rows: [ChartRow] = []
  private(set) var accounts: [String: Account] = [:]
  /// Lines of the table that could not be read, from 1 for the first below the header; none in a good table.
  private(set) var unreadable: [Int] = []

  init(_ table: EmbeddedTable) {
    for (index, cells) in table.rows.enumerated() {
      guard let row = Self.row(cells), let account = Self.account(cells),
        accounts[account.number].map({ $0 == account }) ?? true
      else {
        unreadable.append(index + 1)
        continue
      }
      rows.append(row)
      accounts[account.number] = account
    }
  }

  private static func row(_ cells: [String]) -> ChartRow? {
    let supply = SupplyClass(rawValue: cells[1])
    let territory = Territory(cells[2])
    let rate = TaxRate(cells[3])
    guard let role = AccountRole(rawValue: cells[0]), (supply == nil) == cells[1].isEmpty,
      (territory == nil) == cells[2].isEmpty, (rate == nil) == cells[3].isEmpty
    else { return nil }
    return ChartRow(
      role: role, supply: supply, territory: territory, rate: rate, party: cells[4], number: cells[5])
  }

  private static func account(_ cells: [String]) -> Account? {
    guard !cells[5].isEmpty, !cells[6].isEmpty, let type = AccountType(rawValue: cells[7]) else { return nil }
    return Account(number: cells[5], name: cells[6], type: type, worksOutTax: cells[8] == "yes")
  }
}

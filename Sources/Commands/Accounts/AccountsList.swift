import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Reports

/// `accounts list`: the trial balance.
struct AccountsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the accounts that were posted to: opening, debits, credits and balance.")

  @OptionGroup var books: LedgerOptions

  @Option(
    name: .long, help: ArgumentHelp("This month only; what came before is the opening.", valueName: "month"),
    transform: ArgumentValue.month)
  var period: CivilMonth?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    let balances = try ledger.trialBalance(from: period?.firstDay, to: period?.lastDay)
    try result.print(BalanceList(balances: balances, currency: try ledger.booksCurrency() ?? .euro))
  }
}

/// A trial balance, for people and programs.
private struct BalanceList: CommandResult {
  let balances: [AccountBalance]
  let currency: Currency

  var text: String {
    guard !balances.isEmpty else { return "nothing is booked\n" }
    let sums = [balances.map(\.opening), balances.map(\.debit), balances.map(\.credit), balances.map(\.balance)]
      .map { amounts in currency.text(MinorUnits(amounts.reduce(0) { $0 + $1.count })) }
    return TableText(
      columns: ["account", "name", "type"].map { TableText.Column($0) }
        + ["opening", "debit", "credit", "balance"].map { TableText.Column($0, isNumber: true) },
      rows: balances.map { row in
        [row.account.number, row.account.name, row.account.type.rawValue]
          + [row.opening, row.debit, row.credit, row.balance].map { currency.text($0) }
      } + [["", "all, in \(currency.code)", ""] + sums]
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(balances) { row, object in
      object.member("account", row.account.number)
      object.member("name", row.account.name)
      object.member("type", row.account.type.rawValue)
      object.member("opening", currency.text(row.opening))
      object.member("debit", currency.text(row.debit))
      object.member("credit", currency.text(row.credit))
      object.member("balance", currency.text(row.balance))
    }
  }
}

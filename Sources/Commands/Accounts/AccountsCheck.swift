import ArgumentParser
import Books
import Commerce
import Formats
import Foundation
import Ledger
import Pipeline
import Reports
import Tax

/// `accounts check`: whether the chart has an account for everything that may have to be booked.
struct AccountsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell which account books what, and what has none, before anything is booked.",
    discussion: """
      What may have to be booked follows from the business file (where the seller is established and registered, its \
      schemes), from the platforms of the stores file and, where there is a ledger, from the payment methods in it. Exit \
      code 3 says that something has no account.
      """)

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var file: StoresCommand.FileOptions

  @Option(
    name: .long, help: "The day whose rates and registrations count; today by default.", transform: ArgumentValue.day)
  var on: CivilDate?

  @Flag(name: .long, help: "Show also what has an account.")
  var all = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let business = try SellerOptions.read(key.business)
    guard let chart = business.books?.chart else { throw ValidationError("the business file has no chart of accounts") }
    let platforms = Set(try file.read().list.map(\.platform.rawValue)).subtracting(["file", "other"])
    let methods =
      FileManager.default.fileExists(atPath: books.ledger)
      ? try LedgerReader(path: books.ledger).paymentMethods() : []
    let needs = AccountNeeds(
      of: SellerProfile(business), platforms: platforms, paymentMethods: methods)
    let rows = needs.keys(on: on ?? Now.day).map { AccountCheck.Row(key: $0, account: chart.account(for: $0)) }
    let check = AccountCheck(chart: business.chartOfAccounts, rows: rows, showsAll: all)
    try result.print(check)
    if !check.missing.isEmpty { throw Stop(exit: .definitionInvalid) }
  }
}

/// What is booked where, for people and programs.
private struct AccountCheck: CommandResult {
  struct Row {
    let key: AccountKey
    let account: Account?
  }

  let chart: String
  let rows: [Row]
  let showsAll: Bool

  var missing: [Row] { rows.filter { $0.account == nil } }
  private var shown: [Row] { showsAll ? rows : missing }

  var text: String {
    let verdict =
      missing.isEmpty
      ? "chart \(chart): all \(rows.count) keys have an account\n"
      : "chart \(chart): \(missing.count) of \(rows.count) keys have no account; add them to \"accounts\" of the business file\n"
    guard !shown.isEmpty else { return verdict }
    return verdict
      + TableText(
        header: ["role", "supply", "territory", "rate", "party", "account", "name"],
        rows: shown.map { row in
          [
            row.key.role.rawValue, row.key.supply?.rawValue ?? "", row.key.territory?.code ?? "",
            row.key.rate?.description ?? "", row.key.party, row.account?.number ?? "", row.account?.name ?? "",
          ]
        }
      ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(shown) { row, object in
      object.member("role", row.key.role.rawValue)
      object.member("supply", row.key.supply?.rawValue)
      object.member("territory", row.key.territory?.code)
      object.member("rate", row.key.rate?.description)
      object.member("party", row.key.party)
      object.member("account", row.account?.number)
      object.member("name", row.account?.name)
    }
  }
}

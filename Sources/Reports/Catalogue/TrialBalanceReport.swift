/// What stands on every account.
import Books
import Commerce
import Ledger
import Pipeline

/// A row is an account. Debits and credits of all rows are the same, and balances come to nothing.
struct TrialBalanceReport: Report {
  let name = "trial_balance"
  let summary = "Every account: what stood on it, debits, credits, and what stands on it."
  let entities: [Entity] = [.orders, .payouts]
  let heeds: ReportHeed = [.months, .account]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Line {
    let account: AccountBalance
    let books: BooksSelection
  }

  private static let shape = RowShape<Line>(
    name: "trial_balance",
    items: [
      .init("account", .text, "Number of the account.") { .text($0.account.account.number) },
      .init("account_name", .text, "Name of the account.") { .text($0.account.account.name) },
      .init("type", .text, "asset, liability, equity, income or expense.") {
        .text($0.account.account.type.rawValue)
      },
      .init("currency", .text, "Currency of the books.") { .text($0.books.code) },
      .init("opening", .decimal, "What stood on it before; debits are positive.") {
        $0.books.amount($0.account.opening.count)
      },
      .init("debit", .decimal, "Sum of its debits.") { $0.books.amount($0.account.debit.count) },
      .init("credit", .decimal, "Sum of its credits.") { $0.books.amount($0.account.credit.count) },
      .init("balance", .decimal, "What stands on it; debits are positive.") {
        $0.books.amount($0.account.balance.count)
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let books = try BooksSelection(request, ledger)
    let accounts = try ledger.trialBalance(from: books.entries.from, to: books.entries.to)
    return [
      Self.shape.table(
        accounts.filter { request.account == nil || $0.account.number == request.account }
          .map { Line(account: $0, books: books) })
    ]
  }
}

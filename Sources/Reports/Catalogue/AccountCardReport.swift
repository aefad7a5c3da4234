/// What happened on each account, with what stood on it after every line.
import Books
import Commerce
import Ledger
import Pipeline

/// A row is a line on an account, by account and day; where the report begins in a later month, the first row of an account
/// is what stood on it before.
struct AccountCardReport: Report {
  let name = "account_card"
  let summary = "Every account line by line with its running balance; --account picks one."
  let entities: [Entity] = [.orders, .payouts]
  let heeds: ReportHeed = [.store, .months, .account]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Line {
    let account: Account
    let entry: JournalEntry?
    let line: JournalLine?
    let day: CivilDate
    let balance: Int64
    let books: BooksSelection
  }

  private static let shape = RowShape<Line>(
    name: "account_card",
    items: [
      .init("account", .text, "Number of the account.") { .text($0.account.number) },
      .init("account_name", .text, "Name of the account.") { .text($0.account.name) },
      .init("date", .text, "The day.") { .text($0.day.description) },
      .init("entry", .integer, "Number of the entry; missing on what stood before.") {
        $0.entry.map { .integer($0.number) } ?? .missing
      },
      .init("kind", .text, "What kind of event; empty on what stood before.") {
        .text($0.entry?.kind.rawValue ?? "")
      },
      .init("store", .text, "Name of the store; empty where it is about none.") { .text($0.entry?.store ?? "") },
      .init("document", .text, "The number that is written on the entry.") { .text($0.entry?.document ?? "") },
      .init("reference", .text, "The open item that it adds to or settles; empty for none.") {
        .text($0.line?.reference ?? "")
      },
      .init("books_currency", .text, "Currency of debit, credit and balance.") { .text($0.books.code) },
      .init("debit", .decimal, "The amount, where it is a debit.") { $0.line?.base.debit($0.books) ?? .missing },
      .init("credit", .decimal, "The amount, where it is a credit.") { $0.line?.base.credit($0.books) ?? .missing },
      .init("balance", .decimal, "What stands on the account after it; debits are positive.") {
        $0.books.amount($0.balance)
      },
      .init("currency", .text, "Currency of the event.") { .text($0.line?.currency.code ?? "") },
      .init("amount", .decimal, "The amount in that currency; debits are positive.") { card in
        card.line.map { .amount($0.amount.count, exponent: $0.currency.exponent ?? 0) } ?? .missing
      },
      .init("note", .text, "What it is, where the account does not say.") { .text($0.line?.note ?? "") },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let books = try BooksSelection(request, ledger)
    // What stood before is of all stores: the balance of one store's part of an account would say nothing.
    var openings: [String: AccountBalance] = [:]
    if let from = books.entries.from, request.store == nil {
      for balance in try ledger.trialBalance(to: from.addingDays(-1)) { openings[balance.account.number] = balance }
    }
    var moves: [String: [(entry: JournalEntry, line: JournalLine)]] = [:]
    var accounts: [String: Account] = openings.mapValues(\.account)
    try ledger.journalEntries(books.entries) { entry in
      for line in entry.lines where request.account == nil || line.account.number == request.account {
        moves[line.account.number, default: []].append((entry, line))
        accounts[line.account.number] = line.account
      }
    }
    var lines: [Line] = []
    for account in accounts.values.sorted(by: { $0.number < $1.number })
    where request.account == nil || account.number == request.account {
      var balance = openings[account.number]?.balance.count ?? 0
      if let from = books.entries.from, openings[account.number] != nil {
        lines.append(Line(account: account, entry: nil, line: nil, day: from, balance: balance, books: books))
      }
      let sorted = (moves[account.number] ?? []).sorted {
        ($0.entry.date, $0.entry.number) < ($1.entry.date, $1.entry.number)
      }
      for (entry, line) in sorted {
        balance += line.base.count
        lines.append(Line(account: account, entry: entry, line: line, day: entry.date, balance: balance, books: books))
      }
    }
    return [Self.shape.table(lines)]
  }
}

import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Reports

/// `accounts card`: what was posted to one account.
struct AccountsCard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card", abstract: "Show every posting to an account, with what stands on it after each.")

  @Argument(help: "The account's number.")
  var account: String

  @OptionGroup var books: LedgerOptions

  @Option(
    name: .long, help: ArgumentHelp("This month only; what came before is the opening.", valueName: "month"),
    transform: ArgumentValue.month)
  var period: CivilMonth?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    let found = try AccountFilter.account(account, in: ledger)
    let opening = try ledger.trialBalance(from: period?.firstDay, to: period?.lastDay)
      .first { $0.account.number == account }?.opening
    var postings: [AccountCard.Posting] = []
    let selection = JournalSelection(from: period?.firstDay, to: period?.lastDay, account: account)
    try ledger.journalEntries(selection) { entry in
      for line in entry.lines where line.account.number == account { postings.append((entry, line)) }
    }
    // An entry that corrects an earlier day has a later number: a card goes by days.
    postings.sort { ($0.entry.date, $0.entry.number) < ($1.entry.date, $1.entry.number) }
    try result.print(
      AccountCard(
        account: found, opening: opening ?? .zero, postings: postings, currency: try ledger.booksCurrency() ?? .euro))
  }
}

/// An account's card, for people and programs.
private struct AccountCard: CommandResult {
  typealias Posting = (entry: JournalEntry, line: JournalLine)

  let account: Account
  let opening: MinorUnits
  let postings: [Posting]
  let currency: Currency

  private var rows: [(posting: Posting, balance: MinorUnits)] {
    var balance = opening.count
    return postings.map { posting in
      balance += posting.line.base.count
      return (posting, MinorUnits(balance))
    }
  }

  var text: String {
    let title = "\(account.number) \(account.name), in \(currency.code); opening \(currency.text(opening))\n"
    return title
      + TableText(
        header: ["date", "entry", "document", "debit", "credit", "balance"],
        rows: rows.map { row in
          let base = row.posting.line.base
          return [
            row.posting.entry.date.description, String(row.posting.entry.number), row.posting.entry.document,
            base.count > 0 ? currency.text(base) : "", base.count < 0 ? currency.text(-base) : "",
            currency.text(row.balance),
          ]
        }
      ).text
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("account", account.number)
      object.member("name", account.name)
      object.member("opening", currency.text(opening))
      object.list("postings", rows) { row, object in
        object.member("date", row.posting.entry.date.description)
        object.member("entry", row.posting.entry.number)
        object.member("document", row.posting.entry.document)
        object.member("reference", row.posting.line.reference)
        object.member("amount", row.posting.line.currency.text(row.posting.line.amount))
        object.member("currency", row.posting.line.currency.code)
        object.member("base_amount", currency.text(row.posting.line.base))
        object.member("balance", currency.text(row.balance))
      }
    }
  }
}

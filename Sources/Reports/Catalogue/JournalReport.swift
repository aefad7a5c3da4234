/// The journal, line by line.
import Books
import Commerce
import Ledger
import Pipeline
import Tax

/// A row is a line of a sealed entry, in the order of entries; months are those that entries are booked in.
struct JournalReport: Report {
  let name = "journal"
  let summary = "Every line of every sealed entry: account, debit or credit, tax, open item."
  let entities: [Entity] = [.orders, .payouts]
  let heeds: ReportHeed = [.store, .months, .account]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Line {
    let entry: JournalEntry
    let number: Int
    let line: JournalLine
    let books: BooksSelection
  }

  private static let shape = RowShape<Line>(
    name: "journal",
    items: [
      .init("entry", .integer, "Number of the entry.") { .integer($0.entry.number) },
      .init("date", .text, "The day it is booked on.") { .text($0.entry.date.description) },
      .init("kind", .text, "What kind of event, such as sale or payout.") { .text($0.entry.kind.rawValue) },
      .init("store", .text, "Name of the store; empty where it is about none.") { .text($0.entry.store) },
      .init("document", .text, "The number that is written on it.") { .text($0.entry.document) },
      .init("correction_of", .text, "The closed month that it corrects; empty for none.") {
        .text($0.entry.correctionOf?.description ?? "")
      },
      .init("reverses", .integer, "The entry that it takes back.") {
        $0.entry.reverses.map(ReportCell.integer) ?? .missing
      },
      .init("line", .integer, "Number of the line in its entry.") { .integer(Int64($0.number)) },
      .init("account", .text, "Number of the account.") { .text($0.line.account.number) },
      .init("account_name", .text, "Name of the account.") { .text($0.line.account.name) },
      .init("books_currency", .text, "Currency of debit and credit.") { .text($0.books.code) },
      .init("debit", .decimal, "The amount, where it is a debit.") { $0.line.base.debit($0.books) },
      .init("credit", .decimal, "The amount, where it is a credit.") { $0.line.base.credit($0.books) },
      .init("currency", .text, "Currency of the event.") { .text($0.line.currency.code) },
      .init("amount", .decimal, "The amount in that currency; debits are positive.") {
        .amount($0.line.amount.count, exponent: $0.line.currency.exponent ?? 0)
      },
      .init("tax_code", .text, "The tax it belongs to; empty for none.") { .text($0.line.tax?.code ?? "") },
      .init("territory", .text, "Whose tax, or where the goods went.") { .text($0.line.tax?.territory?.code ?? "") },
      .init("rate", .decimal, "The rate in percent.") { .rate($0.line.tax?.rate) },
      .init("reference", .text, "The open item that it adds to or settles; empty for none.") {
        .text($0.line.reference)
      },
      .init("note", .text, "What it is, where the account does not say.") {
        .text($0.line.note.isEmpty ? $0.entry.note : $0.line.note)
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let books = try BooksSelection(request, ledger)
    var lines: [Line] = []
    try ledger.journalEntries(books.entries) { entry in
      for (index, line) in entry.lines.enumerated() {
        lines.append(Line(entry: entry, number: index + 1, line: line, books: books))
      }
    }
    return [Self.shape.table(lines)]
  }
}

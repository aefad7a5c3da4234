/// What is open: what providers and buyers owe, item by item, and how old it is.
import Books
import Commerce
import Ledger
import Pipeline

/// A row is an item on an account that is not at nothing, by account and age. What carries no item, such as the sales of a day
/// booked in one entry, is one row for the account, so that the rows of an account are its balance.
struct OpenItemsReport: Report {
  let name = "open_items"
  let summary = "What is open on accounts that are settled item by item, with its age in days."
  let entities: [Entity] = [.orders, .payouts]
  let heeds: ReportHeed = [.store, .to, .account]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Key: Hashable {
    var account: String
    var reference: String
    var currency: Currency
  }

  private struct Item {
    var account: Account
    var key: Key
    var first: CivilDate
    var last: CivilDate
    var lines = 0
    var amount: Int64 = 0
    var base: Int64 = 0
  }

  private struct Line {
    let item: Item
    let today: CivilDate
    let books: BooksSelection
  }

  private static let shape = RowShape<Line>(
    name: "open_items",
    items: [
      .init("account", .text, "Number of the account.") { .text($0.item.account.number) },
      .init("account_name", .text, "Name of the account.") { .text($0.item.account.name) },
      .init("reference", .text, "The item: the platform's id of an order or payout; empty for what carries none.") {
        .text($0.item.key.reference)
      },
      .init("opened", .text, "The day of its first line.") { .text($0.item.first.description) },
      .init("last", .text, "The day of its last line.") { .text($0.item.last.description) },
      .init("age_days", .integer, "Days from its first line to the last day of the books, or of --to.") {
        .integer(Int64($0.today.day - $0.item.first.day))
      },
      .init("lines", .integer, "Lines it has.") { .integer(Int64($0.item.lines)) },
      .init("currency", .text, "Currency of the item.") { .text($0.item.key.currency.code) },
      .init("amount", .decimal, "What is open in that currency; debits are positive.") {
        .amount($0.item.amount, exponent: $0.item.key.currency.exponent ?? 0)
      },
      .init("books_currency", .text, "Currency of the books.") { .text($0.books.code) },
      .init("base", .decimal, "What is open in the currency of the books.") { $0.books.amount($0.item.base) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let books = try BooksSelection(request, ledger)
    var items: [Key: Item] = [:]
    var settled: Set<String> = []
    var today = books.entries.to
    try ledger.journalEntries(JournalSelection(to: books.entries.to, store: request.store)) { entry in
      if books.entries.to == nil { today = max(today ?? entry.date, entry.date) }
      for line in entry.lines where request.account == nil || line.account.number == request.account {
        let key = Key(account: line.account.number, reference: line.reference, currency: line.currency)
        if !line.reference.isEmpty { settled.insert(line.account.number) }
        var item = items[key] ?? Item(account: line.account, key: key, first: entry.date, last: entry.date)
        item.first = min(item.first, entry.date)
        item.last = max(item.last, entry.date)
        item.lines += 1
        item.amount += line.amount.count
        item.base += line.base.count
        items[key] = item
      }
    }
    let open = items.values.filter { settled.contains($0.account.number) && ($0.amount != 0 || $0.base != 0) }
    let sorted = open.sorted { left, right in
      (left.key.account, left.first, left.key.reference, left.key.currency.code)
        < (right.key.account, right.first, right.key.reference, right.key.currency.code)
    }
    return [Self.shape.table(sorted.compactMap { item in today.map { Line(item: item, today: $0, books: books) } })]
  }
}

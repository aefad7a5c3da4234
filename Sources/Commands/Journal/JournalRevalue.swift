import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Pipeline
import Reports

/// `journal revalue`: values what is open in other currencies at the end of a month.
struct JournalRevalue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revalue", abstract: "Value what is open in other currencies at the end of a month.",
    discussion: """
      shopledger journal revalue 2026-01

      The difference to what it stands in the books at is booked on the last day of the month as not realised, and taken \
      back on the day after. Doing it again books nothing.
      """)

  @Argument(help: "The month, such as 2026-01.", transform: ArgumentValue.month)
  var month: CivilMonth

  @Option(name: .long, help: "The European Central Bank's history of reference rates, as its zip or as CSV.")
  var rates = "samples/fx/eurofxref-hist.zip"

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let business = try SellerOptions.read(key.business)
    guard let profile = business.books else { throw ValidationError("the business file has no chart of accounts") }
    let fixings = try SellerOptions.fixings(rates)
    let ledger = try LedgerStore.open(books.ledger, key: business.key)
    let outcome = try ledger.revalue(month, by: fixings, in: profile, at: Now.seconds)
    try ledger.close()
    try result.print(RevaluationResult(outcome: outcome, currency: profile.currency))
  }
}

/// What was valued, for people and programs.
private struct RevaluationResult: CommandResult {
  let outcome: RevaluationOutcome
  let currency: Currency

  var text: String {
    let entries = outcome.entries.map(String.init).joined(separator: " and ")
    guard !outcome.items.isEmpty else {
      return outcome.entries.isEmpty
        ? "nothing is open in other currencies\n" : "booked before, in entries \(entries)\n"
    }
    let rows = outcome.items.map { item in
      [
        item.account.number, item.account.name, item.reference, item.currency.text(item.amount), item.currency.code,
        currency.text(item.base), currency.text(item.worth),
        currency.text(MinorUnits(item.worth.count - item.base.count)),
      ]
    }
    let table = TableText(
      header: ["account", "name", "reference", "open", "", "stands at", "is worth", "difference"], rows: rows)
    return table.text + (entries.isEmpty ? "no difference\n" : "booked in entries \(entries)\n")
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.key("entries")
      object.array { array in for entry in outcome.entries { array.integer(entry) } }
      object.list("items", outcome.items) { item, object in
        object.member("account", item.account.number)
        object.member("reference", item.reference)
        object.member("currency", item.currency.code)
        object.member("amount", item.currency.text(item.amount))
        object.member("base_amount", currency.text(item.base))
        object.member("worth", currency.text(item.worth))
      }
    }
  }
}

import ArgumentParser
import Commerce
import Formats
import Ledger
import Pipeline

/// `journal reverse`: takes an entry back.
struct JournalReverse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverse", abstract: "Take an entry back by one that mirrors it; both stay.",
    discussion: """
      shopledger journal reverse 17 --reason "booked for the wrong store"

      Documents of the entry are not booked any more. One that changes later is booked in full; as they are they are booked \
      again when that is asked for: shopledger journal post --again
      """)

  @Argument(help: "The entry's number.")
  var entry: Int64

  @Option(
    name: .long, help: ArgumentHelp("The day; default: the entry's, or the first open one.", valueName: "date"),
    transform: ArgumentValue.day)
  var on: CivilDate?

  @Option(name: .long, help: "Why, for the record.", transform: ArgumentValue.reason)
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    if let on, on > Now.day { throw ValidationError("--on \(on) is a day to come") }
    let business = try SellerOptions.read(key.business)
    guard let profile = business.books else { throw ValidationError("the business file has no chart of accounts") }
    let ledger = try LedgerStore.open(books.ledger, key: business.key)
    let reversed = try ledger.reverse(entry, on: on, reason: reason, in: profile, at: Now.seconds)
    try ledger.close()
    try result.print(ReversalMade(entries: reversed))
  }
}

/// That an entry was taken back, and with it the other one of a document that has moved to another day.
private struct ReversalMade: CommandResult {
  let entries: [ReversedEntry]

  var text: String { entries.map { "entry \($0.entry) is taken back by entry \($0.reversal)" }.asLines }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("entry", entries.first?.entry)
      object.member("reversal", entries.first?.reversal)
      object.list("with_it", Array(entries.dropFirst())) { reversed, object in
        object.member("entry", reversed.entry)
        object.member("reversal", reversed.reversal)
      }
    }
  }
}

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

      Documents of the entry count as booked: they are not booked again by themselves, and one that changes later is still \
      corrected by the difference to what the entry had booked.
      """)

  @Argument(help: "The entry's number.")
  var entry: Int64

  @Option(
    name: .long, help: ArgumentHelp("The day; default: the entry's, or the first open one.", valueName: "date"),
    transform: ArgumentValue.day)
  var on: CivilDate?

  @Option(name: .long, help: "Why, for the record.")
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let business = try SellerOptions.read(key.business)
    guard let profile = business.books else { throw ValidationError("the business file has no chart of accounts") }
    let ledger = try LedgerStore.open(books.ledger, key: business.key)
    let number = try ledger.reverse(entry, on: on, reason: reason, in: profile, at: Now.seconds)
    try ledger.close()
    result.print(ReversalMade(entry: entry, reversal: number))
  }
}

/// That an entry was taken back.
private struct ReversalMade: CommandResult {
  let entry: Int64
  let reversal: Int64

  var text: String { "entry \(entry) is taken back by entry \(reversal)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("entry", entry)
      object.member("reversal", reversal)
    }
  }
}

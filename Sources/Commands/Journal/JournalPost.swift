import ArgumentParser
import Books
import Formats
import Ledger
import Pipeline
import Reports

/// `journal post`: books the documents and payouts that are in no entry yet.
struct JournalPost: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "Book all published documents and payouts that are in no entry yet.",
    discussion: """
      It does what the load stage "journal" does at the end of a run, for the stores of the stores file. Doing it again \
      books nothing; what has changed since is corrected by difference.

      Documents whose entry was taken back (shopledger journal reverse) are booked again with --again, by the accounts and \
      rules of today.
      """)

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @OptionGroup var file: StoresCommand.FileOptions

  @Option(name: .long, help: "The documents of this store only.")
  var store: String?

  @Option(
    name: .long, help: "How many documents one entry books: all of a day and kind (day), or one (document).",
    transform: ArgumentValue.word)
  var granularity = JournalOrder.Granularity.day

  @Flag(name: .customLong("cost-of-goods"), help: "Book also what goods have cost, where products or stock tell it.")
  var costOfGoods = false

  @Flag(name: .long, help: "Book also the documents again whose entry was taken back.")
  var again = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let business = try SellerOptions.read(key.business)
    guard let profile = business.books else { throw ValidationError("the business file has no chart of accounts") }
    let known = try file.read().list
    let chosen = known.filter { store == nil || $0.name == store }
    if let store, chosen.isEmpty { throw UnknownName.error("store", store, among: known.map(\.name)) }
    let ledger = try LedgerStore.open(books.ledger, key: business.key)
    var outcome = JournalOutcome()
    for store in chosen {
      var order = JournalOrder(
        store: store.name, platform: store.platform.rawValue, granularity: granularity, books: profile)
      order.costsGoods = costOfGoods
      order.booksAgain = again
      outcome.add(try ledger.post(order, at: Now.seconds))
    }
    try ledger.close()
    try result.print(PostingResult(outcome: outcome))
  }
}

/// What was booked, for people and programs.
struct PostingResult: CommandResult {
  let outcome: JournalOutcome

  var text: String {
    var lines = [
      "booked \(outcome.documents) documents in \(outcome.entries) entries, \(outcome.corrections) of them corrections"
    ]
    if outcome.costed + outcome.uncosted > 0 {
      lines.append("  \(outcome.costed) lines at cost, \(outcome.uncosted) without a known cost")
    }
    for (reason, count) in waiting { lines.append("  \(count) documents wait: \(reason.sentence)") }
    if !waiting.isEmpty { lines.append("  look at them with: shopledger journal waiting") }
    if outcome.payouts > 0 { lines.append("looked at \(outcome.payouts) payouts") }
    for (fault, count) in waitingPayouts { lines.append("  \(count) payouts wait: \(fault.sentence)") }
    if !waitingPayouts.isEmpty { lines.append("  look at them with: shopledger reconcile") }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("documents", outcome.documents)
      object.member("entries", outcome.entries)
      object.member("corrections", outcome.corrections)
      object.member("lines_at_cost", outcome.costed)
      object.member("lines_without_cost", outcome.uncosted)
      object.list("waiting", waiting) { waiting, object in
        object.member("reason", waiting.key.rawValue)
        object.member("documents", waiting.value)
      }
      object.member("payouts", outcome.payouts)
      object.list("waiting_payouts", waitingPayouts) { waiting, object in
        object.member("reason", waiting.key.rawValue)
        object.member("payouts", waiting.value)
      }
    }
  }

  private var waiting: [(key: UnpostedReason, value: Int64)] {
    outcome.waiting.sorted { $0.key.rawValue < $1.key.rawValue }
  }

  private var waitingPayouts: [(key: PayoutFault, value: Int64)] {
    outcome.waitingPayouts.sorted { $0.key.rawValue < $1.key.rawValue }
  }
}

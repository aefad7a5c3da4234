import ArgumentParser
import Commerce
import Ledger
import Pipeline

/// `periods close`: closes a month.
struct PeriodsClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a month and all before it: nothing can be booked in them any more.",
    discussion: """
      shopledger periods close 2026-01 --reason "return filed"

      What changes or comes late afterwards is booked on the first open day and names the month it belongs to. A month in \
      which documents wait to be booked is not closed unless --force is given.
      """)

  @Argument(help: "The month, such as 2026-01.", transform: ArgumentValue.month)
  var month: CivilMonth

  @Option(name: .long, help: "Why, for the record.", transform: ArgumentValue.reason)
  var reason: String

  @Flag(name: .long, help: "Close it although documents of it are not booked, or it is not over.")
  var force = false

  @Flag(name: .long, help: "Close it only when nothing is unexplained on the accounts of payment providers.")
  var requireReconciled = false

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    try checkIsOver()
    let books = try LedgerReader(path: books.ledger)
    if let last = try books.closedThrough(), month <= last {
      throw ValidationError("\(month) is closed already: the ledger is closed through \(last)")
    }
    let waiting = try books.unbookedDocuments()
      .filter { ($0.date ?? "") <= month.lastDay.description }
    if let first = waiting.first, !force {
      throw RunFailure(
        "E8607", .publishedWithRejects,
        "\(waiting.count) documents until \(month) are not booked, the first is \(first.externalID) of \(first.store)",
        remedy: "look at them with: shopledger journal waiting; close with --force if they are to be booked later")
    }
    if requireReconciled {
      let gate = ReconciliationGate(.explained, maxAge: nil, on: month.lastDay)
      if let failure = gate.failure(try books.clearing()) { throw failure }
    }
    let ledger = try LedgerStore.open(books.path, key: key.source())
    try ledger.closePeriod(month, reason: reason, at: Now.seconds)
    try ledger.close()
    let reader = try LedgerReader(path: books.path)
    try result.print(PeriodHistory(through: try reader.closedThrough(), changes: try reader.periodChanges()))
  }

  /// Whether there is nothing to come: what comes late is booked on the first open day, which is to be a day of today.
  private func checkIsOver() throws {
    let today = Now.day
    guard month.firstDay <= today else { throw ValidationError("\(month) has not begun") }
    guard month.lastDay < today || force else {
      throw RunFailure(
        "E8610", .usage, "\(month) is not over",
        remedy: "close it from \(month.lastDay.addingDays(1)) on, or with --force")
    }
  }
}

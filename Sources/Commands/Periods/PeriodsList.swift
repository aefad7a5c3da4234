import ArgumentParser
import Commerce
import Formats
import Ledger
import Reports

/// `periods list`: which months are closed, and how that came about.
struct PeriodsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show through which month the books are closed, and every closing and reopening.")

  @OptionGroup var books: LedgerOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    try result.print(PeriodHistory(through: try ledger.closedThrough(), changes: try ledger.periodChanges()))
  }
}

/// The closings of months, for people and programs.
struct PeriodHistory: CommandResult {
  let through: CivilMonth?
  let changes: [PeriodChange]

  var text: String {
    let title = through.map { "closed through \($0)\n" } ?? "no month is closed\n"
    guard !changes.isEmpty else { return title }
    return title
      + TableText(
        header: ["at (UTC)", "what", "month", "entries", "reason"],
        rows: changes.map { change in
          [
            Instant(seconds: change.at).description, change.isClosing ? "closed" : "reopened",
            change.month.description, String(change.entries), change.reason,
          ]
        }
      ).text
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("closed_through", through?.description)
      object.list("changes", changes) { change, object in
        object.member("at", Instant(seconds: change.at).description)
        object.member("action", change.isClosing ? "close" : "reopen")
        object.member("month", change.month.description)
        object.member("entries", change.entries)
        object.member("reason", change.reason)
      }
    }
  }
}

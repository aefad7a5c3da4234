import ArgumentParser
import Foundation
import Ledger

/// `audit`: what is on record for good.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "List what is on record for good in a ledger, or acknowledge that it was restored.",
    subcommands: [List.self, Acknowledge.self], defaultSubcommand: List.self)

  /// `audit list`: the rows.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what is on record for good in a ledger, the latest first.")

    @OptionGroup var books: LedgerOptions

    @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
    var limit = 50

    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let ledger = try LedgerReader(path: books.ledger)
      let rows = try LimitedList(limit) { try ledger.audit(limit: $0) }
      try result.print(RecordList.audit(rows.records))
      rows.tell("entries of the audit log")
    }
  }

  /// `audit acknowledge`: an older copy is taken into use.
  struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put on record that the ledger was restored from an older copy; this stays on record.",
      discussion: """
        The file of keys knows how far the audit log went, so that verify finds that the end of it is missing in an older \
        copy. Whoever restored one on purpose says so here: who, when and why become a row of the log, verify tells of it \
        for good, and the log counts from that row on. People who were erased since the copy was made are erased again \
        before. A log whose rows were changed, moved or put in is not acknowledged.
        """)

    @Option(
      name: .long, help: "Why, for the record: which copy, and what became of the ledger.",
      transform: ArgumentValue.reason)
    var reason: String

    @Option(name: .long, help: "Who acknowledges it; default: the user who runs the program.")
    var by: String?

    @OptionGroup var books: LedgerOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let person = by ?? ProcessInfo.processInfo.userName
      guard person.contains(where: { !$0.isWhitespace }) else {
        throw ValidationError("--by has to say something: it stays on record")
      }
      let ledger = try LedgerStore.open(books.ledger, key: key.source())
      let row = try ledger.acknowledgeRestore(by: person, reason: reason, at: Now.seconds)
      try ledger.close()
      let rows = try LedgerReader(path: books.ledger).audit()
      try result.print(RecordList.audit(rows.filter { $0.number == row }))
    }
  }
}

import ArgumentParser
import Ledger

/// `exports`: what of the journal has left.
struct ExportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports", abstract: "List what of the journal has left for other programs, oldest first.")

  @Option(name: .customLong("of"), help: ArgumentHelp("Only this format.", valueName: "format"))
  var name: String?

  @OptionGroup var books: LedgerOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    try result.print(
      RecordList(try LedgerReader(path: books.ledger).exports(format: name), orSay: "nothing has left yet", .exports))
  }
}

import ArgumentParser
import Ledger

/// `runs`: what was run when, and with what result.
struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the runs of a ledger, or show one with its sources, totals and findings.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  /// `runs list`: the latest runs.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the latest runs.")

    @OptionGroup var books: LedgerOptions

    @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
    var limit = 20

    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let ledger = try LedgerReader(path: books.ledger)
      let runs = try LimitedList(limit) { try ledger.runs(limit: $0) }
      try result.print(RunList(runs: runs.records))
      runs.tell("runs")
    }
  }

  /// `runs show`: one run.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one run.")

    @Argument(help: "The run's number.")
    var number: Int64

    @OptionGroup var books: LedgerOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      guard let run = try RunDetails(number, from: LedgerReader(path: books.ledger)) else {
        throw ValidationError("there is no run \(number) in \(books.ledger)")
      }
      try result.print(run)
    }
  }
}

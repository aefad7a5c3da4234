import ArgumentParser

/// `periods`: the months of the books.
struct PeriodsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "periods", abstract: "List, close and reopen the months of the books.",
    subcommands: [PeriodsList.self, PeriodsClose.self, PeriodsReopen.self], defaultSubcommand: PeriodsList.self)
}

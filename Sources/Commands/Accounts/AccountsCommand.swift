import ArgumentParser

/// `accounts`: the chart of accounts and what stands on them.
struct AccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "List the accounts with what stands on them, and show the card of one.",
    subcommands: [AccountsList.self, AccountsCard.self], defaultSubcommand: AccountsList.self)
}

import ArgumentParser

/// `accounts`: the chart of accounts and what stands on them.
struct AccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "List the accounts with what stands on them, show the card of one, and check the chart.",
    subcommands: [AccountsList.self, AccountsCard.self, AccountsCheck.self], defaultSubcommand: AccountsList.self)
}

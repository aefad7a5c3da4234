import ArgumentParser

/// `customers`: who buys, which contacts are one person, and what a person may ask for.
struct CustomersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customers", abstract: "List, show, match, merge, split, export and erase customers.",
    subcommands: [
      CustomersList.self, CustomersShow.self, CustomersMatch.self, CustomersConflicts.self, CustomersDuplicates.self,
      CustomersMerge.self,
      CustomersSplit.self, CustomersUndo.self, CustomersConsent.self, CustomersExport.self, CustomersErase.self,
    ], defaultSubcommand: CustomersList.self)
}

import ArgumentParser

/// `journal`: the general ledger.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Book documents, and list and show the entries of the general ledger.",
    subcommands: [
      JournalList.self, JournalShow.self, JournalPost.self, JournalWaiting.self, JournalReverse.self,
      JournalRevalue.self,
    ],
    defaultSubcommand: JournalList.self)
}

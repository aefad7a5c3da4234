import ArgumentParser

/// `sync`: what stores are to be told, and what a person has to decide before.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Show what stores are to be told, and decide where both sides have changed a value.",
    subcommands: [SyncPlan.self, SyncOutbox.self, SyncConflicts.self, SyncProblems.self])
}

/// `sync conflicts`: values that both sides have changed.
struct SyncConflicts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "List and resolve conflicts: values that ledger and store have both changed.",
    subcommands: [SyncConflictsList.self, SyncConflictsResolve.self], defaultSubcommand: SyncConflictsList.self)
}

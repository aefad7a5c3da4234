import ArgumentParser

/// `sync`: what stores are to be told, and what a person has to decide before.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Show what stores are to be told, and decide where both sides have changed a value.",
    subcommands: [SyncPlan.self, SyncOutbox.self, SyncConflicts.self, SyncProblems.self])
}

/// `sync outbox`: what stores are to be told, and what became of what they were told.
struct SyncOutbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "List what stores are to be told, and have them told again what they have refused.",
    subcommands: [SyncOutboxList.self, SyncOutboxRetry.self], defaultSubcommand: SyncOutboxList.self)
}

/// `sync conflicts`: values that both sides have changed.
struct SyncConflicts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "List and resolve conflicts: values that ledger and store have both changed.",
    subcommands: [SyncConflictsList.self, SyncConflictsResolve.self], defaultSubcommand: SyncConflictsList.self)
}

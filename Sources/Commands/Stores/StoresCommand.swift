import ArgumentParser
import Extract
import Foundation
import Pipeline

/// `stores`: the shops that pipelines load documents of.
struct StoresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stores", abstract: "List, show, add, pause and test the shops that pipelines load documents of.",
    subcommands: [List.self, Show.self, StoresAdd.self, Disable.self, Enable.self, Test.self],
    defaultSubcommand: List.self)

  /// The stores file.
  struct FileOptions: ParsableArguments {
    @Option(name: .long, help: "The stores file.")
    var stores = "pipelines/stores.json"

    /// The stores in it; mistakes are shown and stop the command.
    func read() throws -> Stores {
      let checked = Stores.read(try Disk.read(stores), file: stores)
      Messages.show(checked.diagnostics)
      guard let list = checked.valid else { throw Stop(exit: .definitionInvalid) }
      return list
    }

    /// The store of a name.
    func store(named name: String) throws -> Store {
      let stores = try read()
      guard let store = stores.store(named: name) else {
        throw UnknownName.error("store", name, among: stores.list.map(\.name))
      }
      return store
    }

    /// Pauses a store or takes that back; the rest of the file stays as it is.
    func setPaused(_ isPaused: Bool, of name: String) throws -> StoreChange {
      _ = try store(named: name)
      let bytes = try Disk.read(stores)
      guard let changed = StoresEdit(bytes, file: stores)?.settingPaused(isPaused, of: name) else {
        throw StoresFailure.notChanged(stores, "it has no place for \"paused\" of \(name)")
      }
      try write(changed)
      return StoreChange(store: name, change: isPaused ? "paused" : "enabled", path: stores)
    }

    /// Writes the file anew, once what is to stand in it was read without mistakes.
    func write(_ bytes: [UInt8]) throws {
      let checked = Stores.read(bytes, file: stores)
      guard checked.valid != nil else {
        Messages.show(checked.diagnostics)
        throw StoresFailure.notChanged(stores, "it would have the mistakes that are shown above")
      }
      try Disk.write(bytes, to: stores)
    }
  }

  /// `stores list`: all stores.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the stores with what the ledger has of each.",
      discussion: """
        A store is "new" before its first run, "connected" after one that came to a good end, in "error" when the last run \
        of one of its pipelines stopped or was refused, and "paused" when nothing is run for it.
        """)

    @OptionGroup var file: FileOptions
    @OptionGroup var books: LedgerOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let states = try StoreStates(ledger: books.ledger)
      try result.print(StoreList(stores: try file.read().list.map { StoreView(store: $0, state: states[$0]) }))
    }
  }

  /// `stores show`: one store.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a store with its settings, what the ledger has of it, and what went wrong last.")

    @Argument(help: "The store.")
    var name: String

    @OptionGroup var file: FileOptions
    @OptionGroup var books: LedgerOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let store = try file.store(named: name)
      try result.print(StoreDetails(view: StoreView(store: store, state: try StoreStates(ledger: books.ledger)[store])))
    }
  }

  /// `stores disable`: no run does anything for a store.
  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Pause a store: until it is enabled again no run does anything for it; what is in the ledger stays.")

    @Argument(help: "The store.")
    var name: String

    @OptionGroup var file: FileOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws { try result.print(try file.setPaused(true, of: name)) }
  }

  /// `stores enable`: takes a pause back.
  struct Enable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take the pause of a store back.")

    @Argument(help: "The store.")
    var name: String

    @OptionGroup var file: FileOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws { try result.print(try file.setPaused(false, of: name)) }
  }

  /// `stores test`: connects to the live platform of one store, or of every store that has one.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Connect to the live platform of a store and tell what shop answers.")

    @Argument(help: "The store; default: every store that a connector can reach and that is not paused.")
    var name: String?

    @OptionGroup var file: FileOptions
    @OptionGroup var result: ResultOptions

    mutating func run() async throws {
      let stores = try file.read()
      let connected = stores.list.filter { ConnectedPlatforms.named($0.platform.rawValue) != nil && !$0.isPaused }
      let chosen = try name.map { [try file.store(named: $0)] } ?? connected
      var tests: [StoreTest] = []
      for store in chosen {
        do throws(RunFailure) {
          let shop = try await StoreConnection(store, through: LivePlatforms()).identity()
          tests.append(StoreTest(store: store.name, shop: shop, failure: nil))
        } catch {
          tests.append(StoreTest(store: store.name, shop: nil, failure: error))
        }
      }
      try result.print(StoreTests(tests: tests))
      // One action of a scheduler: what a person has to mend comes before what may be better later.
      let exits = tests.compactMap { $0.failure?.exit }
      if let exit = exits.first(where: { $0 != .sourceUnavailable }) ?? exits.first { throw Stop(exit: exit) }
    }
  }
}

/// Why the stores file was left as it is.
enum StoresFailure {
  static func notChanged(_ path: String, _ reason: String) -> RunFailure {
    RunFailure("E8904", .usage, "\(path) was not changed: \(reason)")
  }
}

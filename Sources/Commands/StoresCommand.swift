import ArgumentParser
import Extract
import Foundation
import Pipeline

/// `stores`: the shops that pipelines load documents of.
struct StoresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stores", abstract: "List the stores, or test the connection to their platforms.",
    subcommands: [List.self, Test.self], defaultSubcommand: List.self)

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
  }

  /// `stores list`: all stores.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the stores.")

    @OptionGroup var file: FileOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      result.print(StoreList(stores: try file.read().list))
    }
  }

  /// `stores test`: connects to the live platform of one store, or of every store that has one.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Connect to the live platform of a store and tell what shop answers.")

    @Argument(help: "The store; default: every store that a connector can reach.")
    var name: String?

    @OptionGroup var file: FileOptions
    @OptionGroup var result: ResultOptions

    mutating func run() async throws {
      let stores = try file.read()
      var chosen = stores.list.filter { ConnectedPlatforms.named($0.platform.rawValue) != nil }
      if let name {
        guard let store = stores.store(named: name) else {
          throw UnknownName.error("store", name, among: stores.list.map(\.name))
        }
        chosen = [store]
      }
      var tests: [StoreTest] = []
      for store in chosen {
        do throws(RunFailure) {
          let shop = try await StoreConnection(store, through: LivePlatforms()).identity()
          tests.append(StoreTest(store: store.name, shop: shop, failure: nil))
        } catch {
          tests.append(StoreTest(store: store.name, shop: nil, failure: error))
        }
      }
      result.print(StoreTests(tests: tests))
      // One action of a scheduler: what a person has to mend comes before what may be better later.
      let exits = tests.compactMap { $0.failure?.exit }
      if let exit = exits.first(where: { $0 != .sourceUnavailable }) ?? exits.first { throw Stop(exit: exit) }
    }
  }
}

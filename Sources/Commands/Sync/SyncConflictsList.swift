import ArgumentParser
import Commerce
import Formats
import Ledger
import Reports

/// `sync conflicts list`: the values that both sides have changed, and that wait for a person.
struct SyncConflictsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the conflicts that wait: both values are kept until somebody decides.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "Only those of this store.")
  var store: String?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    result.print(ConflictTable(conflicts: try LedgerReader(path: books.ledger).syncConflicts(of: store)))
  }
}

/// The conflicts, for people and programs.
private struct ConflictTable: CommandResult {
  let conflicts: [SyncConflictRecord]

  var text: String {
    guard !conflicts.isEmpty else { return "no conflict waits\n" }
    return TableText(
      header: ["conflict", "store", "product", "variant", "field", "ledger", "since (UTC)", "store's", "since (UTC)"],
      rows: conflicts.map { conflict in
        [
          String(conflict.number), conflict.store, conflict.product, conflict.variant, conflict.field,
          conflict.ledger.value ?? "", Self.time(conflict.ledger.at) ?? "", conflict.told.value ?? "",
          Self.time(conflict.told.at) ?? "",
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(conflicts) { conflict, object in
      object.member("conflict", conflict.number)
      object.member("store", conflict.store)
      object.member("product", conflict.product)
      object.member("variant", conflict.variant)
      object.member("field", conflict.field)
      object.member("ledger_value", conflict.ledger.value)
      object.member("ledger_since", Self.time(conflict.ledger.at))
      object.member("store_value", conflict.told.value)
      object.member("store_since", Self.time(conflict.told.at))
    }
  }

  private static func time(_ seconds: Int64?) -> String? { seconds.map { Instant(seconds: $0).description } }
}

import ArgumentParser
import Formats
import Ledger

/// `sync conflicts resolve`: says which side of a conflict counts.
struct SyncConflictsResolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Decide which side of a conflict counts; the other is told with the next run.",
    discussion: """
      shopledger sync conflicts resolve 3 --take store
      shopledger sync conflicts resolve 4 --take ledger
      """)

  @Argument(help: "The conflict's number, as \"sync conflicts list\" gives it.")
  var conflict: Int64

  @Option(
    name: .long, help: "Whose value counts: ledger or store.",
    transform: { text in
      guard let side = ConflictSide(rawValue: text) else {
        throw UnknownName.error("side", text, among: ConflictSide.allCases.map(\.rawValue))
      }
      return side
    })
  var take: ConflictSide

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    try ledger.resolve(conflict: conflict, taking: take, at: Now.seconds)
    try ledger.close()
    try result.print(ConflictResolved(conflict: conflict, side: take))
  }
}

/// That a conflict was resolved.
private struct ConflictResolved: CommandResult {
  let conflict: Int64
  let side: ConflictSide

  var text: String { "conflict \(conflict): the \(side.rawValue)'s value counts, and is told with the next run\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("resolved", conflict)
      object.member("taken", side.rawValue)
    }
  }
}

import ArgumentParser
import Formats
import Ledger
import Reports

/// `sync problems`: what keeps items from being exchanged, one by one.
struct SyncProblems: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problems",
    abstract: "List what keeps products and stock from being exchanged, item by item; the rest was done.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "Only those of this store.")
  var store: String?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    result.print(ProblemTable(problems: try LedgerReader(path: books.ledger).syncProblems(of: store)))
  }
}

/// The problems, for people and programs.
private struct ProblemTable: CommandResult {
  let problems: [SyncProblemRecord]

  var text: String {
    guard !problems.isEmpty else { return "everything can be exchanged\n" }
    return TableText(
      header: ["store", "of", "product", "variant", "problem", "detail"],
      rows: problems.map { [$0.store, $0.entity, $0.product, $0.variant, $0.kind, $0.detail] }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(problems) { problem, object in
      object.member("store", problem.store)
      object.member("entity", problem.entity)
      object.member("product", problem.product)
      object.member("variant", problem.variant)
      object.member("problem", problem.kind)
      object.member("detail", problem.detail)
    }
  }
}

import ArgumentParser
import Commerce
import Formats
import Ledger
import Matching
import Reports

/// `customers duplicates`: which customers are perhaps one.
struct CustomersDuplicates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "Propose which customers are one: names and addresses that are alike, with a score and its reasons.",
    discussion: """
      shopledger customers duplicates
      shopledger customers duplicates --threshold 0.95 --merge

      The score is the likelihood that both are one person, estimated from the ledger's own customers. --merge decides \
      for all that are listed; each decision can be taken back with "customers undo". A pipeline does the same each night \
      with the load stage { "use": "merge_duplicates", "from": "0.98" }.
      """)

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @Option(name: .long, help: "The least score that is listed, from 0 to 1.", transform: Self.thousandths)
  var threshold = 800

  @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
  var limit = 50

  @Flag(name: .long, help: "Decide that all that score enough are one, --limit or not.")
  var merge = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let proposals = try ledger.duplicates(from: threshold, at: Now.seconds)
    let merged = merge ? try ledger.mergeDuplicates(from: threshold, at: Now.seconds) : 0
    try ledger.close()
    try result.print(DuplicateList(proposals: Array(proposals.prefix(limit)), found: proposals.count, merged: merged))
  }

  private static func thousandths(_ text: String) throws -> Int {
    guard let number = Exact(text), let thousandths = Int(exactly: number.millionths / 1_000), 0...1_000 ~= thousandths
    else { throw ValidationError("\"\(text)\" is no number from 0 to 1 with at most three decimals") }
    return thousandths
  }
}

/// Proposals, for people and programs.
private struct DuplicateList: CommandResult {
  let proposals: [DuplicateProposal]
  let found: Int
  let merged: Int

  var text: String {
    guard found > 0 else { return "no two customers are alike\n" }
    let table = TableText(
      header: ["customer", "customer ", "score", "why"],
      rows: proposals.map {
        [
          String($0.first), String($0.second), DecimalText.text(Int64($0.score), scale: 3, atLeast: 3),
          $0.reasons.joined(separator: "; "),
        ]
      }
    ).text
    let rest = found > proposals.count ? "\(found - proposals.count) more; see --limit\n" : ""
    return table + rest + (merged > 0 ? "\(merged) decisions: each pair is one customer now\n" : "")
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("found", Int64(found))
      object.member("merged", Int64(merged))
      object.key("proposals")
      object.list(proposals) { proposal, object in
        object.key("customers")
        object.array { array in
          array.integer(proposal.first)
          array.integer(proposal.second)
        }
        object.key("score")
        object.decimal(Int64(proposal.score), exponent: 3)
        object.key("reasons")
        object.array { array in for reason in proposal.reasons { array.string(reason) } }
      }
    }
  }
}

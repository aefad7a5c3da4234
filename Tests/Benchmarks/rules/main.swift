/// Decides the supplies of a table over and over, and prints how fast that went.
import Commerce
import Foundation
import Tax

let table = EmbeddedTable(Array(try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))))
let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 5 : 5
let columns = SupplyCase.Column.allCases.map { table.header.firstIndex(of: $0.name) }
let cases = try table.rows.map { row in try SupplyCase(columns.map { $0.map { row[$0] } ?? "" }) }
let supplies = cases.map { (place: PlaceOfSupply(seller: $0.seller), facts: $0.facts) }
let decisions = 1_000_000

func processorSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

var best = Double.infinity
var taxed = 0
for _ in 0..<rounds {
  taxed = 0
  let start = processorSeconds()
  for index in 0..<decisions {
    let supply = supplies[index % supplies.count]
    if supply.place.decide(supply.facts).treatment == .taxed { taxed += 1 }
  }
  best = min(best, processorSeconds() - start)
}
print(
  "\(decisions) decisions, \(taxed) of them taxed: \(String(format: "%.2f", best)) s, "
    + "\(String(format: "%.2f", Double(decisions) / best / 1e6)) million a second")

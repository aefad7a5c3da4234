import ArgumentParser
import Commerce
import Tax

/// `rates list`: the table of rates, or what of it holds on a day.
struct RatesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rates of every territory: all there ever were, or those of a day.")

  @Option(name: .long, help: "Only rates that hold on this day, such as 2020-08-15.")
  var on: String?

  @Option(name: .long, help: "Only this category: standard, reduced, zero and so on.")
  var category: String?

  @Option(name: .long, help: ArgumentHelp("A table of own rates to lay over the program's.", valueName: "file"))
  var rates: String?

  @OptionGroup var rows: RowOptions

  mutating func run() throws {
    var options = RateOptions()
    options.on = on
    options.rates = rates
    let day = on == nil ? nil : try options.day()
    let wanted = try category.map { name in
      guard let category = RateCategory(name: name) else {
        throw UnknownName.error("category", name, among: RateCategory.allCases.map(\.name))
      }
      return category
    }
    let table = try options.table()
    var answer = AnswerTable(header: RateTable.Row.listed)
    for (row, details) in zip(table.rows, table.details) {
      guard day.map(row.days.contains) ?? true, wanted == nil || row.category == wanted else { continue }
      answer.rows.append(row.listed(details))
    }
    answer.rows.sort { ($0[0], $0[1], $0[3]) < ($1[0], $1[1], $1[3]) }
    try answer.print(as: rows.format ?? .text)
  }
}

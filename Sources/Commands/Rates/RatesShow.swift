import ArgumentParser
import Commerce
import Pipeline
import Tax

/// `rates show`: every rate of a territory on a day.
struct RatesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the rates of a territory on a day, with where they are known from.",
    discussion: """
      shopledger rates show DE --on 2020-08-15
      shopledger rates show FR --product books

      A part of a state, such as PT-20 or AT-JM, has its state's rates in the categories in which it has none of its own.
      """)

  @Argument(help: "The territory: DE, EL, XI, PT-20 and the like.")
  var territory: String

  @Option(
    name: .long,
    help: "Only the rate of a kind of product: \(ProductCategories.standard.products.joined(separator: ", ")).")
  var product: String?

  @OptionGroup var rates: RateOptions

  @OptionGroup var rows: RowOptions

  mutating func run() throws {
    guard let place = TerritoryNames.territory(territory.uppercased()) else {
      throw UnknownName.error(
        "territory", territory, among: Set(RateTable.standard.rows.map(\.territory.code)).sorted())
    }
    let day = try rates.day()
    let table = try rates.table()
    if let product { return try show(product, in: place, on: day, table) }
    var answer = AnswerTable(header: RateTable.Row.listed)
    for (row, details) in table.holding(in: place, on: day) { answer.rows.append(row.listed(details)) }
    guard !answer.rows.isEmpty else {
      let own = table.rows.filter { $0.territory == place }.map(\.days.first).min()
      throw ValidationError(
        "no rate of \(place) is tabulated for \(day)" + (own.map { "; the table of \(place) begins on \($0)" } ?? ""))
    }
    try answer.print(as: rows.format ?? .text)
  }

  private func show(_ product: String, in place: Territory, on day: CivilDate, _ table: RateTable) throws {
    let products = ProductCategories.standard
    guard products.products.contains(product) else {
      throw UnknownName.error("kind of product", product, among: products.products)
    }
    guard let row = products.row(product, in: place, on: day) else {
      Messages.line("which rate \(product) have in \(place) on \(day) is not tabulated; it is not to be guessed")
      throw Stop(exit: .publishedWithRejects)
    }
    let rate =
      table.rate(place, row.category, on: day) ?? table.rate(VATArea.standard.state(of: place), row.category, on: day)
    var answer = AnswerTable(header: ["product"] + RateTable.Row.listed)
    answer.rows = [
      [
        product, place.code, row.category.name, rate?.description ?? "", row.days.first.description,
        row.days.last.day == .max ? "" : row.days.last.description, row.details.source, row.details.confidence,
        row.details.note,
      ]
    ]
    try answer.print(as: rows.format ?? .text)
  }
}

import ArgumentParser
import Commerce
import Formats
import Ledger
import Matching

/// `materials set`: says what the ledger has of a material.
struct MaterialsSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what the ledger has of a material; stores are told with their next runs.",
    discussion: """
      shopledger materials set 17 price=12.90 "name=Mug, blue"
      shopledger materials set 17 --units 40 --at WH-001
      shopledger materials set 17 --low-stock 5

      Fields are name, description, status, category, sku, barcode and price; "description=" and "barcode=" empty one.
      """)

  @Argument(help: "The material's number, as \"materials list\" gives it.")
  var material: Int64

  @Argument(help: ArgumentHelp("What it is from now on.", valueName: "field=value"))
  var values: [String] = []

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("In what the price is: a currency, then gross or net.", valueName: "basis"))
  var basis: String?

  @Option(
    name: .long, help: "Units that were counted; with --at.",
    transform: { text in
      guard let units = Exact(text), units >= .zero else {
        throw ValidationError("--units takes a number that is not negative, not \"\(text)\"")
      }
      return units
    })
  var units: Exact?

  @Option(
    name: .long, help: ArgumentHelp("The ledger's name of the place where they were counted.", valueName: "place"))
  var at: String?

  @Option(
    name: .customLong("low-stock"),
    help: ArgumentHelp("Units at or below which every store has an alert.", valueName: "units"))
  var lowStock: Int64?

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  func validate() throws {
    guard (units == nil) == (at == nil) else { throw ValidationError("--units and --at belong together") }
    if let lowStock, lowStock < 0 { throw ValidationError("--low-stock takes a number that is not negative") }
    if let basis, !(basis.hasSuffix(" gross") || basis.hasSuffix(" net")) || Currency(String(basis.prefix(3))) == nil {
      throw ValidationError("--in takes a currency, then gross or net, as in \"EUR gross\"; not \"\(basis)\"")
    }
    if values.isEmpty, units == nil, lowStock == nil, basis == nil {
      throw ValidationError("say what the material is from now on, as in price=12.90")
    }
  }

  mutating func run() throws {
    var edit = MaterialEdit()
    for value in values {
      let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw ValidationError("a value is field=value, not \"\(value)\"") }
      guard let field = MaterialField(name: String(parts[0])) else {
        throw UnknownName.error("field", String(parts[0]), among: MaterialField.allCases.map(\.rawValue))
      }
      edit.values[field] = String(parts[1])
    }
    edit.priceBasis = basis
    if let units, let at { edit.counts[at] = units }
    edit.threshold = lowStock
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    try ledger.edit(material: material, edit, at: Now.seconds)
    try ledger.close()
    try result.print(MaterialChanged(material: material))
  }
}

/// That a material was changed.
private struct MaterialChanged: CommandResult {
  let material: Int64

  var text: String { "material \(material) is changed; stores are told with their next runs\n" }

  func write(to json: inout JSONWriter) { json.object { $0.member("changed", material) } }
}

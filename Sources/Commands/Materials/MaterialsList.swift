import ArgumentParser
import Formats
import Ledger
import Reports

/// `materials list`: the materials of a ledger.
struct MaterialsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List materials with their stores and their stock at all places together.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "Only those that this store has.")
  var store: String?

  @Option(name: .long, help: "How many.")
  var limit = 50

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    result.print(MaterialTable(materials: try reader.materials(of: store, limit: limit)))
  }
}

/// The materials, for people and programs.
private struct MaterialTable: CommandResult {
  let materials: [MaterialRecord]

  var text: String {
    guard !materials.isEmpty else { return "the ledger has no materials\n" }
    return TableText(
      header: ["material", "SKU", "name", "option", "price", "status", "stock", "stores"],
      rows: materials.map { material in
        [
          String(material.number), material.sku ?? "", material.name ?? "", material.option ?? "",
          material.price.map { "\($0) \(material.priceBasis ?? "")" } ?? "", material.status ?? "",
          material.stock.map { "\($0)" } ?? "", material.stores.joined(separator: ", "),
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) { json.list(materials) { $1.members(of: $0) } }
}

extension JSONWriter {
  /// Writes the members of a material into an object.
  mutating func members(of material: MaterialRecord) {
    member("material", material.number)
    member("family", material.family)
    member("sku", material.sku)
    member("barcode", material.barcode)
    member("name", material.name)
    member("option", material.option)
    member("price", material.price)
    member("price_basis", material.priceBasis)
    member("status", material.status)
    member("category", material.category)
    member("stock", material.stock.map { "\($0)" })
    member("stores", material.stores)
  }
}

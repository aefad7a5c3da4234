import ArgumentParser
import Formats
import Ledger
import Reports

/// `materials show`: all about one material.
struct MaterialsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a material, the articles of stores that it is, and its stock by place.")

  @Argument(help: "The material's number, as \"materials list\" gives it.")
  var material: Int64

  @OptionGroup var books: LedgerOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    guard let found = try reader.materials(number: material).first else {
      throw ValidationError("there is no material \(material); \"materials list\" has the numbers")
    }
    try result.print(
      MaterialSheet(
        material: found, links: try reader.links(ofMaterial: material), stock: try reader.materialStock(material)))
  }
}

/// A material with all that belongs to it, for people and programs.
private struct MaterialSheet: CommandResult {
  let material: MaterialRecord
  let links: [MaterialLinkRecord]
  let stock: [MaterialStockRecord]

  var text: String {
    let facts: [(String, String?)] = [
      ("SKU", material.sku), ("barcode", material.barcode), ("price", material.price), ("in", material.priceBasis),
      ("status", material.status), ("category", material.category),
      ("available in all", material.stock.map { "\($0)" }),
    ]
    var lines = ["material \(material.number): \(material.name ?? "") \(material.option ?? "")"]
    lines += facts.compactMap { name, value in value.map { "  \(name): \($0)" } }
    let articles = TableText(
      header: ["store", "product", "variant", "by", ""],
      rows: links.map { [$0.store, $0.product, $0.variant, $0.rule, $0.isGone ? "gone" : ""] }
    ).text
    let places = TableText(
      header: ["place", "units", "store", "its place", "its level", "promised"],
      rows: stock.map { level in
        [
          level.location, "\(level.quantity)", level.store ?? "", level.place ?? "",
          level.level.map { "\($0)" } ?? "", level.reserved.map { "\($0)" } ?? "",
        ]
      }
    ).text
    return lines.asLines + articles + (stock.isEmpty ? "" : places)
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      [RecordField].materials.write(material, to: &object)
      object.list("links", links) { link, object in
        object.member("store", link.store)
        object.member("product", link.product)
        object.member("variant", link.variant)
        object.member("rule", link.rule)
        object.member("gone", link.isGone)
      }
      object.list("places", stock) { level, object in
        object.member("place", level.location)
        object.member("units", "\(level.quantity)")
        object.member("store", level.store)
        object.member("store_place", level.place)
        object.member("store_level", level.level.map { "\($0)" })
        object.member("promised", level.reserved.map { "\($0)" })
      }
    }
  }
}

import ArgumentParser
import Ledger

/// `materials list`: the materials of a ledger.
struct MaterialsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List materials with their stores and their stock at all places together.")

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
  var limit = 50

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    let name = try store.checked(in: reader)
    let materials = try LimitedList(limit) { try reader.materials(of: name, limit: $0) }
    try result.print(RecordList(materials.records, orSay: "the ledger has no materials", .materials))
    materials.tell("materials")
  }
}

extension [RecordField<MaterialRecord>] {
  /// What is known of a material.
  static var materials: Self {
    [
      .number("material") { $0.number }, .number("family") { $0.family }.forPrograms,
      .text("SKU", as: "sku") { $0.sku }, .text("barcode") { $0.barcode }.forPrograms, .text("name") { $0.name },
      .text("option") { $0.option },
      .text("price") { material in material.price.map { "\($0) \(material.priceBasis ?? "")" } }.forPeople,
      .text("price") { $0.price }.forPrograms, .text("price_basis") { $0.priceBasis }.forPrograms,
      .text("status") { $0.status }, .text("category") { $0.category }.forPrograms,
      .text("stock") { $0.stock.map { "\($0)" } }, .texts("stores") { $0.stores },
    ]
  }
}

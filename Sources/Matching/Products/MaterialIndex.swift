/// Finds materials by what tells them apart.
struct MaterialIndex {
  private var bySKU: [String: [Int64]] = [:]
  private var byBarcode: [String: [Int64]] = [:]
  private var byName: [String: [Int64]] = [:]

  init(_ book: CatalogueBook) {
    for id in book.materials.keys.sorted() { add(id, of: book) }
  }

  /// Takes a material in, or in again after it changed.
  mutating func add(_ id: Int64, of book: CatalogueBook) {
    guard let material = book.materials[id] else { return }
    Self.add(id, under: material.values[.sku]?.value, to: &bySKU)
    Self.add(id, under: material.values[.barcode]?.value, to: &byBarcode)
    let name = book.families[material.family]?.values[.name]?.value
    Self.add(id, under: Self.nameKey(name, material.option), to: &byName)
  }

  private static func add(_ id: Int64, under key: String?, to index: inout [String: [Int64]]) {
    guard let key, !key.isEmpty, index[key]?.contains(id) != true else { return }
    index[key, default: []].append(id)
  }

  /// The materials of a SKU.
  func materials(ofSKU sku: String) -> [Int64] { bySKU[sku] ?? [] }
  /// The materials of a barcode.
  func materials(ofBarcode barcode: String) -> [Int64] { byBarcode[barcode] ?? [] }
  /// The materials whose name and option are the same but for spelling.
  func materials(named name: String?, option: String?) -> [Int64] {
    Self.nameKey(name, option).flatMap { byName[$0] } ?? []
  }

  private static func nameKey(_ name: String?, _ option: String?) -> String? {
    guard let name, let folded = NormalForm.name(name) else { return nil }
    return "\(folded)\u{1F}\(option.flatMap { NormalForm.name($0) } ?? "")"
  }
}

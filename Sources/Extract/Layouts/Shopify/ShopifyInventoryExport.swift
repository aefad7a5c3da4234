/// The inventory export of Shopify's admin: one row per variant and place.
///
/// Where a variant is not kept at a place its cells say `not stocked`, which is no number of units and none of zero.
struct ShopifyInventoryExport: Layout {
  let name = "shopify.inventory_export"
  let summary = "Shopify admin, Inventory > Export (CSV): one row per variant and location."
  let signature = ["Handle", "SKU", "Location", "Available (not editable)"]
  let requiredColumns = ["Handle", "Option1 Value", "SKU", "Location", "Available (not editable)"]
  let madeColumns: [String] = []
  private static let units = [
    "Incoming (not editable)", "Unavailable (not editable)", "Committed (not editable)", "Available (not editable)",
    "On hand (current)",
  ]
  let shapedColumns = Self.units
  let knownColumns =
    [
      "Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name",
      "Option3 Value", "SKU", "HS Code", "COO", "Location", "Bin name",
    ] + Self.units + ["On hand (new)"]

  private static let spellings = HeaderSpellings(
    units.map { ($0, [$0.split(separator: " (").first.map(String.init) ?? $0]) })

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    let words = ["not stocked", "Not stocked"]
    return FlatShaper(keys: [], reach: 0, PlainRows(blanks: Self.units.map { (slots[$0], words) }))
  }
}

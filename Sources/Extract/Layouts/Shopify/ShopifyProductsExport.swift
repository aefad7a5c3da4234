/// The products export of Shopify's admin, with its header of before 2025 or the one since: one row per variant or image.
///
/// What is said of the product as a whole stands on its first row. Further rows have a variant, an image, or both; a row
/// with an image alone is none of the variants.
struct ShopifyProductsExport: Layout {
  let name = "shopify.products_export"
  let summary = "Shopify admin, Products > Export (CSV): one row per variant or image, product columns on the first."
  let signature = ["Handle", "Title", "Variant SKU", "Variant Price"]
  let requiredColumns = ["Handle", "Title", "Option1 Value", "Variant SKU", "Variant Price"]
  let madeColumns: [String] = []
  private static let evidence = ["Option1 Value", "Variant SKU", "Variant Price"]
  let shapedColumns = ["Handle"] + Self.evidence

  /// The names of before 2025; those that changed have the later name beside them.
  private static let columns: [(name: String, spellings: [String])] = [
    ("Handle", ["URL handle"]), ("Title", []), ("Body (HTML)", ["Description"]), ("Vendor", []),
    ("Product Category", []), ("Type", []), ("Tags", []), ("Published", ["Published on online store"]),
    ("Option1 Name", []), ("Option1 Value", []), ("Option1 Linked To", []), ("Option2 Name", []),
    ("Option2 Value", []), ("Option2 Linked To", []), ("Option3 Name", []), ("Option3 Value", []),
    ("Option3 Linked To", []), ("Variant SKU", ["SKU"]), ("Variant Grams", ["Weight value (grams)"]),
    ("Variant Inventory Tracker", ["Inventory tracker"]), ("Variant Inventory Qty", ["Inventory quantity"]),
    ("Variant Inventory Policy", ["Continue selling when out of stock"]),
    ("Variant Fulfillment Service", ["Fulfillment service"]), ("Variant Price", ["Price"]),
    ("Variant Compare At Price", ["Compare-at price"]), ("Variant Requires Shipping", ["Requires shipping"]),
    ("Variant Taxable", ["Charge tax"]), ("Unit Price Total Measure", []), ("Unit Price Total Measure Unit", []),
    ("Unit Price Base Measure", []), ("Unit Price Base Measure Unit", []), ("Variant Barcode", ["Barcode"]),
    ("Image Src", ["Product image URL"]), ("Image Position", []), ("Image Alt Text", []), ("Gift Card", []),
    ("SEO Title", []), ("SEO Description", []), ("Variant Image", ["Variant image URL"]),
    ("Variant Weight Unit", ["Weight unit for display"]), ("Variant Tax Code", ["Tax code"]), ("Cost per item", []),
    ("Status", []),
  ]
  private static let spellings = HeaderSpellings(columns)
  let knownColumns = Self.columns.map(\.name)

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  /// Prices of markets, Google's block and metafields come and go with the shop's settings.
  func knows(_ column: String) -> Bool {
    knownColumns.contains(column) || column.contains(" / ") || column.contains("(product.metafields.")
  }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [slots["Handle"]], reach: 1, PlainRows(evidence: Self.evidence.map { slots[$0] }))
  }
}

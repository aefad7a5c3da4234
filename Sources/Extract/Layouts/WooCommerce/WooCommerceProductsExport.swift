/// The products export of WooCommerce itself: one row per product and one per variation, behind its product.
///
/// A variation is a product of its own here that names its parent by SKU or as `id:17`; one without a SKU shares that of
/// the parent elsewhere, and has none here. Headers are in the language of the site and name the shop's units; English and
/// German ones are known.
struct WooCommerceProductsExport: Layout {
  let name = "woocommerce.products_export"
  let summary = "WooCommerce, Products > Export (CSV): one row per product and per variation."
  let signature = ["ID", "Type", "SKU", "Regular price"]
  let requiredColumns = ["ID", "Type", "SKU", "Name", "Published", "Stock", "Sale price", "Regular price", "Parent"]
  static let weightUnit = "Weight unit"
  let madeColumns = [Self.weightUnit]
  let shapedColumns = ["Name", "Stock", Self.weightUnit]

  private static let columns: [(name: String, spellings: [String])] = [
    ("ID", []), ("Type", ["Typ"]), ("SKU", ["Artikelnummer"]),
    ("GTIN, UPC, EAN, or ISBN", ["GTIN, UPC, EAN oder ISBN"]), ("Name", []), ("Published", ["Veröffentlicht"]),
    ("Is featured?", ["Ist hervorgehoben?"]),
    ("Visibility in catalog", ["Visibility in catalogue", "Sichtbarkeit im Katalog"]),
    ("Short description", ["Kurzbeschreibung"]), ("Description", ["Beschreibung"]),
    ("Date sale price starts", ["Datum, an dem Angebotspreis beginnt"]),
    ("Date sale price ends", ["Datum, an dem Angebotspreis endet"]), ("Tax status", ["Steuerstatus"]),
    ("Tax class", ["Steuerklasse"]), ("In stock?", ["Vorrätig?"]), ("Stock", ["Bestand", "Lager"]),
    ("Low stock amount", ["Geringe Lagermenge"]),
    ("Backorders allowed?", ["Lieferrückstande erlaubt?", "Rückstände erlaubt?"]),
    ("Sold individually?", ["Nur einzeln verkaufen?"]), ("Weight", []), ("Length", []), ("Width", []), ("Height", []),
    ("Allow customer reviews?", ["Kundenrezensionen erlauben?", "Kundenbewertungen erlauben?"]),
    ("Purchase note", ["Hinweis zum Kauf"]), ("Sale price", ["Angebotspreis"]), ("Regular price", ["Regulärer Preis"]),
    ("Categories", ["Kategorien"]), ("Tags", ["Schlagwörter"]), ("Shipping class", ["Versandklasse"]),
    ("Images", ["Bilder"]), ("Download limit", ["Downloadlimit"]),
    ("Download expiry days", ["Ablauftage des Downloads"]), ("Parent", ["Übergeordnetes Produkt"]),
    ("Grouped products", ["Gruppierte Produkte"]), ("Upsells", ["Zusatzverkäufe"]),
    ("Cross-sells", ["Cross-Sells (Querverkäufe)"]), ("External URL", ["Externe URL"]),
    ("Button text", ["Button-Text"]), ("Position", []), ("Brands", ["Marken"]),
  ]
  /// Measures, with the words that languages have for them in front of the unit.
  private static let measures = [
    "Weight": "Weight", "Gewicht": "Weight", "Length": "Length", "Länge": "Length", "Width": "Width",
    "Breite": "Width", "Height": "Height", "Höhe": "Height",
  ]
  private static let spellings = HeaderSpellings(columns)
  private static let attributes = (1...3).flatMap { ["Attribute \($0) name", "Attribute \($0) value(s)"] }
  let knownColumns = Self.columns.map(\.name) + Self.attributes

  func column(spelt spelling: String) -> String {
    if let (measure, _) = Self.measure(spelling) { return measure }
    let words = spelling.split(separator: " ").map(String.init)
    if words.count == 3, words[0] == "Attribut", let name = ["Name": "name", "Wert(e)": "value(s)"][words[2]] {
      return "Attribute \(words[1]) \(name)"
    }
    return Self.spellings.column(spelling)
  }

  /// A measure and its unit, out of a header such as `Weight (kg)`.
  private static func measure(_ spelling: String) -> (name: String, unit: String)? {
    guard spelling.hasSuffix(")"), let open = spelling.firstIndex(of: "("),
      let name = measures[String(spelling[..<open]).trimmingSuffix(" ")]
    else { return nil }
    return (name, String(spelling[spelling.index(after: open)...].dropLast()))
  }

  /// Attributes, downloads and meta data have as many columns as the shop's products need.
  func knows(_ column: String) -> Bool {
    knownColumns.contains(column)
      || ["Attribute ", "Attribut ", "Download ", "Meta: "].contains { column.hasPrefix($0) }
  }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    let unit = file.header.compactMap { Self.measure($0) }.first { $0.name == "Weight" }?.unit ?? ""
    let writer = PlainRows(
      blanks: [(slots["Stock"], ["parent"])], names: [slots["Name"]], constants: [(slots[Self.weightUnit], unit)])
    return FlatShaper(keys: [], reach: 0, writer)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

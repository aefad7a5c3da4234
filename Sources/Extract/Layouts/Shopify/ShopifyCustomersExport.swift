/// The customers export of Shopify's admin: one row per account.
///
/// Until 2022 it had no ids and the address under shorter names. An apostrophe guards ids, telephone numbers and postcodes
/// that are digits.
struct ShopifyCustomersExport: Layout {
  let name = "shopify.customers_export"
  let summary = "Shopify admin, Customers > Export (CSV): one row per account."
  let signature = ["First Name", "Last Name", "Email", "Total Spent", "Total Orders"]
  let requiredColumns = ["First Name", "Last Name", "Email", "Default Address Country Code", "Tax Exempt"]
  let madeColumns: [String] = []
  let shapedColumns: [String] = []
  private static let columns: [(name: String, spellings: [String])] = [
    ("Customer ID", []), ("First Name", []), ("Last Name", []), ("Email", []), ("Accepts Email Marketing", []),
    ("Default Address Company", ["Company"]), ("Default Address Address1", ["Address1"]),
    ("Default Address Address2", ["Address2"]), ("Default Address City", ["City"]),
    ("Default Address Province Code", ["Province Code"]), ("Province", []),
    ("Default Address Country Code", ["Country Code"]), ("Country", []), ("Default Address Zip", ["Zip"]),
    ("Default Address Phone", []), ("Phone", []), ("Accepts SMS Marketing", []), ("Total Spent", []),
    ("Total Orders", []), ("Note", []), ("Tax Exempt", []), ("Tags", []),
  ]
  private static let spellings = HeaderSpellings(columns)
  let knownColumns = Self.columns.map(\.name)

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [], reach: 0, PlainRows())
  }
}

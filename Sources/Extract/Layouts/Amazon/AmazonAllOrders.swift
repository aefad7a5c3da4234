import Formats

/// Amazon's all-orders report, by order date or by last update: one row per item, tab-separated, without quotes.
///
/// It has no total and no person. Carriage, gift wrap and promotions are columns beside the item's price; the layout makes
/// lines of them, sums them, and tells by the sales channel whether prices include tax. Columns have come and gone over
/// the years and differ by country, so they are found by name. In files by last update the items of an order can stand
/// apart; the layout looks for them some hundreds of records further.
struct AmazonAllOrders: Layout {
  /// How many records later an order may go on.
  var span = 512

  let name = "amazon.all_orders"
  let summary =
    "Amazon, All Orders report (GET_FLAT_FILE_ALL_ORDERS_DATA_BY_…): one row per item, no total, no personal data."
  let signature = ["amazon-order-id", "purchase-date", "order-status", "item-price"]
  let requiredColumns = [
    "amazon-order-id", "purchase-date", "order-status", "sales-channel", "quantity", "currency", "item-price",
    "item-tax", "shipping-price", "shipping-tax",
  ]
  let dialects = FlatDialects.tabs
  var reach: Int? { span }

  let madeColumns = MadeColumn.all + AllOrdersColumn.made
  var shapedColumns: [String] { AllOrdersWriter.columns }

  /// The columns of 2017, and those of later years and other countries.
  let knownColumns = [
    "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status", "fulfillment-channel",
    "sales-channel", "order-channel", "url", "ship-service-level", "product-name", "sku", "asin", "number-of-items",
    "item-status", "tax-collection-model", "tax-collection-responsible-party", "quantity", "currency", "item-price",
    "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price", "gift-wrap-tax", "item-promotion-discount",
    "ship-promotion-discount", "address-type", "ship-city", "ship-state", "ship-postal-code", "ship-country",
    "promotion-ids", "payment-method-details", "item-extensions-data", "cpf", "is-business-order",
    "purchase-order-number", "price-designation", "is-sold-by-ab", "is-iba", "is-replacement-order",
    "is-exchange-order", "original-order-id", "is-buyer-requested-cancellation", "buyer-requested-cancel-reason",
    "buyer-company-name", "buyer-cst-number", "buyer-vat-number", "buyer-tax-registration-id",
    "buyer-tax-registration-country", "buyer-tax-registration-type", "licensee-name", "license-number",
    "license-state", "license-expiration-date", "signature-confirmation-recommended", "fulfilled-by",
    "order-invoice-type", "invoice-business-legal-name", "invoice-business-address", "invoice-business-tax-id",
    "invoice-business-tax-office", "is-amazon-invoiced", "vat-exclusive-item-price", "vat-exclusive-shipping-price",
    "vat-exclusive-giftwrap-price", "shipped-by-amazon-tax",
  ]

  private static let spellings = HeaderSpellings([
    ("quantity", ["quantity-purchased"]), ("fulfillment-channel", ["fulfilment-channel"]),
    ("item-price", ["item price"]), ("merchant-order-id", ["merchant order-id"]),
  ])

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func reaching(_ reach: Int) -> any Layout { AmazonAllOrders(span: reach) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [slots["amazon-order-id"]], reach: span, AllOrdersWriter(slots))
  }
}

/// The dialects of Amazon's files.
enum FlatDialects {
  /// Tabs without quotes first: titles hold bare inch marks. Files that a spreadsheet has saved have commas or
  /// semicolons, and quotes then.
  static let tabs = [unquotedTabs, CSVDialect(delimiter: ","), CSVDialect(delimiter: ";")]
  /// Commas with quotes first.
  static let commas = [CSVDialect(delimiter: ","), CSVDialect(delimiter: ";"), CSVDialect(delimiter: "\t")]

  private static let unquotedTabs: CSVDialect = {
    var dialect = CSVDialect(delimiter: "\t")
    dialect.quote = nil
    return dialect
  }()
}

/// Columns that the layout makes beside those of its lines.
enum AllOrdersColumn {
  /// The currency of the order, or of its sales channel while the order has none.
  static let currency = "Order currency"
  /// What the seller sold for, with the seller's tax; blank while no price is set.
  static let total = "Order total"
  /// The tax that the seller owes; blank where the report leaves open what it is.
  static let tax = "Order tax"
  /// What the tax is called that Amazon collects as a marketplace, in no amount of the lines; blank where it does not.
  static let withheldTitle = "Marketplace tax title"
  /// How much that is.
  static let withheld = "Marketplace tax"

  /// All of them.
  static let made = [
    currency, total, tax, withheldTitle, withheld, MadeColumn.lineTax, MadeColumn.lineRate,
    MadeColumn.lineIsMarketplaces,
  ]
}

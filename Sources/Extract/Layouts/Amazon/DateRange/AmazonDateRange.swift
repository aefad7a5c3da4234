/// Amazon's date-range transaction report from Seller Central, in the languages of its marketplaces.
///
/// The header is found behind any preamble by what it says. Its language tells how amounts and dates are written; the
/// preamble, or else the language, tells the currency. Orders, refunds and fees become documents whose fees are lines
/// that are no supply, so that the report's own total is what their lines add up to; transfers to the bank are left out and
/// counted. The report names no country: the marketplace's is taken. It tells of the same sales as the order and tax
/// reports, so only one of them belongs in a ledger.
struct AmazonDateRange: Layout {
  /// How many records later a document may go on.
  var span = 64

  let name = "amazon.date_range"
  let summary =
    "Amazon, date range transaction report from Seller Central, in twelve languages: sales, refunds and fees with totals."
  let signature = ["date/time", "type", "total"]
  let requiredColumns = ["date/time", "type", "order id", "product sales", "selling fees", "other", "total"]
  let dialects = FlatDialects.commas
  var reach: Int? { span }

  let madeColumns = MadeColumn.all + Made.all
  var shapedColumns: [String] { DateRangeWriter.columns }
  let knownColumns = DateRangeColumns.all.map(\.name)

  func column(spelt spelling: String) -> String { DateRangeColumns.spellings.column(spelling) }

  func reaching(_ reach: Int) -> any Layout { AmazonDateRange(span: reach) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(
      keys: DateRangeWriter.keys.map { slots[$0] }, reach: span,
      DateRangeWriter(slots, DateRangeLanguage.of(file.header), preamble: file.preamble))
  }

  /// Names of the columns that the layout makes beside those of its lines.
  enum Made {
    /// The order or settlement, with what the document is and its time.
    static let id = "Document id"
    /// `sale`, `refund`, `adjustment`, or a word of the report that is none of them.
    static let kind = "Document kind"
    /// The order that a refund refunds.
    static let refunds = "Refunds"
    /// The date and time as ISO 8601.
    static let posted = "Posted at"
    /// The currency of the report, else the marketplace's.
    static let currency = "Document currency"
    /// The country of the marketplace.
    static let country = "Marketplace country"
    /// The report's own total of the rows.
    static let total = "Document total"
    /// The tax that the seller owes; blank where the report leaves it in the prices.
    static let tax = "Document tax"
    /// `true` where Amazon withholds all the tax.
    static let isMarketplaces = "Marketplace collects"
    /// What the tax is called that Amazon withholds; blank where it withholds none.
    static let withheldTitle = "Marketplace tax title"
    /// How much that is.
    static let withheld = "Marketplace tax"

    /// All of them.
    static let all = [
      id, kind, refunds, posted, currency, country, total, tax, isMarketplaces, withheldTitle, withheld,
      MadeColumn.lineTax, MadeColumn.lineRate, MadeColumn.lineIsMarketplaces,
    ]
  }
}

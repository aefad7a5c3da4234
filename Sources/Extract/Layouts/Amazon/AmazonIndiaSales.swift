import Columns
import Commerce

/// The sale report that sellers on Amazon.in work with: one row per item, an amount with GST, and a status that follows
/// the parcel.
///
/// Amounts of cancelled rows are no sale, whether they are blank or not. The report states no tax. Dates are written month
/// first with two digits of the year, as in `04-30-22`, which the layout turns into ISO 8601.
struct AmazonIndiaSales: Layout {
  /// How many records later an order may go on.
  var span = 512

  let name = "amazon.india_sales"
  let summary =
    "Amazon.in, sale report of a seller: one row per item, amounts with GST, thirteen statuses of the parcel."
  let signature = ["Order ID", "Status", "Fulfilment", "Qty", "Amount", "Courier Status"]
  let requiredColumns = ["Order ID", "Date", "Status", "Sales Channel", "SKU", "Qty", "currency", "Amount"]
  let dialects = FlatDialects.commas
  var reach: Int? { span }

  let madeColumns = MadeColumn.all + Made.all
  var shapedColumns: [String] { Writer.columns }

  let knownColumns = [
    "index", "Order ID", "Date", "Status", "Fulfilment", "Sales Channel", "ship-service-level", "Style", "SKU",
    "Category", "Size", "ASIN", "Courier Status", "Qty", "currency", "Amount", "ship-city", "ship-state",
    "ship-postal-code", "ship-country", "promotion-ids", "B2B", "fulfilled-by", "Unnamed: 22",
  ]

  /// Capitals and blanks at the ends, as in `Sales Channel `, make no difference.
  private static let spellings = HeaderSpellings(
    [
      "Order ID", "Date", "Status", "Fulfilment", "Sales Channel", "SKU", "Qty", "currency", "Amount", "Courier Status",
    ].map { ($0, []) } + [("Qty", ["quantity"])])

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func reaching(_ reach: Int) -> any Layout { AmazonIndiaSales(span: reach) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [slots["Order ID"]], reach: span, Writer(slots))
  }

  /// Names of the columns that the layout makes beside those of its lines.
  enum Made {
    /// The day of the order as ISO 8601.
    static let day = "Order day"
    /// The status of the order: that of its first row which is not cancelled.
    static let status = "Order status"
    /// The currency; rupees where a cancelled row leaves it out.
    static let currency = "Order currency"
    /// The sum of the rows that are not cancelled.
    static let total = "Order total"

    /// Always blank: the report does not tell the GST in its amounts.
    static let tax = "Order tax"

    /// All of them.
    static let all = [day, status, currency, total, tax]
  }

  /// Writes the orders.
  private struct Writer: DocumentWriter {
    private static let parts = [MonetaryPart("Amount", "goods", isMain: true)]
    /// The columns that it reads or writes.
    static let columns =
      PartsWriter.columns(parts, title: "Category", quantity: "Qty")
      + ["Order ID", "Date", "Status", "currency"] + Made.all

    private var lines: PartsWriter
    private let date, status, currency, amount: Int
    private let day, madeStatus, madeCurrency, total: Int
    private var zero = TextRange.empty
    private var rupees = TextRange.empty

    init(_ slots: ColumnSlots) {
      lines = PartsWriter(Self.parts, title: "Category", quantity: "Qty", cleared: [], slots)
      date = slots["Date"]
      status = slots["Status"]
      currency = slots["currency"]
      amount = slots[MadeColumn.lineAmount]
      day = slots[Made.day]
      madeStatus = slots[Made.status]
      madeCurrency = slots[Made.currency]
      total = slots[Made.total]
    }

    mutating func begin(_ spread: inout DocumentSpread) {
      lines.begin(&spread)
      zero = spread.write("0")
      rupees = spread.write("INR")
    }

    mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
      let added = lines.addLines(records, to: &spread)
      let head = spread.firstLine
      var sum: Exact? = .zero
      var status = spread[head, self.status]
      for line in added.map(\.line).reversed() {
        if spread.says(spread[line, self.status], "Cancelled") {
          spread[line, amount] = zero
        } else {
          status = spread[line, self.status]
        }
        sum = spread.number(spread[line, amount]).flatMap { sum?.adding($0) }
      }
      spread[head, madeStatus] = status
      let stated = spread[head, currency]
      spread[head, madeCurrency] = stated.isEmpty ? rupees : stated
      if let sum { spread[head, total] = spread.write(sum.description(decimals: 2)) }
      let written = spread[head, date]
      spread[head, day] = Self.iso(spread.string(written)).map { spread.write($0) } ?? written
      spread.endDocument()
    }

    /// The day of `04-30-22`; `nil` for another form.
    private static func iso(_ text: String) -> String? {
      let parts = text.split(separator: "-")
      guard parts.count == 3, parts.allSatisfy({ $0.count == 2 && Int($0) != nil }) else { return nil }
      return "20\(parts[2])-\(parts[0])-\(parts[1])"
    }
  }
}

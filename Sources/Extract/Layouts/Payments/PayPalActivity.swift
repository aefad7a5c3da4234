/// PayPal's activity download: one row per transaction of the account, newest or oldest first.
///
/// PayPal pays out when the seller asks it to, so no row says which payout it is in: the document is a day of the account
/// in one currency, a transfer to the bank a line of it. Only rows that change the balance count. Which columns there are
/// beside the required ones is chosen in the account's settings; numbers and days are written as its language writes them.
struct PayPalActivity: Layout {
  let name = "paypal.activity"
  let summary = "PayPal, Reports > Activity download (CSV): one row per transaction, grouped by day and currency."
  let signature = ["Date", "TimeZone", "Type", "Gross", "Fee", "Net", "Transaction ID", "Balance Impact"]
  let requiredColumns = [
    "Date", "Type", "Currency", "Gross", "Fee", "Net", "Transaction ID", "Balance Impact",
  ]
  var reach: Int? = 10_000
  let madeColumns = Made.all
  var shapedColumns: [String] { PayPalActivityWriter.columns }
  let knownColumns = [
    "Date", "Time", "TimeZone", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "From Email Address",
    "To Email Address", "Transaction ID", "Shipping Address", "Address Status", "Item Title", "Item ID",
    "Shipping and Handling Amount", "Insurance Amount", "Sales Tax", "Option 1 Name", "Option 1 Value",
    "Option 2 Name", "Option 2 Value", "Reference Txn ID", "Invoice Number", "Custom Number", "Quantity", "Receipt ID",
    "Balance", "Address Line 1", "Address Line 2/District/Neighborhood", "Town/City",
    "State/Province/Region/County/Territory/Prefecture/Republic", "Zip/Postal Code", "Country",
    "Contact Phone Number", "Subject", "Note", "Country Code", "Balance Impact",
  ]

  func reaching(_ reach: Int) -> any Layout {
    var layout = self
    layout.reach = reach
    return layout
  }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(
      keys: ["Date", "Currency"].map { slots[$0] }, reach: reach ?? 1, PayPalActivityWriter(slots))
  }

  /// Names of the columns that the layout makes: amounts with a decimal point.
  enum Made {
    /// The amount before PayPal's fee.
    static let gross = "Gross amount"
    /// The fee, positive for what PayPal keeps; the file writes it the other way.
    static let fee = "Fee kept"
    /// What the transaction changes the balance by.
    static let net = "Net amount"

    /// All of them.
    static let all = [gross, fee, net]
  }
}

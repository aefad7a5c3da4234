/// The transactions export of Shopify Payments: one row per charge, refund or adjustment, in the order of time.
///
/// The rows of a payout are its document; those that are in no payout yet are one together, which the next export replaces.
/// Early exports have no payout ids, so a payout is known by its date there.
struct ShopifyPaymentTransactions: Layout {
  let name = "shopify.payment_transactions"
  let summary = "Shopify Payments, Transactions > Export (CSV): one row per transaction, grouped by payout."
  var reach: Int? = 10_000
  let signature = ["Transaction Date", "Type", "Payout Status", "Amount", "Fee", "Net"]
  let requiredColumns = [
    "Transaction Date", "Type", "Order", "Payout Status", "Payout Date", "Amount", "Fee", "Net", "Currency",
  ]
  let madeColumns: [String] = []
  let shapedColumns = ["Payout ID", "Payout Date", "Currency"]
  let knownColumns = [
    "Transaction Date", "Type", "Order", "Card Brand", "Card Source", "Payout Status", "Payout Date", "Payout ID",
    "Available On", "Amount", "Fee", "Net", "Checkout", "Payment Method Name", "Presentment Amount",
    "Presentment Currency", "Currency", "VAT", "Business Entity Name", "Business Entity ID",
  ]

  func reaching(_ reach: Int) -> any Layout {
    var layout = self
    layout.reach = reach
    return layout
  }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: shapedColumns.map { slots[$0] }, reach: reach ?? 1, PlainRows())
  }
}

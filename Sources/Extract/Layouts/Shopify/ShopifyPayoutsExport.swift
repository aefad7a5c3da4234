/// The payouts export of Shopify Payments: one row per payout, its parts in columns with their signs.
///
/// The total is the sum of the parts; a payout of which it is not is refused. The export gives payouts no id.
struct ShopifyPayoutsExport: Layout {
  let name = "shopify.payouts_export"
  let summary = "Shopify Payments, Payouts > Export (CSV): one row per payout, sums by kind."
  let signature = ["Payout Date", "Charges", "Refunds", "Adjustments", "Total"]
  let requiredColumns = [
    "Payout Date", "Status", "Charges", "Refunds", "Adjustments", "Reserved Funds", "Fees", "Retried Amount", "Total",
    "Currency",
  ]
  let madeColumns = MadeColumn.all
  private static let parts = [
    MonetaryPart("Charges", "sale", title: .words("charges"), isMain: true),
    MonetaryPart("Refunds", "refund", title: .words("refunds")),
    MonetaryPart("Adjustments", "adjustment", title: .words("adjustments")),
    MonetaryPart("Marketplace Sales Tax", "tax", title: .words("marketplace sales tax")),
    MonetaryPart("Advances", "other", title: .words("advances")),
    MonetaryPart("Reserved Funds", "reserve", title: .words("reserved funds")),
    MonetaryPart("Fees", "fee", title: .words("fees")),
    MonetaryPart("Retried Amount", "payout_return", title: .words("retried amount")),
  ]
  let shapedColumns = PartsWriter.columns(Self.parts, title: nil, quantity: nil)
  let knownColumns = [
    "Payout Date", "Status", "Charges", "Refunds", "Adjustments", "Marketplace Sales Tax", "Advances",
    "Reserved Funds", "Fees", "Retried Amount", "Total", "Currency", "Bank Reference",
  ]

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [], reach: 0, PartsWriter(Self.parts, title: nil, quantity: nil, cleared: [], slots))
  }
}

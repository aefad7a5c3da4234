/// The orders table of WooCommerce's own Analytics: a summary, one row per order and one per refund.
///
/// It has no tax, no carriage, no country and no currency but the mark of a formatted amount, so it tells net sales and
/// nothing that a tax report could use. Refunds are rows of the order's number with their own date; what tells them from
/// the sale is that nothing was sold. Shops of before version 9 call the net amount `N. Revenue`.
struct AnalyticsOrders: Layout {
  let name = "woocommerce.analytics_orders"
  let summary = "WooCommerce, Analytics > Orders > Download: net sales by order, without tax, country or carriage."
  let signature = ["Date", "Order #", "N. Revenue (formatted)", "Items sold"]
  let requiredColumns = [
    "Date", "Order #", "N. Revenue (formatted)", "Status", "Product(s)", "Items sold", "Net Sales",
  ]
  let madeColumns = AnalyticsOrdersWriter.made
  let shapedColumns =
    ["Date", "Order #", "N. Revenue (formatted)", "Product(s)", "Items sold", "Net Sales"] + AnalyticsOrdersWriter.made
  let knownColumns = [
    "Date", "Order #", "N. Revenue (formatted)", "Status", "Customer", "Customer type", "Product(s)", "Items sold",
    "Coupon(s)", "Net Sales", "Attribution",
  ]
  private static let spellings = HeaderSpellings([("Net Sales", ["N. Revenue"])])

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [], reach: 0, AnalyticsOrdersWriter(slots))
  }
}

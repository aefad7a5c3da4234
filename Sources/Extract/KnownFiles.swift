/// Files that people take for one another, by the columns that only they have.
enum KnownFiles {
  private static let files: [(name: String, columns: [String])] = [
    ("shopify.orders_export", ["Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Lineitem price"]),
    ("Shopify's customers export", ["First Name", "Last Name", "Email", "Total Spent", "Total Orders"]),
    ("Shopify's customers export", ["First Name", "Last Name", "Accepts Email Marketing"]),
    ("Shopify's products export", ["Handle", "Title", "Variant SKU"]),
    ("Shopify's products export", ["URL handle", "Title", "SKU"]),
    ("Shopify's inventory export", ["Handle", "Title", "HS Code", "COO", "Location"]),
    ("Shopify's payment transactions export", ["Transaction Date", "Payout Status", "Amount", "Fee", "Net"]),
    ("Shopify's payouts export", ["Payout Date", "Charges", "Refunds", "Adjustments", "Total"]),
    ("WooCommerce's analytics orders export", ["Date", "Order #", "Net Sales"]),
    ("WooCommerce's products export", ["ID", "Type", "SKU", "Regular price"]),
    ("an Amazon settlement report", ["settlement-id", "settlement-start-date", "deposit-date"]),
    ("an Amazon orders report", ["amazon-order-id", "merchant-order-id", "purchase-date"]),
    ("an Amazon VAT transactions report", ["UNIQUE_ACCOUNT_IDENTIFIER", "TRANSACTION_TYPE"]),
  ]

  /// What a header looks like; the first file all of whose columns it has.
  static func likely(_ header: [String]) -> String? {
    if let file = files.first(where: { $0.columns.allSatisfy(header.contains) }) { return file.name }
    // It has the columns of an order, but nothing of what becomes of one.
    let isCheckout = ["Accepts Marketing", "Shipping Method", "Lineitem name"].allSatisfy(header.contains)
    return isCheckout ? "Shopify's abandoned checkouts export" : nil
  }
}

import Commerce

/// The export of AlgolPlus's "Advanced Order Export for WooCommerce": one row per item, the order's columns on every row.
///
/// Merchants choose its columns, so they go by their names; these are its default ones and those of its older default. It
/// tells neither currency nor rates of tax nor fees, rounds the price of an item to the cent, and counts of each item only
/// what was not given back since. So the goods are what subtotal and discount say, and what is missing between goods,
/// carriage, tax and the total is a line of fees, with a finding; a refund is known by its sum alone.
struct AdvancedOrderExport: DatesRefunds {
  let name = "woocommerce.advanced_order_export"
  let summary = "WooCommerce, AlgolPlus's Advanced Order Export: one row per item, order columns on every row."
  var refundDate: CivilDate?
  let signature = ["Order Number", "Order Status", "Order Total Amount", "Item Name", "Quantity (- Refund)"]
  let requiredColumns = [
    "Order Number", "Order Status", "Order Date", "Cart Discount Amount", "Order Subtotal Amount",
    "Order Shipping Amount", "Order Refund Amount", "Order Total Amount", "Order Total Tax Amount",
    "Quantity (- Refund)", "Item Cost",
  ]
  let madeColumns = OrderColumns.all
  let shapedColumns =
    [
      "Order Number", "Order Date", "Cart Discount Amount", "Order Subtotal Amount", "Shipping Method Title",
      "Order Shipping Amount", "Order Refund Amount", "Order Total Amount", "Order Total Tax Amount", "SKU",
      "Item Name", "Quantity (- Refund)", "Item Cost", "First Name (Billing)", "Last Name (Billing)",
      "Address 1&2 (Billing)", "Postcode (Billing)", "City (Billing)", "State Code (Billing)",
      "Country Code (Billing)", "First Name (Shipping)", "Last Name (Shipping)", "Address 1&2 (Shipping)",
      "Postcode (Shipping)", "City (Shipping)", "State Code (Shipping)", "Country Code (Shipping)",
    ] + OrderColumns.all

  /// `Order Currency` is none of the default columns, yet one that an importer should be given.
  let knownColumns = [
    "Order Number", "Order Status", "Order Date", "Order Currency", "Customer Note", "First Name (Billing)",
    "Last Name (Billing)", "Company (Billing)", "Address 1&2 (Billing)", "City (Billing)", "State Code (Billing)",
    "Postcode (Billing)", "Country Code (Billing)", "Email (Billing)", "Phone (Billing)", "First Name (Shipping)",
    "Last Name (Shipping)", "Address 1&2 (Shipping)", "City (Shipping)", "State Code (Shipping)",
    "Postcode (Shipping)", "Country Code (Shipping)", "Payment Method Title", "Coupons Used", "Cart Discount Amount",
    "Cart Discount Amount(inc. tax)", "Order Subtotal Amount", "Shipping Method Title", "Order Tax Amount",
    "Order Shipping Amount", "Order Refund Amount", "Order Total Amount", "Order Total Tax Amount", "Total items",
    "Total products", "SKU", "Item #", "Item Name", "Name", "Product Variation", "Quantity", "Quantity (- Refund)",
    "Item Cost", "Order Line (w/o tax)", "Order Line Tax", "Order Line Total", "Order Line Total Refunded",
    "Order Line Total (- Refund)", "Image URL", "Coupon Code", "Discount Amount", "Discount Amount Tax",
  ]

  /// The older default calls an item's name otherwise.
  private static let spellings = HeaderSpellings([("Item Name", ["Name"])])

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(
      keys: [slots["Order Number"]], reach: 1,
      AdvancedOrderWriter(slots, refundDate: refundDate.map { "\($0) 00:00" }))
  }
}

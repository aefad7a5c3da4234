/// The orders export of WebToffee's "Order Export & Order Import" for WooCommerce, and of its Import Export Suite.
///
/// One row per order: its lines stand in as many columns `line_item_1`, `line_item_2` … as the longest order of the file
/// has, taxes, fees and refunds in one cell each. It states amounts without tax, the tax by rate, and every refund with
/// its date; of a refund's lines it tells what was given back of each line of goods, never of carriage or fees.
struct WebToffeeOrders: Layout {
  let name = "woocommerce.webtoffee"
  let summary = "WooCommerce, WebToffee's Order Export: one row per order, items and taxes packed into cells."
  let signature = ["order_id", "order_currency", "wt_import_key", "tax_items"]
  let requiredColumns = [
    "order_id", "order_date", "status", "shipping_total", "shipping_tax_total", "fee_total", "tax_total", "order_total",
    "order_currency", "tax_items", "fee_items", "refund_items", "line_item_1",
  ]
  let madeColumns = OrderColumns.all
  let shapedColumns =
    [
      "order_id", "order_date", "order_total", "tax_total", "shipping_total", "shipping_tax_total", "shipping_method",
      "fee_total", "fee_tax_total", "customer_id", "tax_items", "shipping_items", "fee_items",
      "refund_items",
    ] + DestinationSlots.columns("shipping_", "billing_") + OrderColumns.all

  /// The columns of version 2.7.4; the meta columns are those by which plugins keep the buyer's VAT number.
  let knownColumns =
    [
      "order_id", "order_number", "order_date", "paid_date", "status", "shipping_total", "shipping_tax_total",
      "fee_total", "fee_tax_total", "tax_total", "cart_discount", "order_discount", "discount_total", "order_total",
      "order_subtotal", "order_key", "order_currency", "payment_method", "payment_method_title", "transaction_id",
      "customer_ip_address", "customer_user_agent", "shipping_method", "customer_id", "customer_user", "customer_email",
      "billing_first_name", "billing_last_name", "billing_company", "billing_email", "billing_phone",
      "billing_address_1", "billing_address_2", "billing_postcode", "billing_city", "billing_state", "billing_country",
      "shipping_first_name", "shipping_last_name", "shipping_company", "shipping_phone", "shipping_address_1",
      "shipping_address_2", "shipping_postcode", "shipping_city", "shipping_state", "shipping_country",
      "customer_note", "wt_import_key", "tax_items", "shipping_items", "fee_items", "coupon_items", "refund_items",
      "order_notes", "download_permissions",
    ]
    + [
      "_billing_vat_number", "_vat_number", "vat_number", "_billing_eu_vat_number", "VAT Number", "_billing_vat_id",
      "_shipping_vat_id", "billing_vat", "yweu_billing_vat", "_billing_eu_vat", "_billing_dic_dph", "_billing_dic",
    ].map { "meta:\($0)" }

  /// Whether the column holds a line of an order, by itself or taken apart.
  private static func isItem(_ column: String) -> Bool {
    column.hasPrefix("line_item_") || column.hasPrefix("Product Item ")
  }

  func knows(_ column: String) -> Bool {
    knownColumns.contains(column) || column.hasPrefix("meta:") || Self.isItem(column)
  }

  func shapedColumns(in header: [String]) -> [String] {
    shapedColumns + header.filter { $0.hasPrefix("line_item_") }
  }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [], reach: 0, WebToffeeWriter(slots))
  }
}

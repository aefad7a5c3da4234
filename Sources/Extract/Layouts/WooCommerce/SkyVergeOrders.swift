import Commerce

/// The orders export of SkyVerge's "Customer/Order/Coupon Export" for WooCommerce, in its two default formats: one row per
/// order with the items packed into one cell, and one row per item with the order's columns repeated.
///
/// Amounts are without tax, and the tax is stated by rate, though the rate only in the words that the merchant gave it. The
/// format of one row per order tells every refund with its id and date; that of one row per item only their sum. Both say of
/// each line of goods what was given back. The vendor may move columns, but does not rename them.
struct SkyVergeOrders: DatesRefunds {
  let name = "woocommerce.skyverge"
  let summary = "WooCommerce, SkyVerge's Customer/Order/Coupon Export (CSV), one row per order or one per item."
  var refundDate: CivilDate?
  let signature = ["order_id", "order_currency", "tax_items", "download_permissions_granted"]
  let requiredColumns = [
    "order_id", "date", "status", "shipping_total", "shipping_tax_total", "fee_total", "tax_total", "order_total",
    "refunded_total", "order_currency", "shipping_items", "fee_items", "tax_items",
  ]
  let madeColumns = OrderColumns.all
  let shapedColumns =
    [
      "order_id", "date", "order_total", "tax_total", "shipping_total", "shipping_tax_total", "shipping_method",
      "fee_total", "refunded_total", "customer_id", "line_items", "shipping_items", "fee_items", "tax_items", "refunds",
      "item_name", "item_sku", "item_quantity", "item_total", "item_total_tax", "item_refunded",
    ] + DestinationSlots.columns("shipping_", "billing_") + OrderColumns.all

  /// The columns of both formats; `vat_number` is an option of the export.
  let knownColumns = [
    "order_id", "order_number", "order_number_formatted", "date", "status", "shipping_total", "shipping_tax_total",
    "fee_total", "fee_tax_total", "tax_total", "discount_total", "order_total", "refunded_total", "order_currency",
    "payment_method", "shipping_method", "customer_id", "billing_first_name", "billing_last_name", "billing_company",
    "vat_number", "billing_email", "billing_phone", "billing_address_1", "billing_address_2", "billing_postcode",
    "billing_city", "billing_state", "billing_country", "shipping_first_name", "shipping_last_name",
    "shipping_address_1", "shipping_address_2", "shipping_postcode", "shipping_city", "shipping_state",
    "shipping_country", "shipping_company", "customer_note", "line_items", "item_id", "item_product_id", "item_name",
    "item_sku", "item_price", "item_quantity", "item_subtotal", "item_subtotal_tax", "item_total", "item_total_tax",
    "item_refunded", "item_refunded_qty", "item_meta", "shipping_items", "fee_items", "tax_items", "coupon_items",
    "refunds", "order_notes", "download_permissions_granted",
  ]

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(
      keys: [slots["order_id"]], reach: 1,
      SkyVergeWriter(
        slots, refundDate: refundDate.map { "\($0) 00:00:00" }, tellsRefunds: file.header.contains("refunds")))
  }
}

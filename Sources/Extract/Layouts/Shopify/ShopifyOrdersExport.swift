import Columns
import Commerce
import Formats

/// The orders export of Shopify's admin, in all its vintages: one row per line item, order columns on the first row.
///
/// Shipping, discount, duties and refunds are columns of the order; the layout makes a line of each, and of a refund a
/// document of its own that repeats the order's lines with the opposite sign. The export tells of a refund only its sum,
/// so a partial refund is spread over the lines, which the made column `Estimated` says.
struct ShopifyOrdersExport: DatesRefunds {
  static let name = "shopify.orders_export"
  /// The date of all refunds; `nil` for that of the sale, with a finding.
  var refundDate: CivilDate?

  var name: String { Self.name }
  let summary = "Shopify admin, Orders > Export (CSV): one row per line item, order columns on an order's first row."
  let signature = ["Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Lineitem price"]
  let requiredColumns = [
    "Name", "Financial Status", "Currency", "Shipping", "Taxes", "Total", "Discount Amount", "Created at",
    "Lineitem quantity", "Lineitem name", "Lineitem price",
  ]
  let madeColumns = ["Document kind", "Line kind", "Refunds", "Estimated"]
  let shapedColumns = [
    "Name", "Id", "Currency", "Shipping", "Shipping Method", "Discount Amount", "Discount Code", "Duties", "Total",
    "Refunded Amount", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku",
    "Created at", "Document kind", "Line kind", "Refunds", "Estimated",
  ]

  /// The 79 columns of the exports of 2023 to 2026; earlier vintages lack some, the order never changed.
  let knownColumns = [
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price", "Lineitem sku",
    "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip", "Billing Province",
    "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street", "Shipping Address1", "Shipping Address2",
    "Shipping Company", "Shipping City", "Shipping Zip", "Shipping Province", "Shipping Country", "Shipping Phone",
    "Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level", "Source",
    "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value", "Tax 3 Name", "Tax 3 Value",
    "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value", "Phone", "Receipt Number", "Duties",
    "Billing Province Name", "Shipping Province Name", "Payment ID", "Payment Terms Name", "Next Payment Due At",
    "Payment References",
  ]

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    ShopifyOrderShaper(slots, refundDate: refundDate)
  }
}

/// Amazon's report of the stock in its warehouses: one row per article and condition, and no place.
struct AmazonFBAInventory: Layout {
  let name = "amazon.fba_inventory"
  let summary =
    "Amazon, FBA inventory report (GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA and …_ALL_…): stock by article."
  let signature = ["sku", "fnsku", "asin", "afn-fulfillable-quantity"]
  let requiredColumns = ["sku", "fnsku", "afn-fulfillable-quantity"]
  let dialects = FlatDialects.tabs
  let cutsEmptyCells = true
  let madeColumns: [String] = []
  let shapedColumns: [String] = []

  let knownColumns = [
    "sku", "fnsku", "asin", "product-name", "condition", "your-price", "mfn-listing-exists",
    "mfn-fulfillable-quantity", "afn-listing-exists", "afn-warehouse-quantity", "afn-fulfillable-quantity",
    "afn-unsellable-quantity", "afn-reserved-quantity", "afn-total-quantity", "per-unit-volume",
    "afn-inbound-working-quantity", "afn-inbound-shipped-quantity", "afn-inbound-receiving-quantity",
    "afn-researching-quantity", "afn-reserved-future-supply", "afn-future-supply-buyable",
    "afn-fulfillable-quantity-local", "afn-fulfillable-quantity-remote", "afn-fc-transfer-quantity",
    "afn-onhand-buyable-quantity", "store",
  ]

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [], reach: 0, RecordWriter())
  }
}

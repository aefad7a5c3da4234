import Columns

/// Amazon's report of goods that buyers sent back to its warehouses: one row per unit or units, no money.
///
/// The number plate of a unit names the return; rows without one are named by order, article and time, so that rows that
/// are alike in all three are one return of several lines.
struct AmazonFBAReturns: Layout {
  let name = "amazon.fba_returns"
  let summary =
    "Amazon, FBA customer returns report (GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA): goods that came back, no money."
  let signature = ["return-date", "order-id", "fulfillment-center-id", "detailed-disposition"]
  let requiredColumns = ["return-date", "order-id", "sku", "quantity"]
  let dialects = FlatDialects.tabs
  let cutsEmptyCells = true
  let madeColumns = [Self.id]
  var shapedColumns: [String] { [Self.plate] + Self.names + madeColumns }

  let knownColumns = [
    "return-date", "order-id", "sku", "asin", "fnsku", "product-name", "quantity", "fulfillment-center-id",
    "detailed-disposition", "reason", "status", "license-plate-number", "customer-comments",
  ]

  /// The id of the return.
  static let id = "Return id"
  private static let plate = "license-plate-number"
  private static let names = ["order-id", "sku", "return-date"]

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    let names = Self.names.map { slots[$0] }
    return FlatShaper(
      keys: names + [slots[Self.plate]], reach: 1,
      Writer(id: slots[Self.id], plate: slots[Self.plate], names: names))
  }

  /// Names the returns.
  private struct Writer: DocumentWriter {
    let id, plate: Int
    let names: [Int]

    mutating func begin(_ spread: inout DocumentSpread) {}

    mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
      for record in records {
        let line = spread.addLine(of: Int(record))
        var name = spread[line, plate]
        if name.isEmpty { name = spread.write(names.map { spread.string(spread[line, $0]) }.joined(separator: "/")) }
        spread[line, id] = name
      }
      spread.endDocument()
    }
  }
}

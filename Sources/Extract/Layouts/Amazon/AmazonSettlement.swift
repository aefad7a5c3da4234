/// Amazon's settlement report, the flat file of version 2 and that of version 1: what a payout is made of.
///
/// A settlement is one document, every amount of it a line; the first row has its total, dates and currency and no amount
/// that counts. Version 2 names amounts in three columns and writes them in the marketplace's notation, version 1 has a
/// column for each group of amounts. Days are taken from the columns with a time alone: `posted-date` is written month
/// first in some countries and day first in others.
struct AmazonSettlement: Layout {
  let name = "amazon.settlement"
  let summary = "Amazon, settlement report, flat file version 1 and 2: a payout with every amount that it settles."
  let signature = ["settlement-id", "settlement-start-date", "deposit-date", "total-amount"]
  let requiredColumns = ["settlement-id", "total-amount", "currency", "transaction-type", "deposit-date"]
  let dialects = FlatDialects.tabs
  let cutsEmptyCells = true

  let madeColumns = Made.all
  var shapedColumns: [String] { SettlementWriter.columns }

  let knownColumns =
    [
      "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
      "transaction-type", "order-id", "merchant-order-id", "adjustment-id", "shipment-id", "marketplace-name",
    ]
    + SettlementWriter.groups.flatMap { [$0.type, $0.amount] }.filter { !$0.isEmpty }
    + [
      "amount-description", "fulfillment-id", "posted-date", "posted-date-time", "order-item-code",
      "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased", "promotion-id",
      "direct-payment-type",
    ]

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: [slots["settlement-id"]], reach: 1, SettlementWriter(slots))
  }

  /// Names of the columns that the layout makes.
  enum Made {
    /// The group of the amount: `ItemPrice`, `ItemFees`, `Promotion` and the like, as version 2 words it.
    static let group = "Amount group"
    /// What the amount is, such as `Principal`.
    static let type = "Amount type"
    /// The amount with a decimal point.
    static let amount = "Amount"
    /// The total with a decimal point.
    static let total = "Settlement total"
    /// When the amount was posted, as ISO 8601; the settlement's end where the report does not tell.
    static let posted = "Posted at"
    /// Start, end and deposit as ISO 8601.
    static let start = "Settlement start"
    /// The end.
    static let end = "Settlement end"
    /// When the money was sent.
    static let deposit = "Deposited at"

    /// All of them.
    static let all = [group, type, amount, total, posted, start, end, deposit]
  }
}

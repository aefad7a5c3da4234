/// Stripe's itemised reports of the balance: payout reconciliation, and balance change from activity.
///
/// The rows of a payout are its document; those of no payout yet are one together, which the next report replaces. Which
/// columns a report has is chosen when it is run; metadata of payments has columns such as `payment_metadata[order_id]`.
struct StripePayoutReconciliation: Layout {
  let name = "stripe.payout_reconciliation"
  let summary = "Stripe, Payout reconciliation or Balance change from activity, itemised (CSV), grouped by payout."
  var reach: Int? = 10_000
  let signature = ["automatic_payout_id", "balance_transaction_id", "gross", "fee", "net", "reporting_category"]
  let requiredColumns = [
    "automatic_payout_id", "balance_transaction_id", "currency", "gross", "fee", "net", "reporting_category",
  ]
  let madeColumns = [Self.currency]
  let shapedColumns = ["automatic_payout_id", "currency", Self.currency]
  let knownColumns =
    [
      "automatic_payout_id", "automatic_payout_effective_at_utc", "automatic_payout_effective_at",
      "balance_transaction_id", "created_utc", "created", "available_on_utc", "available_on", "currency", "gross",
      "fee", "net", "reporting_category", "source_id", "description", "customer_facing_amount",
      "customer_facing_currency", "regulatory_tag", "trace_id", "trace_id_status", "customer_id", "customer_email",
      "customer_name", "customer_description", "charge_id", "payment_intent_id", "charge_created_utc", "charge_created",
      "invoice_id", "invoice_number", "order_id", "subscription_id", "payment_method_type", "is_link", "card_brand",
      "card_funding", "card_country", "statement_descriptor", "dispute_reason", "connected_account_id",
      "connected_account_name", "connected_account_country", "connected_account_direct_charge_id",
      "destination_payment_id", Self.orderMetadata,
    ]
    + ["customer_shipping_address", "customer_address", "shipping_address", "card_address"].flatMap { address in
      ["line1", "line2", "city", "state", "postal_code", "country"].map { "\(address)_\($0)" }
    }

  /// Where shop systems put the number of the order.
  private static let orderMetadata = "payment_metadata[order_id]"
  /// The column that the layout makes: the currency's code in capital letters.
  private static let currency = "Currency code"

  func knows(_ column: String) -> Bool {
    knownColumns.contains(column) || (column.contains("_metadata[") && column.hasSuffix("]"))
  }

  func reaching(_ reach: Int) -> any Layout {
    var layout = self
    layout.reach = reach
    return layout
  }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(
      keys: ["automatic_payout_id", "currency"].map { slots[$0] }, reach: reach ?? 1,
      Writer(currency: slots["currency"], made: slots[Self.currency]))
  }

  /// Stripe writes currencies in small letters.
  private struct Writer: DocumentWriter {
    let currency, made: Int

    mutating func begin(_ spread: inout DocumentSpread) {}

    mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
      guard let first = records.first else { return }
      let code = spread.write(spread.string(spread.cell(Int(first), currency)).uppercased())
      for record in records {
        let line = spread.addLine(of: Int(record))
        spread[line, made] = code
      }
      spread.endDocument()
    }
  }
}

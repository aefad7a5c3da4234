/// What a list of payments moved: authorisations and failures move nothing.
import Columns
import Commerce
import Formats

/// The sums of the payments that succeeded.
struct PaymentSums {
  /// Sales and captures.
  private(set) var paid = Exact.zero
  /// Refunds, positive.
  private(set) var refunded = Exact.zero
  /// The currency of the first of them.
  private(set) var currency: JSONElement?

  init(_ transactions: [JSONElement], at path: String, _ payload: inout Payload) {
    for transaction in transactions {
      let fields = payload.fields(transaction, TransactionField.self, at: path)
      guard payload.matches(fields[.status], "success"), let amount = payload.exact(fields[.amount]) else { continue }
      if payload.matches(fields[.kind], "sale") || payload.matches(fields[.kind], "capture") {
        paid = Exact(millionths: paid.millionths &+ amount.millionths)
      } else if payload.matches(fields[.kind], "refund") {
        refunded = Exact(millionths: refunded.millionths &+ amount.millionths)
      } else {
        continue
      }
      currency = currency ?? fields[.currency]
    }
  }
}

/// The payments of an order, whichever answer they came with.
struct OrderPayments {
  /// How many there are, failed ones included.
  let count: Int
  let paid: Exact
  let refunded: Exact
  let currency: String
  /// The list as it stood.
  let list: ArraySlice<UInt8>

  init(_ element: JSONElement, _ payload: inout Payload) {
    let transactions = payload.list(element)
    let sums = PaymentSums(transactions, at: "transactions", &payload)
    count = transactions.count
    paid = sums.paid
    refunded = sums.refunded
    currency = payload.string(sums.currency) ?? ""
    list = payload.json.bytes[payload.json.range(element).indices]
  }
}

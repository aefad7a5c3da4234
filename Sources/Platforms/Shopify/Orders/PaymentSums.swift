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
  /// What gift cards and store credit have of ``paid``.
  private(set) var paidByGiftCards = Exact.zero
  /// What went back to them of ``refunded``.
  private(set) var refundedToGiftCards = Exact.zero
  /// The currency of the first of them.
  private(set) var currency: JSONElement?

  init(_ transactions: [JSONElement], at path: String, _ payload: inout Payload) {
    for transaction in transactions {
      let fields = payload.fields(transaction, TransactionField.self, at: path)
      guard payload.matches(fields[.status], "success"), let amount = payload.exact(fields[.amount]) else { continue }
      let isGiftCard = payload.isGiftCard(fields[.gateway])
      if payload.matches(fields[.kind], "sale") || payload.matches(fields[.kind], "capture") {
        Self.add(amount, to: &paid)
        if isGiftCard { Self.add(amount, to: &paidByGiftCards) }
      } else if payload.matches(fields[.kind], "refund") {
        Self.add(amount, to: &refunded)
        if isGiftCard { Self.add(amount, to: &refundedToGiftCards) }
      } else {
        continue
      }
      currency = currency ?? fields[.currency]
    }
  }

  private static func add(_ amount: Exact, to sum: inout Exact) {
    sum = Exact(millionths: sum.millionths &+ amount.millionths)
  }
}

extension Payload {
  /// Whether a gateway is one of Shopify's own for vouchers.
  func isGiftCard(_ gateway: JSONElement?) -> Bool {
    matches(gateway, "gift_card") || matches(gateway, "shopify_store_credit")
  }

  /// Whether gift cards and another gateway have paid an order: only its payments tell how much each.
  func hasGiftCardPart(_ gateways: JSONElement?) -> Bool {
    let gateways = list(gateways)
    return gateways.contains { isGiftCard($0) } && gateways.contains { !isGiftCard($0) }
  }
}

/// The payments of an order, whichever answer they came with.
struct OrderPayments {
  /// How many there are, failed ones included.
  let count: Int
  let paid: Exact
  let refunded: Exact
  let currency: String
  /// What gift cards and store credit have of ``paid``.
  let paidByGiftCards: Exact
  /// The list as it stood.
  let list: ArraySlice<UInt8>

  init(_ element: JSONElement, _ payload: inout Payload) {
    let transactions = payload.list(element)
    let sums = PaymentSums(transactions, at: "transactions", &payload)
    count = transactions.count
    paid = sums.paid
    refunded = sums.refunded
    currency = payload.string(sums.currency) ?? ""
    paidByGiftCards = sums.paidByGiftCards
    list = payload.json.bytes[payload.json.range(element).indices]
  }
}

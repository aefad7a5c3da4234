/// Money that was given back for an order, as the finances interface tells it.
import Columns
import Commerce

struct RefundDraft: Sendable {
  /// What the event says of itself, and what its order says of the buyer.
  var cells: [OrderColumn: TextRange] = [:]
  var raw = TextRange.empty
  var orderID = ""
  var postedAt: Int64?
  /// The marketplace as the event names it, such as `Amazon.de`; empty when it names none.
  var marketplaceName = ""
  var currency = ""
  var items: [Item] = []

  /// What was given back for an item, or for the order as a whole.
  struct Item: Sendable {
    var cells: [OrderColumn: TextRange] = [:]
    /// Units, positive.
    var quantity: Int64 = 0
    var adjustmentID = ""
    var amounts: [Amount] = []
    /// Tax that Amazon had kept of the sale and gives back, positive.
    var withheld = Exact.zero
  }

  /// An amount with the tax that belongs to it; both as they change the seller's balance, mostly negative.
  struct Amount: Sendable {
    var kind: Charge.Kind
    var title: String
    var amount: Exact = .zero
    var tax: Exact = .zero
  }
}

/// What the charges of financial events are for.
///
/// Source: the description of `ChargeComponent` in the public model `financesV0.json`.
enum ChargeTypes {
  /// Where a charge belongs.
  enum Place: Equatable {
    /// An amount of that kind.
    case amount(Charge.Kind)
    /// The tax on the amount of that kind.
    case tax(Charge.Kind)
    /// Tax that Amazon collects as a marketplace.
    case withheld
    /// Amazon's own account with the seller: part of the payout, not of what the buyer paid.
    case payout
  }

  private static let places: [String: Place] = [
    "Principal": .amount(.goods), "Tax": .tax(.goods), "ShippingCharge": .amount(.shipping),
    "ShippingTax": .tax(.shipping), "Giftwrap": .amount(.giftWrap), "GiftWrap": .amount(.giftWrap),
    "GiftwrapTax": .tax(.giftWrap), "GiftWrapTax": .tax(.giftWrap), "CODItemCharge": .amount(.paymentFee),
    "CODOrderCharge": .amount(.paymentFee), "CODShippingCharge": .amount(.paymentFee),
    "CODItemTaxCharge": .tax(.paymentFee), "CODOrderTaxCharge": .tax(.paymentFee),
    "CODShippingTaxCharge": .tax(.paymentFee), "Discount": .amount(.promotion), "TaxDiscount": .tax(.promotion),
    "Goodwill": .amount(.goodwill),
    "PointsFee": .payout, "GenericDeduction": .payout, "PaymentMethodFee": .payout, "SAFE-TReimbursement": .payout,
    "FreeReplacementReturnShipping": .payout, "PaidthroughEBT": .payout,
  ]

  /// Where a charge belongs; one that nobody has met yet is an amount of its own under its own name.
  static func place(of type: String) -> Place {
    if let place = places[type] { return place }
    if type.hasPrefix("MarketplaceFacilitator") { return .withheld }
    if type.hasPrefix("TCS-") { return .payout }
    return .amount(.other)
  }

  /// Whether a charge is documented.
  static func isKnown(_ type: String) -> Bool {
    place(of: type) != .amount(.other)
      || ["RestockingFee", "ReturnShipping", "ExportCharge"].contains(type)
  }
}

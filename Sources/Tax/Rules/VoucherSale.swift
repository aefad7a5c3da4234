import Commerce

/// The sale of a voucher that is good for things taxed differently is no supply; what it is redeemed for is.
enum VoucherSale: SupplyRule {
  static let reasons = [voucher]

  static func decide(_ facts: SupplyFacts, _ context: PlaceOfSupply) -> TaxDecision? {
    guard facts.supply == .multiPurposeVoucher else { return nil }
    return TaxDecision(
      treatment: .outOfScope, scheme: .multiPurposeVoucher, territory: context.home(on: facts.date).territory,
      rate: .zero, liable: .none, taxReturn: .none, check: .zero, reason: voucher)
  }

  static let voucher = DecisionReason(
    11, "multi_purpose_voucher", "a multi-purpose voucher is taxed when it is redeemed, not when it is sold",
    legalBasis: "Directive 2006/112/EC, art. 30b(2) and 73a")
}

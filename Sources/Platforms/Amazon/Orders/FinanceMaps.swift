/// Every member of financial events that tell of refunds, and what becomes of it.
///
/// Source: the public model `financesV0.json`.
enum FinanceMaps {
  typealias Map = FieldMap<OrderColumn>

  /// Lists of events in the shape of a shipment that give money back, and what they are called here.
  static let refundLists: [(list: String, reason: String)] = [
    ("RefundEventList", "refund"), ("GuaranteeClaimEventList", "guarantee_claim"),
    ("ChargebackEventList", "chargeback"),
  ]

  /// The lists of an answer; those that give nothing back to a buyer are read with payouts.
  static let events = Map(
    ["RefundEventList": .special, "GuaranteeClaimEventList": .special, "ChargebackEventList": .special],
    ignored: payoutLists)

  /// The other lists of financial events.
  static let payoutLists = [
    "ShipmentEventList", "ShipmentSettleEventList", "EBTRefundReimbursementOnlyEventList", "PayWithAmazonEventList",
    "ServiceProviderCreditEventList", "RetrochargeEventList", "RentalTransactionEventList",
    "ProductAdsPaymentEventList", "ServiceFeeEventList", "SellerDealPaymentEventList", "DebtRecoveryEventList",
    "LoanServicingEventList", "AdjustmentEventList", "SAFETReimbursementEventList",
    "SellerReviewEnrollmentPaymentEventList", "FBALiquidationEventList", "CouponPaymentEventList",
    "ImagingServicesFeeEventList", "NetworkComminglingTransactionEventList", "AffordabilityExpenseEventList",
    "AffordabilityExpenseReversalEventList", "RemovalShipmentEventList", "RemovalShipmentAdjustmentEventList",
    "TrialShipmentEventList", "TDSReimbursementEventList", "AdhocDisbursementEventList", "TaxWithholdingEventList",
    "ChargeRefundEventList", "FailedAdhocDisbursementEventList", "ValueAddedServiceChargeEventList",
    "CapacityReservationBillingEventList",
  ]

  static let refund = Map(
    [
      "AmazonOrderId": .cell(.orderID), "SellerOrderId": .cell(.sellerOrderID), "MarketplaceName": .special,
      "PostedDate": .cell(.date), "ShipmentItemList": .special, "ShipmentItemAdjustmentList": .special,
      "OrderChargeList": .special, "OrderChargeAdjustmentList": .special,
    ],
    ignored: [
      "StoreName", "ShipmentFeeList", "ShipmentFeeAdjustmentList", "OrderFeeList", "OrderFeeAdjustmentList",
      "DirectPaymentList",
    ])

  static let item = Map(
    [
      "SellerSKU": .cell(.sku), "OrderItemId": .cell(.itemID), "OrderAdjustmentItemId": .special,
      "QuantityShipped": .special, "ItemChargeList": .special, "ItemChargeAdjustmentList": .special,
      "ItemTaxWithheldList": .special, "PromotionList": .special, "PromotionAdjustmentList": .special,
    ],
    ignored: ["ItemFeeList", "ItemFeeAdjustmentList", "CostOfPointsGranted", "CostOfPointsReturned"])
}

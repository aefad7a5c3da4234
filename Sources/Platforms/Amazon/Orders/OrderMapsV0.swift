/// Every member of an order and its items in Orders v0, and what becomes of it.
///
/// Source: the public model `ordersV0.json`. Amounts are objects and looked at by the reader itself.
enum OrderMapsV0 {
  typealias Map = FieldMap<OrderColumn>

  static let order = Map(
    [
      "AmazonOrderId": .cell(.orderID), "SellerOrderId": .cell(.sellerOrderID), "PurchaseDate": .cell(.date),
      "LastUpdateDate": .cell(.updatedAt), "OrderStatus": .cell(.status), "FulfillmentChannel": .cell(.fulfillment),
      "SalesChannel": .cell(.salesChannel), "ShipServiceLevel": .cell(.serviceLevel), "OrderTotal": .special,
      "MarketplaceId": .cell(.marketplace), "OrderType": .cell(.orderType), "IsBusinessOrder": .cell(.isBusiness),
      "IsPrime": .cell(.isPrime), "IsReplacementOrder": .cell(.isReplacement), "ReplacedOrderId": .cell(.replaces),
      "IsSoldByAB": .special, "IsIBA": .special, "PaymentMethod": .cell(.paymentMethod),
      "PaymentMethodDetails": .special, "DefaultShipFromLocationAddress": .object(shipFrom),
      "BuyerTaxInformation": .object(buyerTaxInformation), "ShippingAddress": .object(address),
      "BuyerInfo": .object(buyer),
    ],
    ignored: [
      "OrderChannel", "NumberOfItemsShipped", "NumberOfItemsUnshipped", "PaymentExecutionDetail",
      "ShipmentServiceLevelCategory", "EasyShipShipmentStatus", "CbaDisplayableShippingLabel", "EarliestShipDate",
      "LatestShipDate", "EarliestDeliveryDate", "LatestDeliveryDate", "IsPremiumOrder", "IsGlobalExpressEnabled",
      "PromiseResponseDueDate", "IsEstimatedShipDateSet", "BuyerInvoicePreference", "FulfillmentInstruction", "IsISPU",
      "IsAccessPointOrder", "MarketplaceTaxInfo", "SellerDisplayName", "AutomatedShippingSettings",
      "HasRegulatedItems", "ElectronicInvoiceStatus",
    ])

  static let address = Map(
    [
      "Name": .cell(.shipName), "CompanyName": .cell(.shipCompany), "AddressLine1": .cell(.shipAddress1),
      "AddressLine2": .cell(.shipAddress2), "AddressLine3": .cell(.shipAddress3), "City": .cell(.shipCity),
      "County": .cell(.shipCounty), "StateOrRegion": .cell(.shipRegion), "PostalCode": .cell(.shipPostcode),
      "CountryCode": .cell(.shipCountry), "Phone": .cell(.shipPhone),
    ],
    ignored: ["District", "Municipality", "ExtendedFields", "AddressType"])

  private static let shipFrom = Map(
    ["CountryCode": .cell(.shipFromCountry)],
    ignored: [
      "Name", "CompanyName", "AddressLine1", "AddressLine2", "AddressLine3", "City", "County", "District",
      "StateOrRegion", "Municipality", "PostalCode", "Phone", "ExtendedFields", "AddressType",
    ])

  private static let buyer = Map(
    [
      "BuyerEmail": .cell(.email), "BuyerName": .cell(.buyerName), "BuyerTaxInfo": .object(buyerTax),
      "PurchaseOrderNumber": .cell(.purchaseOrder),
    ],
    ignored: ["BuyerCounty"])

  private static let buyerTax = Map(
    ["CompanyLegalName": .cell(.buyerCompany), "TaxClassifications": .special], ignored: ["TaxingRegion"])

  private static let buyerTaxInformation = Map(
    ["BuyerLegalCompanyName": .cell(.buyerCompany), "BuyerTaxRegistrationId": .cell(.buyerTaxID)],
    ignored: ["BuyerBusinessAddress", "BuyerTaxOffice"])

  static let item = Map(
    [
      "ASIN": .cell(.asin), "SellerSKU": .cell(.sku), "OrderItemId": .cell(.itemID), "Title": .cell(.title),
      "QuantityOrdered": .cell(.quantity), "QuantityShipped": .cell(.quantityShipped), "ItemPrice": .special,
      "ShippingPrice": .special, "ItemTax": .special, "ShippingTax": .special, "ShippingDiscount": .special,
      "ShippingDiscountTax": .special, "PromotionDiscount": .special, "PromotionDiscountTax": .special,
      "PromotionIds": .special, "CODFee": .special, "CODFeeDiscount": .special, "IsGift": .cell(.isGift),
      "ConditionId": .cell(.condition), "PriceDesignation": .cell(.designation),
      "TaxCollection": .object(
        Map(["Model": .cell(.collectionModel), "ResponsibleParty": .cell(.collectionParty)])),
      "IossNumber": .cell(.iossNumber), "DeemedResellerCategory": .cell(.deemedReseller),
      "BuyerInfo": .object(itemBuyer),
    ],
    ignored: [
      "AssociatedItems", "ProductInfo", "PointsGranted", "ConditionNote", "ConditionSubtypeId",
      "ScheduledDeliveryStartDate", "ScheduledDeliveryEndDate", "SerialNumberRequired", "IsTransparency",
      "StoreChainStoreId", "BuyerRequestedCancel", "SerialNumbers", "SubstitutionPreferences", "Measurement",
      "ShippingConstraints", "AmazonPrograms",
    ])

  private static let itemBuyer = Map(
    ["GiftWrapPrice": .special, "GiftWrapTax": .special],
    ignored: ["BuyerCustomizedInfo", "GiftMessageText", "GiftWrapLevel"])
}

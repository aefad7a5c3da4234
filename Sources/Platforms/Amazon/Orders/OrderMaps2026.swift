/// Every member of an order and its items in Orders 2026-01-01, and what becomes of it.
///
/// Source: the public model `orders_2026-01-01.json`. Proceeds are lists and looked at by the reader itself.
enum OrderMaps2026 {
  typealias Map = FieldMap<OrderColumn>

  static let order = Map(
    [
      "orderId": .cell(.orderID), "orderAliases": .special, "createdTime": .cell(.date),
      "lastUpdatedTime": .cell(.updatedAt), "programs": .special, "associatedOrders": .special,
      "salesChannel": .object(
        Map(
          ["marketplaceId": .cell(.marketplace), "marketplaceName": .cell(.salesChannel)], ignored: ["channelName"])),
      "buyer": .object(
        Map([
          "buyerName": .cell(.buyerName), "buyerEmail": .cell(.email), "buyerCompanyName": .cell(.buyerCompany),
          "buyerPurchaseOrderNumber": .cell(.purchaseOrder),
        ])),
      "recipient": .object(Map(["deliveryAddress": .object(address)], ignored: ["deliveryPreference"])),
      "proceeds": .object(Map(["grandTotal": .special, "breakdowns": .special])),
      "payment": .object(Map(["paymentExecutions": .special])),
      "tax": .object(Map(["taxRegistrations": .special], ignored: ["taxInvoicing"])),
      "fulfillment": .object(
        Map(
          [
            "fulfillmentStatus": .cell(.status), "fulfilledBy": .special,
            "fulfillmentServiceLevel": .cell(.serviceLevel),
          ],
          ignored: ["shipByWindow", "deliverByWindow", "labelPrintingWindow"])),
      "orderItems": .special, "packages": .special,
    ],
    ignored: ["fulfillmentOrders"])

  static let address = Map(
    [
      "name": .cell(.shipName), "companyName": .cell(.shipCompany), "addressLine1": .cell(.shipAddress1),
      "addressLine2": .cell(.shipAddress2), "addressLine3": .cell(.shipAddress3), "city": .cell(.shipCity),
      "districtOrCounty": .cell(.shipCounty), "stateOrRegion": .cell(.shipRegion),
      "postalCode": .cell(.shipPostcode), "countryCode": .cell(.shipCountry), "phone": .cell(.shipPhone),
    ],
    ignored: ["municipality", "extendedFields", "addressType"])

  static let item = Map(
    [
      "orderItemId": .cell(.itemID), "quantityOrdered": .cell(.quantity),
      "product": .object(
        Map(
          [
            "asin": .cell(.asin), "title": .cell(.title), "sellerSku": .cell(.sku),
            "condition": .object(
              Map(["conditionType": .cell(.condition)], ignored: ["conditionSubtype", "conditionNote"])),
            "price": .object(Map(["unitPrice": .special, "priceDesignation": .cell(.designation)])),
          ],
          ignored: ["serialNumbers", "customization"])),
      "proceeds": .object(Map(["proceedsTotal": .special, "breakdowns": .special])),
      "promotion": .object(Map(["breakdowns": .special])),
      "fulfillment": .object(
        Map(
          [
            "quantityFulfilled": .cell(.quantityShipped), "packing": .object(packing),
            "shipping": .object(
              Map(
                ["internationalShipping": .object(Map(["iossNumber": .cell(.iossNumber)]))],
                ignored: ["scheduledDeliveryWindow", "shippingConstraints"])),
          ],
          ignored: ["quantityUnfulfilled", "picking"])),
      "tax": .object(Map(["taxCalculationBreakdowns": .special, "taxCollections": .special])),
    ],
    ignored: ["measurement", "associatedOrderItems", "programs", "expense", "cancellation"])

  private static let packing = Map(["giftOption": .special], ignored: ["serialNumberRequirement"])
}

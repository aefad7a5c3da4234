/// The source columns of Shopify's orders: what the payload's paths become, line by line.
///
/// Amounts, quantities and stamps stand as the payload has them; what is worked out stands as decimal text.
enum OrderColumn: Int, CaseIterable, Sendable {
  case id, adminId, name, documentKind, refunds, refundType, refundNote, refundPaid, refundPaidCurrency, returnId,
    createdAt, processedAt, updatedAt, cancelledAt, cancelReason, closedAt, financialStatus, fulfillmentStatus,
    test, currency, presentmentCurrency, taxesIncluded, taxExempt, estimatedTaxes, total, taxTotal,
    presentmentTotal, presentmentTaxTotal, residue, edited, totalPrice, currentTotalPrice, subtotalPrice,
    totalDiscounts, totalTax, totalOutstanding, totalTipReceived, tax1Title, tax1Amount, tax1Presentment,
    tax2Title, tax2Amount, tax2Presentment, tax3Title, tax3Amount, tax3Presentment, tax4Title, tax4Amount,
    tax4Presentment, tax5Title, tax5Amount, tax5Presentment, paymentGatewayNames,
    giftCardAmount, giftCardPresentment, paymentTermsName, paymentTermsDue, sourceName, appId, locationId,
    userId, deviceId, merchantOfRecordAppId, tags, note, noteAttributes, poNumber, companyId, companyLocationId,
    companyTaxId, localizationExtensions, discountCodes, customerId, customerEmail, customerPhone,
    customerTaxExemptions, email, phone, customerLocale, shippingName, shippingCompany, shippingAddress1,
    shippingAddress2, shippingCity, shippingProvinceCode, shippingZip,
    shippingCountryCode, shippingPhone, billingName, billingCompany, billingAddress1, billingAddress2,
    billingCity, billingProvinceCode, billingZip, billingCountryCode, billingPhone, transactionsCount,
    transactionsPaid, transactionsRefunded, transactionsCurrency, transactionsList, lineKind, lineId, lineSku,
    lineTitle, lineVariantTitle, lineVendor, lineProductId, lineVariantId, lineProductExists, lineQuantity,
    linePrice, linePresentmentPrice, lineCurrentQuantity, lineTaxable, lineRequiresShipping,
    lineFulfillmentStatus, lineGrams, lineProperties, lineTax, linePresentmentTax, lineTaxRate, lineTax1Title,
    lineTax1Rate,
    lineTax1Amount, lineTax1ChannelLiable, lineTax2Title, lineTax2Rate, lineTax2Amount, lineTax2ChannelLiable,
    lineTax3Title, lineTax3Rate, lineTax3Amount, lineTax3ChannelLiable, lineTaxLines, lineRestockType,
    lineLocationId, lineReason

  /// Name and meaning of each column, in the order of the cases.
  static let rows: [(name: String, says: String)] =
    documentRows + addressRows + lineRows

  /// The name by which definitions read it.
  var name: String { Self.rows[rawValue].name }

  /// The slot of document taxes from which title, amount and the buyer's amount follow each other.
  static func tax(_ slot: Int) -> (title: OrderColumn, amount: OrderColumn, presentment: OrderColumn) {
    [
      (.tax1Title, .tax1Amount, .tax1Presentment), (.tax2Title, .tax2Amount, .tax2Presentment),
      (.tax3Title, .tax3Amount, .tax3Presentment), (.tax4Title, .tax4Amount, .tax4Presentment),
      (.tax5Title, .tax5Amount, .tax5Presentment),
    ][slot]
  }

  /// The columns of a line's taxes.
  static func lineTax(_ slot: Int) -> (title: OrderColumn, rate: OrderColumn, amount: OrderColumn, liable: OrderColumn)
  {
    [
      (.lineTax1Title, .lineTax1Rate, .lineTax1Amount, .lineTax1ChannelLiable),
      (.lineTax2Title, .lineTax2Rate, .lineTax2Amount, .lineTax2ChannelLiable),
      (.lineTax3Title, .lineTax3Rate, .lineTax3Amount, .lineTax3ChannelLiable),
    ][slot]
  }
}

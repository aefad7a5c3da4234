/// The source columns of orders: what each is called and means.
///
/// All amounts are without tax unless a column says otherwise: WooCommerce keeps lines that way however prices are typed.
enum OrderColumn: Int, CaseIterable {
  case documentKind
  case id
  case number
  case orderID
  case refunds
  case status
  case currency
  case total
  case totalTax
  case taxResidue
  case residue
  case discountTotal
  case discountTax
  case pricesIncludeTax
  case placedAt
  case dateCreated
  case modifiedAt
  case paidAt
  case completedAt
  case createdVia
  case version
  case customerID
  case customerNote
  case paymentMethod
  case paymentTitle
  case transactionID
  case email
  case phone
  case destinationName
  case destinationCompany
  case destinationAddress
  case destinationCity
  case destinationPostcode
  case destinationState
  case destinationCountry
  case billingName
  case billingCompany
  case billingCountry
  case isPickup
  case vatID
  case vatKey
  case vatValid
  case isExempt
  case coupons
  case tax1Title
  case tax1Amount
  case tax2Title
  case tax2Amount
  case tax3Title
  case tax3Amount
  case tax4Title
  case tax4Amount
  case tax5Title
  case tax5Amount
  case refundReason
  case isApportioned
  case lineKind
  case lineID
  case lineRefunds
  case lineTitle
  case lineSKU
  case productID
  case variationID
  case gtin
  case quantity
  case unitPrice
  case amount
  case subtotal
  case tax
  case taxClass
  case taxRate
  case taxCode
  case taxable
  case reason

  /// Name and meaning of each, in the order of the cases.
  static let table: [(column: OrderColumn, name: String, says: String)] = [
    (.documentKind, "document.kind", "sale or refund"),
    (.id, "id", "the record's own id; WordPress never gives it twice, so orders and refunds share one series"),
    (.number, "number", "the number that people use; that of the order for a refund"),
    (.orderID, "order_id", "id of the order; for a refund that of the sale it refunds"),
    (.refunds, "refunds", "id of the order that a refund refunds; empty on sales"),
    (.status, "status", "status of the order as the shop words it, also on its refunds"),
    (.currency, "currency", "ISO 4217 code"),
    (.total, "total", "total with tax as the shop states it; negative on refunds"),
    (
      .totalTax, "total_tax",
      "tax as the order's header states it; of a refund the sum of its lines, or the share of the sale's"
    ),
    (.taxResidue, "tax_residue", "header's tax less that of the lines; not zero where tax is rounded once per rate"),
    (.residue, "residue", "total less lines and tax; small ones are a line of kind rounding"),
    (.discountTotal, "discount_total", "what coupons took off, without tax; informational, as lines have it already"),
    (.discountTax, "discount_tax", "tax on it"),
    (.pricesIncludeTax, "prices_include_tax", "whether the merchant's prices included tax; line amounts never do"),
    (.placedAt, "placed_at", "when it was made, in UTC with a Z"),
    (.dateCreated, "date_created", "the same on the shop's own clock"),
    (.modifiedAt, "modified_at", "when it last changed, in UTC with a Z; empty on refunds"),
    (.paidAt, "paid_at", "when it was paid, in UTC with a Z; the reliable sign that it was"),
    (.completedAt, "completed_at", "when it was completed, in UTC with a Z"),
    (.createdVia, "created_via", "how it came in: checkout, rest-api, admin and the like"),
    (.version, "version", "version of WooCommerce that made it"),
    (.customerID, "customer_id", "id of the customer's account; empty for guests"),
    (.customerNote, "customer_note", "what the buyer wrote"),
    (.paymentMethod, "payment_method", "id of the gateway"),
    (.paymentTitle, "payment_method_title", "its title"),
    (.transactionID, "transaction_id", "the payment service's id"),
    (.email, "email", "e-mail address of the buyer"),
    (.phone, "phone", "telephone number of the buyer"),
    (
      .destinationName, "destination.name",
      "who gets it: the shipping address where it names a country, else the billing address, for all of destination"
    ),
    (.destinationCompany, "destination.company", "business it goes to"),
    (.destinationAddress, "destination.address", "street and house number"),
    (.destinationCity, "destination.city", "town"),
    (.destinationPostcode, "destination.postcode", "postcode"),
    (.destinationState, "destination.state", "state or province"),
    (.destinationCountry, "destination.country", "country"),
    (.billingName, "billing.name", "who pays"),
    (.billingCompany, "billing.company", "business that pays"),
    (.billingCountry, "billing.country", "its country"),
    (.isPickup, "is_pickup", "1 when the buyer collects the goods, which the shop taxes at its own address"),
    (.vatID, "vat_id", "VAT identification number from the first meta key of a known plugin that has one"),
    (.vatKey, "vat_id_key", "that key"),
    (.vatValid, "vat_id_valid", "what the plugin says of its validity, in its own words"),
    (
      .isExempt, "is_vat_exempt",
      "yes when the shop took the order as exempt; it does not say that the number is valid"
    ),
    (.coupons, "coupons", "codes of the coupons, joined by commas"),
    (.tax1Title, "tax_1_title", "label of the first tax with its percentage"),
    (.tax1Amount, "tax_1_amount", "its amount on goods, fees and carriage"),
    (.tax2Title, "tax_2_title", "the second tax"),
    (.tax2Amount, "tax_2_amount", "its amount"),
    (.tax3Title, "tax_3_title", "the third tax"),
    (.tax3Amount, "tax_3_amount", "its amount"),
    (.tax4Title, "tax_4_title", "the fourth tax"),
    (.tax4Amount, "tax_4_amount", "its amount"),
    (.tax5Title, "tax_5_title", "the fifth tax, or all further ones together"),
    (.tax5Amount, "tax_5_amount", "its amount"),
    (.refundReason, "refund.reason", "reason of a refund"),
    (
      .isApportioned, "refund.is_apportioned",
      "1 when a refund states only a sum, so that lines and tax are shares of the sale's"
    ),
    (.lineKind, "line.kind", "goods, shipping, fee, discount (a negative fee) or rounding"),
    (.lineID, "line.id", "id of the line"),
    (.lineRefunds, "line.refunds", "id of the line that it refunds"),
    (.lineTitle, "line.title", "what it is called, without HTML's escapes"),
    (.lineSKU, "line.sku", "stock-keeping unit; variations may have that of their product"),
    (.productID, "line.product_id", "id of the product; empty when it was deleted"),
    (.variationID, "line.variation_id", "id of the variation; empty for none"),
    (.gtin, "line.gtin", "EAN, UPC or ISBN"),
    (.quantity, "line.quantity", "quantity; negative on refunds, 0 where only money was given back"),
    (.unitPrice, "line.unit_price", "amount by quantity, to six decimals; informational"),
    (.amount, "line.amount", "amount after discounts, without tax: the one that counts"),
    (.subtotal, "line.subtotal", "amount before discounts, without tax"),
    (.tax, "line.tax", "tax on it as the shop rounds it"),
    (.taxClass, "line.tax_class", "tax class; empty for the standard one"),
    (.taxRate, "line.tax_rate", "percentage, where one rate or several on the same base apply"),
    (.taxCode, "line.tax_code", "codes of its rates, joined by semicolons"),
    (.taxable, "line.taxable", "false when a line bears no tax on an order that does"),
    (.reason, "line.reason", "why a line of kind rounding is there"),
  ]

  /// The names in the order of the cases.
  static let names = table.map(\.name)

  /// Title of the tax in a slot, counted from 0.
  static func taxTitle(_ slot: Int) -> OrderColumn {
    [.tax1Title, .tax2Title, .tax3Title, .tax4Title, .tax5Title][slot]
  }
  /// Amount of the tax in a slot.
  static func taxAmount(_ slot: Int) -> OrderColumn {
    [.tax1Amount, .tax2Amount, .tax3Amount, .tax4Amount, .tax5Amount][slot]
  }
}

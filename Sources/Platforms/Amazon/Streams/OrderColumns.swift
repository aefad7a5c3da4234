/// The source columns of orders: what the platform says of a document and its lines, and what the connector makes of it.
///
/// Amounts are decimal text with a point in the document's currency. "Made" columns are worked out here; all others are
/// the platform's own words, whichever of the two interfaces they came by.
public enum OrderColumn: String, Sendable, CaseIterable {
  // MARK: The document

  /// Made: the id of the document: that of the order, or of the order with the refund's.
  case documentID = "document.id"
  /// Made: `sale` or `refund`.
  case documentKind = "document.kind"
  /// Made: the id of the order that a refund refunds.
  case documentRefunds = "document.refunds"
  /// Made: why there is a refund: `refund`, `guarantee_claim` or `chargeback`.
  case documentReason = "document.reason"
  case orderID = "order.id"
  case sellerOrderID = "order.seller_order_id"
  /// When the document was made: the purchase, or the posting of the refund.
  case date = "document.date"
  case updatedAt = "order.last_update"
  /// The status as the interface spells it: `Canceled` in v0, `CANCELLED` in 2026-01-01.
  case status = "order.status"
  case orderType = "order.type"
  /// Made: `AFN` when Amazon sends it, `MFN` when the seller does, in both interfaces.
  case fulfillment = "order.fulfillment"
  case salesChannel = "order.sales_channel"
  case marketplace = "order.marketplace_id"
  case serviceLevel = "order.ship_service_level"
  case programs = "order.programs"
  /// Made: whether a business bought.
  case isBusiness = "order.is_business"
  case isPrime = "order.is_prime"
  case isReplacement = "order.is_replacement"
  /// The order that this one replaces.
  case replaces = "order.replaces"
  /// Whether Amazon bought the goods and sold them on: then the sale is one to Amazon.
  case isSoldByAmazon = "order.is_sold_by_amazon"
  case purchaseOrder = "order.purchase_order_number"
  case paymentMethod = "payment.method"
  case paymentDetails = "payment.details"

  // MARK: Amounts of the document

  case currency = "currency"
  /// The platform's own total; missing on refunds and on what is not paid.
  case statedTotal = "total"
  /// Made: what the seller sold for: the total without tax that Amazon collects and remits in its own name.
  case sellerTotal = "total.seller"
  /// Made: all tax that the buyer paid.
  case tax = "tax"
  /// Made: the tax of it that the seller owes.
  case sellerTax = "tax.seller"
  /// Made: the tax of it that Amazon owes.
  case marketplaceTax = "tax.marketplace"
  /// Made: `true` when Amazon owes all of the tax, `false` when the seller owes some or nobody any.
  case isCollectedByMarketplace = "tax.collected_by_marketplace"
  /// Made: whether line amounts contain the seller's tax.
  case pricesIncludeTax = "prices_include_tax"
  /// Made: `amazon` when Amazon states a tax, `absent` when it states none, as for European sellers outside its VAT
  /// calculation service.
  case taxSource = "tax.source"
  /// Made: a title with the one rate that explains the seller's tax on some lines, such as `VAT 19%`; Amazon states none.
  /// Behind these ``AmazonMarketplace/withheldTaxTitle`` with the tax that Amazon owes, in no amount of the document.
  case tax1Title = "tax.1.title"
  case tax1Amount = "tax.1.amount"
  case tax2Title = "tax.2.title"
  case tax2Amount = "tax.2.amount"
  case tax3Title = "tax.3.title"
  case tax3Amount = "tax.3.amount"

  // MARK: The buyer and the way

  /// The address that Amazon made up for the buyer's e-mail: it identifies, it does not reach for long.
  case email = "buyer.email"
  case buyerName = "buyer.name"
  case buyerCompany = "buyer.company"
  /// The buyer's tax number, where Amazon tells it: never for European buyers in v0.
  case buyerTaxID = "buyer.tax_id"
  case buyerTaxIDType = "buyer.tax_id_type"
  case shipName = "ship.name"
  case shipCompany = "ship.company"
  case shipAddress1 = "ship.address_1"
  case shipAddress2 = "ship.address_2"
  case shipAddress3 = "ship.address_3"
  case shipCity = "ship.city"
  case shipCounty = "ship.county"
  case shipRegion = "ship.region"
  case shipPostcode = "ship.postcode"
  case shipCountry = "ship.country"
  case shipPhone = "ship.phone"
  case shipFromCountry = "ship_from.country"

  // MARK: Lines

  /// Made: `goods`, `shipping`, `fee`, `discount`, `tip` or `rounding`.
  case lineKind = "line.kind"
  case itemID = "line.item_id"
  case asin = "line.asin"
  case sku = "line.sku"
  /// What was sold; on other lines made, such as `Shipping`.
  case title = "line.title"
  /// Units ordered; 0 when the item was cancelled, negative on refunds, −1 on discounts.
  case quantity = "line.quantity"
  case quantityShipped = "line.quantity_shipped"
  /// Made: the amount by the quantity, rounded to six decimals where it has more; so `line.amount` is what counts.
  case unitPrice = "line.unit_price"
  /// Made: the amount of the line, with the seller's tax where prices include it, never with the marketplace's.
  case amount = "line.amount"
  /// The tax on the line that the seller owes.
  case lineTax = "line.tax"
  /// Made: the one rate in percent that explains the seller's tax on the line; blank where several do.
  case lineTaxRate = "line.tax_rate"
  /// The tax on the line that Amazon owes.
  case lineMarketplaceTax = "line.marketplace_tax"
  /// Made: `true` where Amazon owes the tax of the line, whoever owes that of the others.
  case lineIsCollectedByMarketplace = "line.tax_collected_by_marketplace"
  /// Made: `true` where the line bears tax of the seller, `false` where others do or where Amazon owes the tax.
  case taxable = "line.taxable"
  /// The model of collection as the platform words it, such as `MarketplaceFacilitator`.
  case collectionModel = "line.tax_collection_model"
  case collectionParty = "line.tax_responsible_party"
  /// The scheme by which Amazon is deemed to be the seller, such as `IOSS` or `GB_VOEC`.
  case deemedReseller = "line.deemed_reseller"
  case iossNumber = "line.ioss_number"
  case promotions = "line.promotion_ids"
  case condition = "line.condition"
  case isGift = "line.is_gift"
  case designation = "line.price_designation"
  /// Made: why a rounding line is there.
  case reason = "line.reason"

  /// The names of the columns, in order.
  public static let names = allCases.map(\.rawValue)

  /// The column's place among the columns.
  var place: Int { Self.places[self] ?? 0 }
  private static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// The titles and amounts of taxes, slot by slot.
  static let taxSlots: [(title: OrderColumn, amount: OrderColumn)] = [
    (.tax1Title, .tax1Amount), (.tax2Title, .tax2Amount), (.tax3Title, .tax3Amount),
  ]

  /// What names or reaches a person; left empty unless the store asks for personal data.
  static let personal: Set<OrderColumn> = [
    .buyerName, .buyerCompany, .shipName, .shipCompany, .shipAddress1, .shipAddress2, .shipAddress3, .shipPhone,
  ]
}

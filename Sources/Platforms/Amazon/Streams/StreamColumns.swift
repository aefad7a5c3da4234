/// The source columns of stock, products and payouts.

/// The source columns of stock: one record for each article and place.
public enum InventoryColumn: String, Sendable, CaseIterable {
  case asin, sku, title, condition
  /// Amazon's own number of the article in its warehouses.
  case fnsku
  case updatedAt = "last_updated"
  /// Made: `AFN`: Amazon counts what lies in its own warehouses.
  case warehouse = "place"
  /// Units in all, on their way included.
  case total = "quantity.total"
  /// Units that can be sold and sent.
  case fulfillable = "quantity.fulfillable"
  case inboundWorking = "quantity.inbound_working"
  case inboundShipped = "quantity.inbound_shipped"
  case inboundReceiving = "quantity.inbound_receiving"
  case reserved = "quantity.reserved"
  case reservedForOrders = "quantity.reserved_for_orders"
  case researching = "quantity.researching"
  case unfulfillable = "quantity.unfulfillable"

  /// The names of the columns, in order.
  public static let names = allCases.map(\.rawValue)
}

/// The source columns of products: one record for each listing, which is an article of this seller.
public enum ProductColumn: String, Sendable, CaseIterable {
  case sku, asin, title
  case text = "description"
  case productType = "product_type"
  case condition
  /// `BUYABLE`, `DISCOVERABLE`, both with a comma, or nothing.
  case status
  case createdAt = "created"
  case updatedAt = "last_updated"
  case price, currency
  /// What a business pays, where it differs.
  case businessPrice = "business_price"
  /// Units that the seller has told Amazon; missing for what lies in Amazon's warehouses.
  case quantity
  /// `DEFAULT` for what the seller sends, `AMAZON_…` for what Amazon sends.
  case channel = "fulfillment_channel"
  case brand
  /// EAN, UPC or another code of the catalogue.
  case barcode
  /// The ASIN of the product whose variation it is.
  case parent = "parent_asin"
  /// The seller's own SKU of it, where the seller has made the family.
  case parentSKU = "parent_sku"
  /// Codes and messages of what Amazon finds wrong with the listing.
  case problems
  case image

  /// The names of the columns, in order.
  public static let names = allCases.map(\.rawValue)
}

/// The source columns of payouts: a document for each settlement group, a record for each amount in it.
public enum PayoutColumn: String, Sendable, CaseIterable {
  case payoutID = "payout.id"
  /// `Open` while sales are added to it, then `Closed`.
  case status = "payout.status"
  case transfer = "payout.transfer_status"
  case start = "payout.start"
  case end = "payout.end"
  case transferredAt = "payout.transfer_date"
  case trace = "payout.trace_id"
  case account = "payout.account_tail"
  /// What the group comes to, in the marketplace's currency.
  case total = "payout.total"
  case currency = "payout.currency"
  /// What was transferred, in the currency of the seller's account: the only place with Amazon's rate of exchange.
  case converted = "payout.converted_total"
  case convertedCurrency = "payout.converted_currency"
  case opening = "payout.beginning_balance"
  /// Made: the list that the event stood in, such as `ShipmentEventList`.
  case event = "event.list"
  case orderID = "event.order_id"
  /// When it was posted; of events without a date made: the end of the group, or its start while it is open.
  case postedAt = "event.posted"
  case marketplace = "event.marketplace"
  case sku = "event.sku"
  case itemID = "event.item_id"
  case quantity = "event.quantity"
  /// Made: the path of the amount in the event, such as `ItemFeeList`.
  case amountGroup = "amount.group"
  /// What it is for, such as `Commission`, in Amazon's words.
  case amountType = "amount.type"
  case amount
  case amountCurrency = "amount.currency"

  /// The names of the columns, in order.
  public static let names = allCases.map(\.rawValue)
}

extension InventoryColumn: SourceColumn { var place: Int { Self.allCases.firstIndex(of: self) ?? 0 } }
extension ProductColumn: SourceColumn { var place: Int { Self.allCases.firstIndex(of: self) ?? 0 } }
extension PayoutColumn: SourceColumn { var place: Int { Self.allCases.firstIndex(of: self) ?? 0 } }

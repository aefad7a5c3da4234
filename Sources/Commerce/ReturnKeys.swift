public import Columns

/// The columns of the returns entity: goods that came back to a warehouse, with no money in it.
///
/// A document is one return; what a refund pays back is a document of ``OrderKeys``. What buyers write themselves is not
/// kept: it is personal, and nothing needs it.
public enum ReturnKeys {
  /// The platform's id of the return, such as the number plate of the unit; with the store it is the natural key.
  public static let externalID = OrderKeys.externalID
  /// When the goods came back.
  public static let returnedAt = ColumnKey<Instant>("returned_at", .document)
  /// The civil date of that, in the zone in which it is written.
  public static let returnedOn = ColumnKey<CivilDate>("returned_on", .document)
  /// The platform's id of the order.
  public static let orderID = ColumnKey<TextRange>("order_id", .document)
  /// The status as the source words it, such as `Unit returned to inventory`.
  public static let sourceStatus = OrderKeys.sourceStatus

  /// Stock-keeping unit.
  public static let sku = OrderKeys.sku
  /// Amazon's number of the catalogue entry.
  public static let asin = InventoryKeys.asin
  /// Amazon's number of the goods in its warehouses.
  public static let fnsku = InventoryKeys.fnsku
  /// What the goods are called.
  public static let title = OrderKeys.title
  /// Units that came back.
  public static let quantity = OrderKeys.quantity
  /// The warehouse they came back to.
  public static let place = InventoryKeys.place
  /// The state they are in, as the source words it, such as `SELLABLE` or `CUSTOMER_DAMAGED`.
  public static let disposition = ColumnKey<TextRange>("disposition", .line)
  /// Why they came back, as the source words it.
  public static let reason = ColumnKey<TextRange>("reason", .line)

  /// The fields, in the order in which people read them.
  public static let fields: [EntityField] = [
    EntityField(.id(externalID), .filled), EntityField(.instant(returnedAt, day: returnedOn)),
    EntityField(.day(returnedOn)), EntityField(.id(orderID)), EntityField(.text(sourceStatus)),
    EntityField(.text(sku)), EntityField(.id(asin)), EntityField(.id(fnsku)), EntityField(.text(title)),
    EntityField(.number(quantity), .filled), EntityField(.text(place)), EntityField(.text(disposition)),
    EntityField(.text(reason)),
  ]
}

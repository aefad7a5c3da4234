public import Columns

/// The columns of the inventory entity: a line is the stock of one article at one place.
///
/// A document is what a source tells at once and a later one replaces whole: the level of an article at a place on
/// Shopify, the article on Amazon, the product with its variations on WooCommerce.
public enum InventoryKeys {
  /// The id of what is told at once; with the store it is the natural key.
  public static let externalID = OrderKeys.externalID
  /// What the product is called.
  public static let title = ColumnKey<TextRange>("title", .document)
  /// When it last changed, as the platform tells.
  public static let updatedAt = ColumnKey<Instant>("updated_at", .document)

  /// The platform's id of what stock is kept of, as setting stock takes it.
  public static let article = ColumnKey<TextRange>("article", .line)
  /// Stock-keeping unit.
  public static let sku = OrderKeys.sku
  /// Amazon's number of the catalogue entry.
  public static let asin = ColumnKey<TextRange>("asin", .line)
  /// Amazon's number of the goods in its warehouses.
  public static let fnsku = ColumnKey<TextRange>("fnsku", .line)
  /// EAN, UPC or another code on the goods.
  public static let barcode = ColumnKey<TextRange>("barcode", .line)
  /// The condition of the goods, as the source words it.
  public static let condition = ColumnKey<TextRange>("condition", .line)
  /// The platform's id of the place; missing where it knows only one.
  public static let place = ColumnKey<TextRange>("place", .line)
  /// What the place is called.
  public static let placeName = ColumnKey<TextRange>("place_name", .line)
  /// The country of the place, as the source spells it.
  public static let placeCountry = ColumnKey<TextRange>("place_country", .line)
  /// Units that can be sold; missing where none are counted, and negative where more were sold than there were.
  public static let available = ColumnKey<Exact>("available", .line)
  /// Units that lie there.
  public static let onHand = ColumnKey<Exact>("on_hand", .line)
  /// Units that are promised to buyers or held back.
  public static let reserved = ColumnKey<Exact>("reserved", .line)
  /// Units on their way to the place.
  public static let inbound = ColumnKey<Exact>("inbound", .line)
  /// Units that lie there and cannot be sold.
  public static let unfulfillable = ColumnKey<Exact>("unfulfillable", .line)
  /// 0 when the platform does not count the article's units, 1 when it does.
  public static let tracked = ColumnKey<Int32>("tracked", .line)
  /// What a unit costs the seller.
  public static let cost = ColumnKey<Exact>("cost", .line)

  /// The fields, in the order in which people read them.
  public static let fields: [EntityField] = [
    EntityField(.id(externalID), .filled), EntityField(.text(title)),
    EntityField(.instant(updatedAt, day: nil), isContent: false), EntityField(.id(article)), EntityField(.text(sku)),
    EntityField(.id(asin)), EntityField(.id(fnsku)), EntityField(.id(barcode)), EntityField(.text(condition)),
    EntityField(.id(place)), EntityField(.text(placeName)), EntityField(.text(placeCountry)),
    EntityField(.number(available), .mapped), EntityField(.number(onHand)), EntityField(.number(reserved)),
    EntityField(.number(inbound)), EntityField(.number(unfulfillable)), EntityField(.flag(tracked)),
    EntityField(.number(cost)),
  ]
}

public import Columns

/// The columns of the products entity: a document is a product, a line is a variant, which has SKU and price.
///
/// A product without choices has one variant. Prices are in the shop's currency where no currency is given.
public enum ProductKeys {
  /// The platform's id of the product; with the store it is the natural key.
  public static let externalID = OrderKeys.externalID
  /// What it is called.
  public static let title = ColumnKey<TextRange>("title", .document)
  /// Its description, as the platform keeps it.
  public static let description = ColumnKey<TextRange>("description", .document)
  /// The status as the source words it.
  public static let sourceStatus = OrderKeys.sourceStatus
  /// Whether it is on sale.
  public static let status = ColumnKey<ProductStatus>("status", .document)
  /// Who makes it, or its brand.
  public static let vendor = ColumnKey<TextRange>("vendor", .document)
  /// What kind of thing it is, as the source words it.
  public static let category = ColumnKey<TextRange>("category", .document)
  /// Words by which it is found, as the source separates them.
  public static let tags = ColumnKey<TextRange>("tags", .document)
  /// The id of the product whose variation it is, where the platform lists variations as products of their own.
  public static let parent = ColumnKey<TextRange>("parent", .document)
  /// When it was made.
  public static let createdAt = ColumnKey<Instant>("created_at", .document)
  /// When it last changed, as the platform tells.
  public static let updatedAt = ColumnKey<Instant>("updated_at", .document)
  /// The currency of its prices.
  public static let currency = OrderKeys.currency

  /// The platform's id of the variant.
  public static let variantID = ColumnKey<TextRange>("variant_id", .line)
  /// Stock-keeping unit.
  public static let sku = OrderKeys.sku
  /// EAN, UPC or another code on the goods.
  public static let barcode = ColumnKey<TextRange>("barcode", .line)
  /// What sets the variant apart, such as `Blue / M`.
  public static let options = ColumnKey<TextRange>("options", .line)
  /// Price of one unit, with or without tax as the shop keeps it.
  public static let price = ColumnKey<Exact>("price", .line)
  /// The higher price that a reduced one is compared with.
  public static let compareAtPrice = ColumnKey<Exact>("compare_at_price", .line)
  /// What a unit costs the seller.
  public static let cost = ColumnKey<Exact>("cost", .line)
  /// Units in stock as the product list tells; ``InventoryKeys`` say where they are.
  public static let stock = ColumnKey<Exact>("stock", .line)
  /// 0 when the platform does not count the variant's units, 1 when it does.
  public static let tracked = ColumnKey<Int32>("tracked", .line)
  /// The platform's id of what stock is kept of, as ``InventoryKeys/article`` has it.
  public static let article = InventoryKeys.article
  /// Weight of one unit, in ``weightUnit``.
  public static let weight = ColumnKey<Exact>("weight", .line)
  /// The unit of the weight, such as `g`.
  public static let weightUnit = ColumnKey<TextRange>("weight_unit", .line)
  /// Who sends it, as the source words it, such as `DEFAULT` or `AMAZON_EU`.
  public static let fulfillmentChannel = ColumnKey<TextRange>("fulfillment_channel", .line)

  /// The fields, in the order in which people read them.
  public static let fields: [EntityField] = [
    EntityField(.id(externalID), .filled), EntityField(.text(title)), EntityField(.text(description)),
    EntityField(.text(sourceStatus)), EntityField(.word(status.codes, ProductStatus.words)),
    EntityField(.text(vendor)), EntityField(.text(category)), EntityField(.text(tags)), EntityField(.id(parent)),
    EntityField(.instant(createdAt, day: nil)), EntityField(.instant(updatedAt, day: nil), isContent: false),
    EntityField(.currency(currency)), EntityField(.id(variantID)), EntityField(.text(sku)),
    EntityField(.id(barcode)), EntityField(.text(options)), EntityField(.number(price)),
    EntityField(.number(compareAtPrice)), EntityField(.number(cost)), EntityField(.number(stock)),
    EntityField(.flag(tracked)), EntityField(.id(article)), EntityField(.number(weight)),
    EntityField(.text(weightUnit)), EntityField(.text(fulfillmentChannel)),
  ]
}

/// Whether a product is on sale, in the words that every platform's own statuses are mapped to.
public enum ProductStatus: Int32, ColumnValue, CaseIterable {
  /// On sale.
  case active = 1
  /// Not on sale, or not yet.
  case draft = 2
  /// No longer on sale.
  case archived = 3

  /// The status of a stored number.
  @inlinable public init(stored: Int32) { self = ProductStatus(rawValue: stored) ?? .draft }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .active: "active"
    case .draft: "draft"
    case .archived: "archived"
    }
  }

  /// All words with their codes.
  public static let words = allCases.map { (code: $0.rawValue, name: $0.name) }
}

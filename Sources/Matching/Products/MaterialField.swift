/// What is kept of a material and exchanged with stores.
///
/// The first four belong to the product that a material is a variant of, the others to the variant itself.
public enum MaterialField: String, Sendable, CaseIterable {
  /// What it is called: `title` on Shopify, `name` on WooCommerce, `item_name` on Amazon.
  case name
  /// Its description: `body_html`, `description`, `product_description`.
  case description
  /// `active`, `draft` or `archived`.
  case status
  /// What kind of thing it is, in the ledger's words.
  case category
  /// Stock-keeping unit: `variants[].sku`, `sku`, `seller_sku`.
  case sku
  /// EAN, UPC or another code on the goods.
  case barcode
  /// Price of one unit, a decimal number with a point: `variants[].price`, `regular_price`, `price.amount`.
  case price
  /// What a variant belongs to, where the platform lists each by itself. It is told once and compared with nothing.
  case parent
  /// What the variants of that differ by, in the platform's words: it is told with ``parent``.
  case theme

  /// The fields that are kept, and compared with those of stores.
  public static let allCases = ofProducts + ofArticles

  /// Whether all variants of a product share it.
  public var isOfProduct: Bool {
    switch self {
    case .name, .description, .status, .category: true
    case .sku, .barcode, .price, .parent, .theme: false
    }
  }

  /// The fields of a product.
  public static let ofProducts: [MaterialField] = [.name, .description, .status, .category]
  /// The fields of a variant.
  public static let ofArticles: [MaterialField] = [.sku, .barcode, .price]

  /// The field of a name, among those that are kept.
  public init?(name: String) {
    guard let field = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
    self = field
  }

  /// Whether a store can be told that there is none any more; the others are never emptied.
  public var canBeEmptied: Bool { self == .description || self == .barcode }
}

/// Which way values go between the ledger and a store.
public enum SyncDirection: String, Sendable, CaseIterable {
  /// The ledger takes what the store says, and tells it nothing.
  case fromStore = "from_store"
  /// The store is told what the ledger says, and what it says itself is not taken.
  case toStore = "to_store"
  /// Both ways.
  case both
  /// No way.
  case none

  /// Whether the ledger takes values.
  public var takes: Bool { self == .fromStore || self == .both }
  /// Whether the store is told values.
  public var gives: Bool { self == .toStore || self == .both }
}

/// Who decides when a value was changed on both sides.
public enum ConflictPolicy: String, Sendable, CaseIterable {
  /// The later change, by each side's own time.
  case lastWriteWins = "last_write_wins"
  /// A person.
  case manual
}

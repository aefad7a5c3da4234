/// What folding a store's products into the materials came to: what is to be told, what waits, and what is wrong.

/// Values that a store is to be told of one product.
public struct ProductDecision: Sendable, Equatable {
  /// One value.
  public struct Change: Sendable, Equatable {
    /// The variant that it is about; `nil` for the product, and for a variant that is to be created.
    public var variant: String?
    /// The variant's material; `nil` for the product.
    public var material: Int64?
    /// The field.
    public var field: MaterialField
    /// The value that the decision rests on.
    public var seen: String?
    /// The value to be told; `nil` to empty the field.
    public var value: String?

    /// A value.
    public init(variant: String?, material: Int64?, field: MaterialField, seen: String?, value: String?) {
      self.variant = variant
      self.material = material
      self.field = field
      self.seen = seen
      self.value = value
    }
  }

  /// The platform's id of the product; `nil` for one that is to be created.
  public var product: String?
  /// The family.
  public var family: Int64
  /// The values, the product's first.
  public var changes: [Change]
  /// What sets variants that are to be created, or to be told what they belong to, apart; by their materials.
  public var options: [Int64: String]
  /// What the family is called; `nil` where nothing asks for it.
  public var familyName: String?

  /// Values of a product.
  public init(product: String?, family: Int64, changes: [Change], options: [Int64: String] = [:]) {
    self.product = product
    self.family = family
    self.changes = changes
    self.options = options
  }
}

/// Something about a store's product that a person should know; the rest of it was done.
public struct CatalogueProblem: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Several articles of the store, or of the ledger, have the SKU: it says nothing.
    case repeatedSKU = "repeated_sku"
    /// It has no SKU, so that it is known by its id only and is not created in other stores.
    case noSKU = "no_sku"
    /// The variation shows its product's SKU.
    case inheritedSKU = "inherited_sku"
    /// The product whose variation it is, is not there.
    case lostParent = "lost_parent"
    /// The price is zero or less, and is not exchanged.
    case priceOfZero = "price_of_zero"
    /// The price has more decimals than the currency, and is not exchanged.
    case priceDecimals = "price_decimals"
    /// The name holds HTML, and is not exchanged.
    case markup
    /// It has no price in what the store's prices are, and is not created there.
    case noPrice = "no_price"
    /// The store's product has no variants, and none can be made of its own article, so that a material of its family is not
    /// created there.
    case noVariants = "no_variants"
    /// The platform lists each variant by itself, and nothing says by what this one differs from those of its family: it
    /// belongs to none.
    case noTheme = "no_theme"
    /// Other variants of its family belong to something that is not the seller's: it belongs to none.
    case foreignParent = "foreign_parent"
    /// It is no longer to be sold, and the platform cannot be told that.
    case stillOnSale = "still_on_sale"
    /// It is perhaps a material that is there; a person has to say.
    case proposed
    /// The store no longer has it.
    case gone
    /// Something about its stock, which the detail names.
    case stock
  }

  /// What it is.
  public var kind: Kind
  /// The store's article; its variant is empty for the product.
  public var article: ArticleKey
  /// What to know besides, such as the SKU.
  public var detail: String

  /// A problem.
  public init(_ kind: Kind, _ article: ArticleKey, _ detail: String = "") {
    self.kind = kind
    self.article = article
    self.detail = detail
  }
}

/// A value that both sides have changed, while a person has to say which counts.
public struct FieldConflict: Sendable, Equatable {
  /// What it is about.
  public var key: ConflictKey
  /// The material; the family's for a field of the product.
  public var owner: Int64
  /// What the ledger has.
  public var ledger: FieldMerge.Told
  /// What the store has.
  public var store: FieldMerge.Told
}

/// A store's article that is perhaps a material.
public struct LinkProposal: Sendable, Hashable {
  /// The article.
  public var article: ArticleKey
  /// The material.
  public var material: Int64

  /// A proposal.
  public init(article: ArticleKey, material: Int64) {
    self.article = article
    self.material = material
  }
}

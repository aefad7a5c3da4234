/// What the ledger knows of materials, and of what one store has of them.
///
/// It is loaded whole, changed by ``CatalogueFold``, and what changed is written back.
public struct CatalogueBook: Sendable {
  /// A value of the ledger: what it is, when it was changed, and by which store.
  public typealias Told = FieldMerge.Told

  /// What the materials of one product have in common.
  public struct Family: Sendable, Equatable {
    /// Its values.
    public var values: [MaterialField: Told] = [:]
    /// Its materials.
    public var materials: [Int64] = []

    /// A family without anything.
    public init() {}
  }

  /// A material: something that is bought, kept in stock and sold.
  public struct Material: Sendable, Equatable {
    /// The family that it belongs to.
    public var family: Int64
    /// What sets it apart within its family, such as `Blue / M`.
    public var option: String?
    /// In what its price is: a currency, and whether tax is in it.
    public var priceBasis: String?
    /// Its values.
    public var values: [MaterialField: Told] = [:]

    /// A material.
    public init(family: Int64, option: String? = nil, priceBasis: String? = nil) {
      self.family = family
      self.option = option
      self.priceBasis = priceBasis
    }
  }

  /// A value as a store tells it.
  public struct Side: Sendable, Equatable {
    /// What it is; `nil` for none.
    public var seen: String?
    /// When it was changed, as far as is known.
    public var at: Int64?
    /// What ledger and store agreed on last.
    public var agreed = FieldMerge.Agreed.nothing
    /// Whether the store's value is not fit to be exchanged.
    public var isWithheld = false

    /// A value.
    public init(_ seen: String? = nil, at: Int64? = nil) {
      self.seen = seen
      self.at = at
    }
  }

  /// A store's product, and the family that it is.
  public struct ProductLink: Sendable, Equatable {
    /// The family.
    public var family: Int64
    /// The id of the product whose variation it is, where the platform lists variations as products of their own.
    public var parent: String?
    /// Whether the store no longer has it.
    public var isGone = false
    /// Whether it fits the filters.
    public var isWanted = true
    /// Its values.
    public var sides: [MaterialField: Side] = [:]

    /// A link.
    public init(family: Int64, parent: String? = nil) {
      self.family = family
      self.parent = parent
    }
  }

  /// A store's article, and the material that it is.
  public struct ArticleLink: Sendable, Equatable {
    /// The material.
    public var material: Int64
    /// Why.
    public var rule: LinkRule
    /// The platform's id of what stock is kept of.
    public var article: String?
    /// Whether the store no longer has it.
    public var isGone = false
    /// Its values.
    public var sides: [MaterialField: Side] = [:]

    /// A link.
    public init(material: Int64, rule: LinkRule, article: String? = nil) {
      self.material = material
      self.rule = rule
      self.article = article
    }
  }

  /// Families by their numbers.
  public var families: [Int64: Family] = [:]
  /// Materials by their numbers.
  public var materials: [Int64: Material] = [:]
  /// The store's products by the platform's ids.
  public var products: [String: ProductLink] = [:]
  /// The store's articles.
  public var articles: [ArticleKey: ArticleLink] = [:]
  /// Units of materials in stock at all places together, in millionths; where a rule asks for the least.
  public var stock: [Int64: Int64] = [:]
  /// Materials that the store was told to create, and that have not been seen there since.
  public var awaited: Set<Int64> = []
  /// The store's products that were told once what they belong to.
  public var joined: Set<String> = []
  /// Articles of the store that are perhaps materials.
  public var proposals: Set<LinkProposal> = []
  /// Articles that a person has decided to be no material that is there already.
  public var decidedNew: Set<ArticleKey> = []

  /// Nothing.
  public init() {}
}

/// A conflict, by what it is about.
public struct ConflictKey: Sendable, Hashable {
  /// The store's article; its variant is empty for a field of the product.
  public var article: ArticleKey
  /// The field.
  public var field: MaterialField

  /// A conflict.
  public init(_ article: ArticleKey, _ field: MaterialField) {
    self.article = article
    self.field = field
  }
}

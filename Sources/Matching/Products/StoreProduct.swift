public import Commerce

/// A product as a store tells it at a time, with all its variants.
public struct StoreProduct: Sendable, Equatable {
  /// A variant.
  public struct Article: Sendable, Equatable {
    /// The platform's id of the variant; empty where the product is its only one.
    public var variant: String
    /// The platform's id of what stock is kept of.
    public var article: String?
    /// What sets it apart, such as `Blue / M`.
    public var option: String?
    /// Stock-keeping unit.
    public var sku: String?
    /// EAN, UPC or another code.
    public var barcode: String?
    /// Price of one unit.
    public var price: Exact?
    /// Units in stock, as the product list tells.
    public var stock: Exact?

    /// A variant.
    public init(
      variant: String, article: String? = nil, option: String? = nil, sku: String? = nil, barcode: String? = nil,
      price: Exact? = nil, stock: Exact? = nil
    ) {
      self.variant = variant
      self.article = article
      self.option = option
      self.sku = sku
      self.barcode = barcode
      self.price = price
      self.stock = stock
    }
  }

  /// The platform's id.
  public var product: String
  /// The id of the product whose variation it is, where the platform lists variations as products of their own.
  public var parent: String?
  /// What it is called.
  public var name: String?
  /// Its description.
  public var description: String?
  /// `active`, `draft` or `archived`.
  public var status: String?
  /// What kind of thing it is, in the store's words.
  public var category: String?
  /// When it last changed, as the platform tells; seconds since 1970.
  public var changedAt: Int64?
  /// Its variants; none when the product is gone.
  public var articles: [Article]

  /// A product.
  public init(
    product: String, parent: String? = nil, name: String? = nil, description: String? = nil, status: String? = nil,
    category: String? = nil, changedAt: Int64? = nil, articles: [Article]
  ) {
    self.product = product
    self.parent = parent
    self.name = name
    self.description = description
    self.status = status
    self.category = category
    self.changedAt = changedAt
    self.articles = articles
  }

  /// The product without the line that stands for itself beside its variations, and without SKUs that variations have
  /// from it: such a SKU says nothing of the article.
  ///
  /// Source: WooCommerce's REST API gives a variation without a SKU that of its parent.
  public func withoutInheritance() -> (product: StoreProduct, inherited: [ArticleKey]) {
    guard articles.count > 1, let own = articles.firstIndex(where: \.variant.isEmpty) else { return (self, []) }
    var product = self
    let parent = product.articles.remove(at: own)
    guard let sku = parent.sku else { return (product, []) }
    var inherited: [ArticleKey] = []
    for index in product.articles.indices where product.articles[index].sku == sku {
      product.articles[index].sku = nil
      inherited.append(ArticleKey(product: self.product, variant: product.articles[index].variant))
    }
    return (product, inherited)
  }
}

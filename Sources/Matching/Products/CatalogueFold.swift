import Commerce

/// Folds what a store tells of its products into the materials of the ledger, and decides what the store is to be told.
///
/// Order does not matter to what comes of it: products are taken first, and then every value is merged once.
public struct CatalogueFold: Sendable {
  /// The materials, and what the store has of them.
  public internal(set) var book: CatalogueBook
  /// How both are kept alike.
  public let rules: CatalogueRules
  /// When the store was asked, in seconds since 1970: the time of edits whose own time nobody knows.
  public let seenAt: Int64
  /// What a person should know.
  public internal(set) var problems: Set<CatalogueProblem> = []
  /// Articles that are perhaps materials.
  public internal(set) var proposals: Set<LinkProposal> = []
  /// Conflicts that wait for a person.
  public internal(set) var conflicts: [FieldConflict] = []
  /// What the store is to be told.
  public internal(set) var decisions: [ProductDecision] = []
  /// What has to be written back.
  public internal(set) var changed = Changed()

  /// The numbers of what changed.
  public struct Changed: Sendable {
    /// Families.
    public internal(set) var families: Set<Int64> = []
    /// Materials.
    public internal(set) var materials: Set<Int64> = []
    /// The store's products.
    public internal(set) var products: Set<String> = []
    /// The store's articles.
    public internal(set) var articles: Set<ArticleKey> = []
  }

  var index: MaterialIndex
  var nextFamily: Int64
  var nextMaterial: Int64
  /// The materials that an article of the store is linked to.
  var linked: Set<Int64>
  /// How many articles of the store show a SKU or a barcode.
  var codeCounts: [String: Int] = [:]
  /// The variants of each product that were linked before.
  var variantsBefore: [String: [String]] = [:]
  /// The family of the variations of a parent.
  var familyOfParent: [String: Int64] = [:]
  /// What the listings of a family belong to.
  var familyParents: [Int64: Set<String>] = [:]

  /// A fold of a store's products into `book`.
  ///
  /// - Parameters:
  ///   - nextFamily: the first free number of a family.
  ///   - nextMaterial: the first free number of a material.
  public init(
    _ book: CatalogueBook, _ rules: CatalogueRules, seenAt: Int64, nextFamily: Int64, nextMaterial: Int64
  ) {
    self.book = book
    self.rules = rules
    self.seenAt = seenAt
    self.nextFamily = nextFamily
    self.nextMaterial = nextMaterial
    index = MaterialIndex(book)
    linked = Set(book.articles.values.filter { !$0.isGone }.map(\.material))
    for key in book.articles.keys { variantsBefore[key.product, default: []].append(key.variant) }
    for link in book.products.values {
      guard let parent = link.parent else { continue }
      familyOfParent[parent] = min(familyOfParent[parent] ?? link.family, link.family)
    }
  }

  // MARK: Taking

  /// Takes what the store tells, then merges every value of the store and decides what it is to be told.
  ///
  /// - Parameters:
  ///   - told: the products that were told since the last time, each once, with all their variants.
  ///   - again: products that were told earlier and have not changed: those with articles that are not linked, which may
  ///     take part by now, and all that there are where products are filtered.
  ///   - others: SKU and barcode of every article that the store has besides those that were told; by default those of
  ///     articles that are linked, and of products that are looked at again.
  ///   - products: the store's ids of all products; a variation whose parent is not among them has lost it. `nil` where
  ///     parents are no products.
  public mutating func fold(
    _ told: [StoreProduct], again: [StoreProduct] = [], others: [(sku: String?, barcode: String?)]? = nil,
    products: Set<String>? = nil
  ) {
    let told = told.map { clean($0) }
    let again = again.map { clean($0) }
    count(told, again, others)
    let ids = Set((told + again).map(\.product))
    proposals = book.proposals.filter { !ids.contains($0.article.product) }
    for product in told { take(product, products) }
    for product in again { look(at: product, products) }
    book.proposals = proposals
    settle()
    for link in book.products.values where !link.isGone {
      if let parent = link.parent { familyParents[link.family, default: []].insert(parent) }
    }
    create()
    join()
  }

  private mutating func clean(_ product: StoreProduct) -> StoreProduct {
    let (own, inherited) = product.withoutInheritance()
    for key in inherited { problems.insert(CatalogueProblem(.inheritedSKU, key)) }
    return own
  }

  private mutating func count(
    _ told: [StoreProduct], _ again: [StoreProduct], _ others: [(sku: String?, barcode: String?)]?
  ) {
    let ids = Set(told.map(\.product))
    if let others {
      for other in others { note(ProductValues.text(other.sku), ProductValues.text(other.barcode)) }
    } else {
      for (key, link) in book.articles where !link.isGone && !ids.contains(key.product) {
        note(link.sides[.sku]?.seen, link.sides[.barcode]?.seen)
      }
      for product in again {
        for article in product.articles where isOpen(article, of: product) {
          note(ProductValues.text(article.sku), ProductValues.text(article.barcode))
        }
      }
    }
    for article in told.flatMap(\.articles) {
      note(ProductValues.text(article.sku), ProductValues.text(article.barcode))
    }
  }

  private mutating func note(_ sku: String?, _ barcode: String?) {
    if let sku { codeCounts["s" + sku, default: 0] += 1 }
    if let barcode { codeCounts["b" + barcode, default: 0] += 1 }
  }

  func isShown(sku: String) -> Bool { codeCounts["s" + sku] != nil }
  func isRepeated(sku: String) -> Bool { codeCounts["s" + sku] ?? 0 > 1 }
  func isRepeated(barcode: String) -> Bool { codeCounts["b" + barcode] ?? 0 > 1 }

  private mutating func take(_ product: StoreProduct, _ products: Set<String>?) {
    if product.articles.isEmpty { return lose(product) }
    if let parent = product.parent, let products, !products.contains(parent) {
      problems.insert(CatalogueProblem(.lostParent, ArticleKey(product: product.product, variant: ""), parent))
    }
    let isWanted = isWanted(product)
    guard isWanted || book.products[product.product] != nil else { return }
    link(product)
    guard book.products[product.product] != nil else { return }
    see(product, isWanted: isWanted)
  }

  /// Looks at a product again that was told earlier and has not changed. What is linked is not read again, for the store may
  /// have been told something since.
  private mutating func look(at product: StoreProduct, _ products: Set<String>?) {
    guard let known = book.products[product.product] else { return take(product, products) }
    guard !known.isGone, !product.articles.isEmpty else { return }
    let isWanted = isWanted(product)
    if known.isWanted != isWanted {
      book.products[product.product]?.isWanted = isWanted
      changed.products.insert(product.product)
    }
    let open = product.articles.filter { isOpen($0, of: product) }
    guard !open.isEmpty else { return }
    link(product)
    for article in open { see(article, of: product) }
  }

  /// Whether an article is linked to no material.
  private func isOpen(_ article: StoreProduct.Article, of product: StoreProduct) -> Bool {
    book.articles[ArticleKey(product: product.product, variant: article.variant)] == nil
  }

  /// Whether a product fits the filters.
  private func isWanted(_ product: StoreProduct) -> Bool {
    if rules.onlyActive, own(.status, of: product) ?? product.status != "active" { return false }
    if let least = rules.minimumStock {
      let stock = product.articles.reduce(Int64(0)) { $0 &+ max(0, $1.stock?.millionths ?? 0) }
      if stock < least { return false }
    }
    return rules.takes(category: own(.category, of: product) ?? rules.category(product.category))
  }

  /// What the ledger has of a field that means something else to the store, once it knows the product.
  private func own(_ field: MaterialField, of product: StoreProduct) -> String? {
    guard rules.unread.contains(field) else { return nil }
    let known = product.articles.lazy.compactMap { ProductValues.text($0.sku) }
      .compactMap { sku in index.materials(ofSKU: sku).first.flatMap { book.materials[$0]?.family } }.first
    return (book.products[product.product]?.family ?? known).flatMap { book.families[$0]?.values[field]?.value }
  }

  /// The store no longer has a product.
  private mutating func lose(_ product: StoreProduct) {
    guard let link = book.products[product.product], !link.isGone else { return }
    for variant in variantsBefore[product.product] ?? [] {
      lose(ArticleKey(product: product.product, variant: variant))
    }
    book.products[product.product]?.isGone = true
    changed.products.insert(product.product)
    problems.insert(CatalogueProblem(.gone, ArticleKey(product: product.product, variant: "")))
    guard rules.archivesRemoved, rules.direction.takes else { return }
    book.families[link.family]?.values[.status] = FieldMerge.Told("archived", at: product.changedAt ?? seenAt)
    changed.families.insert(link.family)
  }

  mutating func lose(_ key: ArticleKey) {
    guard let link = book.articles[key], !link.isGone else { return }
    book.articles[key]?.isGone = true
    linked.remove(link.material)
    changed.articles.insert(key)
    problems.insert(CatalogueProblem(.gone, key))
  }
}

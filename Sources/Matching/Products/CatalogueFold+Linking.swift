/// Which material an article of a store is: by its link, else by SKU, else by barcode; a likeness is only proposed.
extension CatalogueFold {
  /// Links a product and its articles, and makes families and materials of those that are new.
  mutating func link(_ product: StoreProduct) {
    // First what is gone: an article may have come back under another id, as when a product gets its first variations.
    let told = Set(product.articles.map(\.variant))
    let gone = (variantsBefore[product.product] ?? []).filter { !told.contains($0) }
      .map { ArticleKey(product: product.product, variant: $0) }
    for key in gone { lose(key) }
    var known: [String: Int64] = [:]
    var rules: [String: LinkRule] = [:]
    for article in product.articles {
      let key = ArticleKey(product: product.product, variant: article.variant)
      if let link = book.articles[key] {
        known[article.variant] = link.material
        continue
      }
      guard let (material, rule) = match(article, key) else { continue }
      (known[article.variant], rules[article.variant]) = (material, rule)
      linked.insert(material)
    }
    let firstKnown = product.articles.lazy.compactMap { known[$0.variant] }.first
    guard let family = family(of: product, firstKnown: firstKnown) else { return }
    for article in product.articles {
      let key = ArticleKey(product: product.product, variant: article.variant)
      if book.articles[key] != nil {
        if book.articles[key]?.isGone == true { comeBack(key) }
        continue
      }
      if let material = known[article.variant], let rule = rules[article.variant] {
        add(CatalogueBook.ArticleLink(material: material, rule: rule, article: article.article), at: key)
      } else if let material = create(article, key, in: family, named: product.name) {
        add(CatalogueBook.ArticleLink(material: material, rule: .created, article: article.article), at: key)
      }
    }
    for key in gone where book.articles[key].map({ linked.contains($0.material) }) == true {
      problems.remove(CatalogueProblem(.gone, key))
    }
  }

  private mutating func add(_ link: CatalogueBook.ArticleLink, at key: ArticleKey) {
    book.articles[key] = link
    book.awaited.remove(link.material)
    linked.insert(link.material)
    changed.articles.insert(key)
  }

  private mutating func comeBack(_ key: ArticleKey) {
    guard let material = book.articles[key]?.material, !linked.contains(material) else { return }
    book.articles[key]?.isGone = false
    linked.insert(material)
    changed.articles.insert(key)
  }

  /// The material of an article that is not linked yet.
  private mutating func match(_ article: StoreProduct.Article, _ key: ArticleKey) -> (Int64, LinkRule)? {
    if book.decidedNew.contains(key) { return nil }
    if let sku = ProductValues.text(article.sku) {
      if isRepeated(sku: sku) {
        problems.insert(CatalogueProblem(.repeatedSKU, key, sku))
      } else {
        let found = index.materials(ofSKU: sku).filter { book.materials[$0]?.values[.sku]?.value == sku }
        if found.count > 1 { problems.insert(CatalogueProblem(.repeatedSKU, key, sku)) }
        if found.count == 1, !linked.contains(found[0]) { return (found[0], .sku) }
        // Two SKUs that differ are two articles, whatever code is on the goods.
        return nil
      }
    } else {
      problems.insert(CatalogueProblem(.noSKU, key))
    }
    guard let barcode = ProductValues.text(article.barcode), !isRepeated(barcode: barcode) else { return nil }
    let found = index.materials(ofBarcode: barcode).filter { book.materials[$0]?.values[.barcode]?.value == barcode }
    return found.count == 1 && !linked.contains(found[0]) ? (found[0], .barcode) : nil
  }

  // MARK: New ones

  /// The family of a product: that of its link, of an article that is known, of its siblings, or a new one; `nil` when the
  /// product is not to be linked.
  private mutating func family(of product: StoreProduct, firstKnown: Int64?) -> Int64? {
    if let link = book.products[product.product] {
      if link.isGone {
        book.products[product.product]?.isGone = false
        changed.products.insert(product.product)
      }
      return link.family
    }
    var family = firstKnown.flatMap { book.materials[$0]?.family }
    if family == nil {
      guard rules.createsMissing, rules.direction.takes else { return nil }
      if let parent = product.parent {
        family = familyOfParent[parent]
      }
      let areProposed = product.articles.allSatisfy { article in
        propose(article, ArticleKey(product: product.product, variant: article.variant), named: product.name)
      }
      if family == nil, areProposed { return nil }
    }
    let number = family ?? nextFamily
    if family == nil {
      nextFamily += 1
      book.families[number] = CatalogueBook.Family()
      changed.families.insert(number)
    }
    if let parent = product.parent, familyOfParent[parent] == nil { familyOfParent[parent] = number }
    book.products[product.product] = CatalogueBook.ProductLink(family: number, parent: product.parent)
    changed.products.insert(product.product)
    return number
  }

  /// Makes a material of an article, unless it is perhaps one that is there.
  private mutating func create(
    _ article: StoreProduct.Article, _ key: ArticleKey, in family: Int64, named name: String?
  ) -> Int64? {
    guard rules.createsMissing, rules.direction.takes, !propose(article, key, named: name) else { return nil }
    let number = nextMaterial
    nextMaterial += 1
    var material = CatalogueBook.Material(family: family, option: ProductValues.text(article.option))
    // So that articles behind it in the same round find it by what tells them apart.
    if let sku = ProductValues.text(article.sku), !isRepeated(sku: sku) {
      material.values[.sku] = FieldMerge.Told(sku)
    }
    book.materials[number] = material
    book.families[family]?.materials.append(number)
    index.add(number, of: book)
    changed.materials.insert(number)
    changed.families.insert(family)
    return number
  }

  /// Whether an article is perhaps a material that is there, which is proposed to a person.
  private mutating func propose(_ article: StoreProduct.Article, _ key: ArticleKey, named name: String?) -> Bool {
    guard !book.decidedNew.contains(key) else { return false }
    // A SKU of its own that no material has says that it is another article.
    if let sku = ProductValues.text(article.sku), !isRepeated(sku: sku) { return false }
    let alike = index.materials(named: ProductValues.text(name), option: ProductValues.text(article.option))
      .filter { !linked.contains($0) }
    for material in alike { proposals.insert(LinkProposal(article: key, material: material)) }
    if !alike.isEmpty {
      let numbers = alike.map(String.init).joined(separator: ", ")
      problems.insert(CatalogueProblem(.proposed, key, numbers))
    }
    return !alike.isEmpty
  }
}

/// Notes what a store's product says now, in the form in which values are compared.
extension CatalogueFold {
  mutating func see(_ product: StoreProduct, isWanted: Bool) {
    let own = ArticleKey(product: product.product, variant: "")
    guard var link = book.products[product.product] else { return }
    let before = link
    link.isWanted = isWanted
    link.parent = product.parent
    let name = ProductValues.name(product.name)
    if name.flaw != nil { problems.insert(CatalogueProblem(.markup, own, "name")) }
    let told: [(MaterialField, String?)] = [
      (.name, name.value), (.description, ProductValues.text(product.description)),
      (.status, ProductValues.text(product.status)), (.category, rules.category(product.category)),
    ]
    for (field, value) in told {
      let isWithheld = field == .name && name.flaw != nil
      note(value, isWithheld: isWithheld, at: product.changedAt, &link.sides[field, default: .init()])
    }
    if link != before {
      book.products[product.product] = link
      changed.products.insert(product.product)
    }
    for article in product.articles { see(article, of: product) }
  }

  /// Notes what one of its articles says.
  mutating func see(_ article: StoreProduct.Article, of product: StoreProduct) {
    let key = ArticleKey(product: product.product, variant: article.variant)
    guard var link = book.articles[key] else { return }
    let before = link
    link.article = article.article ?? link.article
    let sku = ProductValues.text(article.sku)
    let isSKURepeated = sku.map { isRepeated(sku: $0) || isTaken($0, by: link.material) } ?? false
    if isSKURepeated { problems.insert(CatalogueProblem(.repeatedSKU, key, sku ?? "")) }
    if sku == nil { problems.insert(CatalogueProblem(.noSKU, key)) }
    let price = ProductValues.price(article.price, decimals: rules.priceDecimals)
    switch price.flaw {
    case .priceOfZero: problems.insert(CatalogueProblem(.priceOfZero, key))
    case .priceDecimals:
      problems.insert(CatalogueProblem(.priceDecimals, key, article.price.map { "\($0)" } ?? ""))
    case .markup, nil: break
    }
    let told: [(MaterialField, String?, Bool)] = [
      (.sku, sku, isSKURepeated), (.barcode, ProductValues.text(article.barcode), false),
      (.price, price.value, price.flaw != nil),
    ]
    for (field, value, isWithheld) in told {
      note(value, isWithheld: isWithheld, at: product.changedAt, &link.sides[field, default: .init()])
    }
    if link != before {
      book.articles[key] = link
      changed.articles.insert(key)
    }
    let option = ProductValues.text(article.option)
    if link.rule == .created, option != nil, book.materials[link.material]?.option != option {
      book.materials[link.material]?.option = option
      changed.materials.insert(link.material)
    }
  }

  /// Whether another material than `material` has a SKU.
  private func isTaken(_ sku: String, by material: Int64) -> Bool {
    index.materials(ofSKU: sku).contains { $0 != material && book.materials[$0]?.values[.sku]?.value == sku }
  }

  /// Notes a value. Where the platform's time did not move with an edit, its time is when the edit was seen.
  private func note(_ value: String?, isWithheld: Bool, at changedAt: Int64?, _ side: inout CatalogueBook.Side) {
    side.isWithheld = isWithheld
    let isFirst = side.at == nil && side.seen == nil && side.agreed == .nothing
    guard isFirst || value != side.seen else { return }
    side.seen = value
    let before = side.at
    side.at = changedAt.map { changed in before.map { changed > $0 ? changed : max(seenAt, $0) } ?? changed } ?? seenAt
  }
}

/// Merges every value that the store has with the ledger's, and gathers what the store is to be told.
extension CatalogueFold {
  mutating func settle() {
    let articlesOfProduct = Dictionary(grouping: book.articles.keys, by: \.product)
    for id in book.products.keys.sorted() {
      guard let link = book.products[id], !link.isGone, link.isWanted else { continue }
      let articles = (articlesOfProduct[id] ?? []).filter { book.articles[$0]?.isGone == false }.sorted()
      var changes: [ProductDecision.Change] = []
      if isWhole(link, articles) { settle(product: id, link, &changes) }
      if isStillOnSale(link) { problems.insert(Self.problem(.stillOnSale, "product \(id)")) }
      for key in articles { settle(article: key, &changes) }
      if !changes.isEmpty, rules.updatesExisting {
        decisions.append(ProductDecision(product: id, family: link.family, changes: changes))
      }
    }
  }

  /// Whether the store sells what is no longer to be sold, and cannot be told that.
  private func isStillOnSale(_ link: CatalogueBook.ProductLink) -> Bool {
    guard rules.unread.contains(.status), rules.direction.gives, link.sides[.status]?.seen == "active" else {
      return false
    }
    return book.families[link.family]?.values[.status]?.value == "archived"
  }

  /// Whether what the product says of itself is said of the family: not where it is only one of several variants, whose
  /// name tells the variant too.
  private func isWhole(_ link: CatalogueBook.ProductLink, _ articles: [ArticleKey]) -> Bool {
    let members = book.families[link.family]?.materials ?? []
    if link.parent != nil { return false }
    guard articles.allSatisfy({ book.materials[book.articles[$0]?.material ?? 0]?.family == link.family }) else {
      return false
    }
    return members.count == 1 || articles.count > 1
  }

  private mutating func settle(
    product id: String, _ link: CatalogueBook.ProductLink, _ changes: inout [ProductDecision.Change]
  ) {
    let key = ArticleKey(product: id, variant: "")
    var link = link
    for field in MaterialField.ofProducts {
      guard var side = link.sides[field], !side.isWithheld else { continue }
      let change = ProductDecision.Change(
        variant: nil, material: nil, field: field, seen: side.seen, value: nil)
      let ledger = book.families[link.family]?.values[field] ?? FieldMerge.Told(nil)
      if merge(&side, with: ledger, at: key, of: link.family, change, &changes) {
        book.families[link.family]?.values[field] = FieldMerge.Told(side.seen, at: side.at)
        changed.families.insert(link.family)
      }
      guard side != link.sides[field] else { continue }
      link.sides[field] = side
      book.products[id] = link
      changed.products.insert(id)
    }
  }

  private mutating func settle(article key: ArticleKey, _ changes: inout [ProductDecision.Change]) {
    guard var link = book.articles[key] else { return }
    for field in MaterialField.ofArticles {
      guard var side = link.sides[field], !side.isWithheld, isComparable(field, link.material) else { continue }
      let change = ProductDecision.Change(
        variant: key.variant, material: link.material, field: field, seen: side.seen, value: nil)
      let ledger = book.materials[link.material]?.values[field] ?? FieldMerge.Told(nil)
      if merge(&side, with: ledger, at: key, of: link.material, change, &changes) {
        take(field, side, of: link.material)
      }
      guard side != link.sides[field] else { continue }
      link.sides[field] = side
      book.articles[key] = link
      changed.articles.insert(key)
    }
  }

  /// Merges one value of the store with the ledger's, and gathers what comes of it.
  ///
  /// - Parameters:
  ///   - owner: the family or the material.
  ///   - change: what the store would be told, but for the value.
  /// - Returns: whether the ledger takes what the store says.
  private mutating func merge(
    _ side: inout CatalogueBook.Side, with ledger: FieldMerge.Told, at key: ArticleKey, of owner: Int64,
    _ change: ProductDecision.Change, _ changes: inout [ProductDecision.Change]
  ) -> Bool {
    let field = change.field
    let store = FieldMerge.Told(side.seen, at: side.at)
    switch rules.merge(field).outcome(ledger: ledger, store: store, agreed: side.agreed) {
    case .same: side.agreed = .value(side.seen)
    case .take:
      // A store that has lost what is never emptied, such as a SKU, does not take it from all others.
      if side.seen == nil, !field.canBeEmptied, ledger.value != nil { return false }
      side.agreed = .value(side.seen)
      return true
    case .give:
      if ledger.value == nil, !field.canBeEmptied { return false }
      var change = change
      change.value = field == .category ? ledger.value.map { rules.storeCategory($0) } : ledger.value
      changes.append(change)
    case .leave: break
    case .conflict:
      conflicts.append(FieldConflict(key: ConflictKey(key, field), owner: owner, ledger: ledger, store: store))
    }
    return false
  }

  private mutating func take(_ field: MaterialField, _ side: CatalogueBook.Side, of material: Int64) {
    book.materials[material]?.values[field] = FieldMerge.Told(side.seen, at: side.at)
    if field == .price, book.materials[material]?.priceBasis == nil {
      book.materials[material]?.priceBasis = rules.priceBasis
    }
    changed.materials.insert(material)
    index.add(material, of: book)
  }

  /// Prices in two currencies, or one with tax and one without, are not compared.
  private func isComparable(_ field: MaterialField, _ material: Int64) -> Bool {
    guard field == .price, let basis = book.materials[material]?.priceBasis else { return true }
    return basis == rules.priceBasis
  }
}

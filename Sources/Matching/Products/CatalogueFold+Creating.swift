/// Decides which products a store is to be told that it does not have.
extension CatalogueFold {
  mutating func create() {
    guard rules.createsMissing, rules.direction.gives else { return }
    let known = Set(book.articles.values.map(\.material)).union(book.awaited)
      .union(book.proposals.map(\.material))
    var products: [Int64: [String]] = [:]
    for (id, link) in book.products where !link.isGone { products[link.family, default: []].append(id) }
    let gone = Set(book.products.values.filter(\.isGone).map(\.family))
    for family in book.families.keys.sorted() {
      let missing = (book.families[family]?.materials ?? []).filter { !known.contains($0) }
      guard !missing.isEmpty, isWanted(family: family) else { continue }
      let fit = missing.filter { isFit($0, family) }
      guard !fit.isEmpty else { continue }
      let own = products[family] ?? []
      if rules.listsVariantsApart {
        for material in fit { decide(to: nil, family, [material]) }
      } else if own.count == 1, rules.updatesExisting, rules.addsVariants {
        decide(to: own[0], family, fit)
      } else if own.isEmpty, !gone.contains(family) {
        decide(to: nil, family, fit)
      }
    }
  }

  private func isWanted(family: Int64) -> Bool {
    let values = book.families[family]?.values ?? [:]
    guard values[.name]?.value != nil, values[.status]?.value != "archived" else { return false }
    if rules.onlyActive, values[.status]?.value != "active" { return false }
    guard !rules.categories.isEmpty else { return true }
    return values[.category]?.value.map(rules.categories.contains) ?? false
  }

  /// Whether a material can be created: without a SKU it could not be found again, without a price it would be free.
  private mutating func isFit(_ material: Int64, _ family: Int64) -> Bool {
    guard let own = book.materials[material], let sku = own.values[.sku]?.value else {
      problems.insert(CatalogueProblem(.noSKU, ArticleKey(product: "", variant: ""), "material \(material)"))
      return false
    }
    // The store shows it at an article that is not linked: another one would make it two.
    if isShown(sku: sku) { return false }
    guard own.values[.price]?.value != nil, own.priceBasis == rules.priceBasis else {
      problems.insert(CatalogueProblem(.noPrice, ArticleKey(product: "", variant: ""), "material \(material)"))
      return false
    }
    return true
  }

  private mutating func decide(to product: String?, _ family: Int64, _ materials: [Int64]) {
    var changes: [ProductDecision.Change] = []
    if product == nil {
      for field in [MaterialField.name, .description, .status] {
        guard let value = book.families[family]?.values[field]?.value else { continue }
        changes.append(.init(variant: nil, material: nil, field: field, seen: nil, value: value))
      }
    }
    for material in materials {
      for field in MaterialField.ofArticles {
        guard let value = book.materials[material]?.values[field]?.value else { continue }
        changes.append(.init(variant: nil, material: material, field: field, seen: nil, value: value))
      }
    }
    decisions.append(ProductDecision(product: product, family: family, changes: changes))
  }
}

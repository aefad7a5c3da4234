/// Decides which products a store is to be told that it does not have.
extension CatalogueFold {
  mutating func create() {
    guard rules.createsMissing, rules.direction.gives else { return }
    let known = Set(book.articles.values.map(\.material)).union(book.awaited)
      .union(book.proposals.map(\.material))
    var products: [Int64: [String]] = [:]
    for (id, link) in book.products where !link.isGone { products[link.family, default: []].append(id) }
    let gone = Set(book.products.values.filter(\.isGone).map(\.family))
    var single: [String: Int64] = [:]
    for (key, link) in book.articles where key.variant.isEmpty && !link.isGone { single[key.product] = link.material }
    for family in book.families.keys.sorted() {
      let missing = (book.families[family]?.materials ?? []).filter { !known.contains($0) }
      guard !missing.isEmpty, isWanted(family: family) else { continue }
      let fit = missing.filter { isFit($0) }
      guard !fit.isEmpty else { continue }
      let own = products[family] ?? []
      if rules.listsVariantsApart {
        for material in fit { decide(to: nil, family, [material]) }
      } else if own.count == 1, rules.updatesExisting, rules.growing != .none {
        let first = rules.growing == .remaking ? single[own[0]] : nil
        if let first, flaw(of: first) != nil {
          for material in fit { problems.insert(Self.problem(.noVariants, "material \(material), product \(own[0])")) }
        } else {
          decide(to: own[0], family, (first.map { [$0] } ?? []) + fit)
        }
      } else if own.isEmpty, !gone.contains(family) {
        decide(to: nil, family, fit)
      }
    }
  }

  private func isWanted(family: Int64) -> Bool {
    let values = book.families[family]?.values ?? [:]
    guard values[.name]?.value != nil, values[.status]?.value != "archived" else { return false }
    if rules.onlyActive, values[.status]?.value != "active" { return false }
    if let least = rules.minimumStock {
      let stock = (book.families[family]?.materials ?? []).reduce(Int64(0)) { $0 &+ max(0, book.stock[$1] ?? 0) }
      if stock < least { return false }
    }
    return rules.takes(category: values[.category]?.value)
  }

  /// Whether a material can be created.
  private mutating func isFit(_ material: Int64) -> Bool {
    // The store shows it at an article that is not linked: another one would make it two.
    if let sku = book.materials[material]?.values[.sku]?.value, isShown(sku: sku) { return false }
    guard let flaw = flaw(of: material) else { return true }
    problems.insert(Self.problem(flaw, "material \(material)"))
    return false
  }

  /// What a material lacks to be created: without a SKU it could not be found again, without a price it would be free.
  private func flaw(of material: Int64) -> CatalogueProblem.Kind? {
    guard let own = book.materials[material], own.values[.sku]?.value != nil else { return .noSKU }
    return own.values[.price]?.value != nil && own.priceBasis == rules.priceBasis ? nil : .noPrice
  }

  /// A problem of something that the store does not have, or does not tell by itself; each fold finds it anew.
  static func problem(_ kind: CatalogueProblem.Kind, _ detail: String) -> CatalogueProblem {
    CatalogueProblem(kind, ArticleKey(product: "", variant: ""), detail)
  }

  private mutating func decide(to product: String?, _ family: Int64, _ materials: [Int64]) {
    var changes: [ProductDecision.Change] = []
    if product == nil {
      for field in MaterialField.ofProducts where field != .category || !rules.unwritable.contains(field) {
        guard var value = book.families[family]?.values[field]?.value else { continue }
        if field == .category { value = rules.storeCategory(value) }
        changes.append(.init(variant: nil, material: nil, field: field, seen: nil, value: value))
      }
    }
    for material in materials {
      for field in MaterialField.ofArticles {
        guard let value = book.materials[material]?.values[field]?.value else { continue }
        changes.append(.init(variant: nil, material: material, field: field, seen: nil, value: value))
      }
      if rules.listsVariantsApart {
        changes += belonging(of: material, family, variant: nil, named: "material \(material)") ?? []
      }
    }
    var options: [Int64: String] = [:]
    for material in materials { options[material] = book.materials[material]?.option }
    decisions.append(ProductDecision(product: product, family: family, changes: changes, options: options))
  }
}

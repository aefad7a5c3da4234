/// Decides what listings belong to, where the platform lists each variant of a product by itself.
extension CatalogueFold {
  /// Gives listings of one family the same parent. One that has another is left to it, and so is one that was told before:
  /// a person has taken it out.
  mutating func join() {
    guard rules.listsVariantsApart, rules.updatesExisting, rules.direction.gives else { return }
    for key in book.articles.keys.sorted() {
      guard let article = book.articles[key], !article.isGone, let link = book.products[key.product], link.isWanted,
        link.parent == nil, !book.joined.contains(key.product)
      else { continue }
      let changes = belonging(
        of: article.material, link.family, variant: key.variant, named: "product \(key.product)")
      guard let changes else { continue }
      decisions.append(ProductDecision(product: key.product, family: link.family, changes: changes))
    }
  }

  /// What a variant is told to belong to; `nil` where its family has no other, and where that cannot be told.
  ///
  /// - Parameter name: what it is called in problems.
  mutating func belonging(
    of material: Int64, _ family: Int64, variant: String?, named name: String
  ) -> [ProductDecision.Change]? {
    guard let known = book.families[family], known.materials.count > 1 else { return nil }
    guard let theme = rules.theme(of: known.values[.category]?.value), book.materials[material]?.option != nil else {
      problems.insert(Self.problem(.noTheme, name))
      return nil
    }
    guard let parent = parent(of: family) else {
      problems.insert(Self.problem(.foreignParent, name))
      return nil
    }
    return [(.parent, parent), (.theme, theme)].map { field, value in
      .init(variant: variant, material: material, field: field, seen: nil, value: value)
    }
  }

  /// What the listings of a family belong to: what the seller has made of some of them, else one that is to be made; `nil`
  /// where they belong to what somebody else has made.
  private func parent(of family: Int64) -> String? {
    let parents = familyParents[family] ?? []
    if !parents.isEmpty { return parents.sorted().first { !ProductValues.isASIN($0) } }
    let members = (book.families[family]?.materials ?? []).sorted()
    return members.lazy.compactMap { book.materials[$0]?.values[.sku]?.value }.first.map { "\($0)-FAMILY" }
  }
}

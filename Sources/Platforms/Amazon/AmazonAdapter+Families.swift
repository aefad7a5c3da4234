/// Families of listings: a parent that nobody can buy, and listings that are its variants.
///
/// Source: Amazon's guide to the Listings Items API 2021-08-01 and its answers to developers: a parent has `parentage_level`
/// and `variation_theme` and neither offer nor stock; a child has both too, `child_parent_sku_relationship`, and an
/// attribute for each part of the theme.
import Formats
import Platforms
import Synchronization

extension AmazonAdapter {
  /// Sees to it that the parent of a family is there.
  func makeParent(of family: ProductDraft.Family) async throws(PlatformFailure) {
    if session.parents.withLock({ $0.contains(family.parent) }) { return }
    if let answer = try await session.payload(call(.listing, family.parent, included: "attributes")) {
      let reader = PayloadReader(answer)
      let level = reader.objects("attributes", "parentage_level", of: answer.root).first
      guard level.flatMap({ reader.string("value", of: $0) }) == "parent" else {
        throw refusal(
          "the listing \"\(family.parent)\" is no parent of others, so that none can be a variant of it",
          "give the listing another SKU in Seller Central, or leave the category out of \"variation_themes\"")
      }
    } else {
      try await put(family.parent, ListingAttributes(parentOf: family, session.settings.marketplace))
    }
    session.parents.withLock { _ = $0.insert(family.parent) }
  }

  /// Says which variant of a family a listing is.
  func join(
    _ variant: ProductDraft.Variant, to family: ProductDraft.Family, _ attributes: inout ListingAttributes
  ) throws(PlatformFailure) {
    let names = VariationTheme.attributes(of: family.theme)
    let text = variant.option ?? ""
    guard let values = VariationTheme.values(of: text, count: names.count) else {
      throw refusal(
        "\"\(text)\" does not say \(names.joined(separator: " and ")), by which the variants of \"\(family.parent)\" differ",
        "give \"variation_themes\" a theme that fits what sets the variants apart, or none")
    }
    attributes.child(of: family, Array(zip(names, values)).map { (name: $0.0, value: $0.1) })
  }
}

/// What a variation theme such as `SIZE/COLOR` says.
enum VariationTheme {
  /// The attributes that variants have for it. Older themes name them `SIZE_NAME`.
  static func attributes(of theme: String) -> [String] {
    theme.split(separator: "/").map { part in
      let name = part.lowercased()
      return name.hasSuffix("_name") ? String(name.dropLast(5)) : name
    }
  }

  /// The values in what sets a variant apart, such as `M / Red` or `Size: M, Colour: Red`; `nil` where there are not as many.
  static func values(of text: String, count: Int) -> [String]? {
    let pairs = text.split(separator: ", ").map { $0.split(separator: ": ", maxSplits: 1) }
    let isNamed = pairs.allSatisfy { $0.count == 2 }
    let plain = isNamed ? pairs.map { String($0[1]) } : text.split(separator: " / ").map(String.init)
    let values = count == 1 ? [plain.joined(separator: " / ")] : plain
    return values.count == count && values.allSatisfy { !$0.isEmpty } ? values : nil
  }
}

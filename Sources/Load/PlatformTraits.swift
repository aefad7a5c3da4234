import Matching
import Pipeline

/// What platforms can be told of products, and how they list variants.
struct PlatformTraits {
  /// Fields that the platform's connector cannot write.
  var unwritable: Set<MaterialField> = []
  /// Fields that say something else there than in the ledger.
  var unread: Set<MaterialField> = []
  /// Whether each variant is a product of its own.
  var listsVariantsApart = false
  /// Which products that are there a variant can be added to.
  var growing = CatalogueRules.Growing.none
  /// Whether the stock of an article is asked for by its product, which stands before a slash.
  var countsByProduct = false

  init(_ platform: Store.Platform) {
    switch platform {
    case .shopify: growing = .all
    case .woocommerce:
      countsByProduct = true
      growing = .remaking
    case .amazon:
      listsVariantsApart = true
      // A listing is known by its SKU. Whether it can be bought, and what kind of listing it is, Amazon says by itself.
      unwritable = [.sku]
      unread = [.status, .category]
    case .file, .other: unwritable = Set(MaterialField.allCases)
    }
  }
}

extension CatalogueRules {
  mutating func apply(_ traits: PlatformTraits) {
    unwritable = traits.unwritable
    unread = traits.unread
    for field in traits.unread where fields[field] == nil { fields[field] = SyncDirection.none }
    listsVariantsApart = traits.listsVariantsApart
    growing = traits.growing
  }
}

/// Why a store's article and a material are one.
public enum LinkRule: String, Sendable, CaseIterable {
  /// The material was made of it.
  case created
  /// Their SKU is the same, and no other in the store or the ledger has it.
  case sku
  /// Their barcode is the same, and no other has it.
  case barcode
  /// A person said so.
  case decided
}

/// A store's article, and the product that it is a variant of.
public struct ArticleKey: Sendable, Hashable, Comparable {
  /// The platform's id of the product.
  public var product: String
  /// The platform's id of the variant; empty where the product is its only one.
  public var variant: String

  /// An article.
  public init(product: String, variant: String) {
    self.product = product
    self.variant = variant
  }

  /// By product, then by variant.
  public static func < (left: ArticleKey, right: ArticleKey) -> Bool {
    (left.product, left.variant) < (right.product, right.variant)
  }
}

/// How one store's products and the ledger's materials are kept alike.
public struct CatalogueRules: Sendable, Equatable {
  /// Which way values go, unless a field has its own way.
  public var direction: SyncDirection
  /// Who decides when both sides were edited.
  public var policy: ConflictPolicy
  /// Fields that go another way, or none.
  public var fields: [MaterialField: SyncDirection] = [:]
  /// Fields that the platform's connector cannot write.
  public var unwritable: Set<MaterialField> = []
  /// Fields that mean something else to the platform: what the ledger has of them decides whether a product takes part.
  public var unread: Set<MaterialField> = []
  /// Whether only products on sale take part.
  public var onlyActive = false
  /// The least stock, in millionths of a unit, with which a product takes part; `nil` for any.
  public var minimumStock: Int64?
  /// The categories that take part, in the ledger's words; empty for all.
  public var categories: Set<String> = []
  /// The ledger's word for a store's category.
  public var categoryWords: [String: String] = [:]
  /// Whether products that one side lacks are made there.
  public var createsMissing = true
  /// Whether products that both sides have are changed.
  public var updatesExisting = true
  /// Whether a product that is gone from the store is taken out of sale everywhere.
  public var archivesRemoved = false
  /// Whether each variant is a product of its own there, as on Amazon.
  public var listsVariantsApart = false
  /// By what the variants of a category's goods differ, in the platform's words, where it lists each by itself; under the
  /// ledger's word for the category, and under an empty one for all others.
  public var themes: [String: String] = [:]
  /// Which products that are there a variant can be added to.
  public var growing = Growing.none
  /// In what the store's prices are, such as `EUR gross`.
  public var priceBasis: String
  /// Decimals of the store's currency.
  public var priceDecimals: Int

  /// Which products that are there a variant can be added to.
  public enum Growing: Sendable {
    /// None.
    case none
    /// All; to one without variants its own article is told again, as the first of them.
    case remaking
    /// All.
    case all
  }

  /// Rules.
  public init(_ direction: SyncDirection, _ policy: ConflictPolicy, priceBasis: String, priceDecimals: Int = 2) {
    self.direction = direction
    self.policy = policy
    self.priceBasis = priceBasis
    self.priceDecimals = priceDecimals
  }

  /// Whether some products may be left out.
  public var isFiltered: Bool { onlyActive || minimumStock != nil || !categories.isEmpty }

  /// A store's categories in the ledger's words: what stands for all of them together, else for each.
  func category(_ words: String?) -> String? {
    guard let words = ProductValues.text(words) else { return nil }
    return categoryWords[words] ?? Self.each(words).map { categoryWords[$0] ?? $0 }.joined(separator: ", ")
  }

  /// The ledger's categories in the store's words.
  func storeCategory(_ words: String) -> String {
    func word(_ text: String) -> String? { categoryWords.filter { $0.value == text }.keys.min() }
    return word(words) ?? Self.each(words).map { word($0) ?? $0 }.joined(separator: ", ")
  }

  /// Whether one of the ledger's categories takes part.
  func takes(category words: String?) -> Bool {
    guard !categories.isEmpty else { return true }
    return words.map { categories.contains($0) || Self.each($0).contains(where: categories.contains) } ?? false
  }

  /// By what the variants of a category's goods differ; `nil` where nothing says so.
  func theme(of category: String?) -> String? {
    let words = category.map { [$0] + Self.each($0) } ?? []
    return words.lazy.compactMap { themes[$0] }.first ?? themes[""]
  }

  private static func each(_ words: String) -> [String] { words.split(separator: ", ").map(String.init) }

  /// How a field is merged.
  func merge(_ field: MaterialField) -> FieldMerge {
    let direction = fields[field] ?? direction
    guard unwritable.contains(field), direction != .none else {
      var merge = FieldMerge(direction, policy)
      merge.keepsFirst = field == .category
      return merge
    }
    var merge = FieldMerge(direction.takes ? .fromStore : .none, policy)
    merge.followsOnly = true
    return merge
  }
}

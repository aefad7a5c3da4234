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
  /// Whether a variant can be added to a product that is there.
  public var addsVariants = false
  /// In what the store's prices are, such as `EUR gross`.
  public var priceBasis: String
  /// Decimals of the store's currency.
  public var priceDecimals: Int

  /// Rules.
  public init(_ direction: SyncDirection, _ policy: ConflictPolicy, priceBasis: String, priceDecimals: Int = 2) {
    self.direction = direction
    self.policy = policy
    self.priceBasis = priceBasis
    self.priceDecimals = priceDecimals
  }

  /// How a field is merged.
  func merge(_ field: MaterialField) -> FieldMerge {
    let direction = fields[field] ?? direction
    guard unwritable.contains(field), direction != .none else { return FieldMerge(direction, policy) }
    var merge = FieldMerge(direction.takes ? .fromStore : .none, policy)
    merge.followsOnly = true
    return merge
  }
}

import Matching

/// One value that a store is to be told, by what it is about: what a plan shows, and what it is held against when it is
/// carried out.
public struct PlannedChange: Sendable, Hashable {
  /// The platform's id of the product or article; `nil` for a product that is to be created.
  public var product: String?
  /// The platform's id of the variant or place.
  public var variant: String?
  /// The material; `nil` for a field of the product, and for stock.
  public var material: Int64?
  /// The field.
  public var field: String
  /// What the store has, as far as the ledger knows.
  public var from: String?
  /// What it is told.
  public var to: String?

  /// A change.
  public init(product: String?, variant: String?, material: Int64?, field: String, from: String?, to: String?) {
    self.product = product
    self.variant = variant
    self.material = material
    self.field = field
    self.from = from
    self.to = to
  }
}

extension OutboxEntry {
  /// The values that the store is told by this entry.
  public var changes: [PlannedChange] {
    switch content {
    case .stock(let article, let place, let seen, let level):
      [
        PlannedChange(
          product: article, variant: place, material: nil, field: "stock", from: seen.map { String($0) },
          to: String(level))
      ]
    case .product(let decision):
      decision.changes.map { change in
        PlannedChange(
          product: decision.product, variant: change.variant, material: change.material, field: change.field.rawValue,
          from: change.seen, to: change.value)
      }
    }
  }
}

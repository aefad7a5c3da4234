/// A document that is known from earlier pulls of a shop.
public struct KnownDocument: Sendable, Equatable {
  /// Its id on the platform.
  public var id: String
  /// Of a refund, the id of what it refunds; `nil` for a sale.
  public var refunds: String?
  /// When it was made, in seconds since 1970.
  public var placedAt: Int64
  /// Up to when its changes are known, in seconds since 1970; `nil` where they are not.
  public var changedAt: Int64?
  /// ISO 4217 code of its currency.
  public var currency: String

  /// A document.
  public init(id: String, refunds: String? = nil, placedAt: Int64, changedAt: Int64? = nil, currency: String) {
    self.id = id
    self.refunds = refunds
    self.placedAt = placedAt
    self.changedAt = changedAt
    self.currency = currency
  }
}

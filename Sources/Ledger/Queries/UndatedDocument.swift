/// A document of the books without a tax date.
public import Commerce

/// It belongs to no period, and so to no return.
public struct UndatedDocument: Sendable, Hashable {
  /// The ledger's number of it.
  public var id: Int64
  /// Name of the store.
  public var store: String
  /// The platform's id.
  public var externalID: String
  /// What kind of document.
  public var kind: TransactionKind
  /// The currency of its amounts.
  public var currency: Currency
  /// The sum of its lines without tax, in minor units of its currency.
  public var net: MinorUnits
  /// The sum of its lines' tax, in minor units of its currency.
  public var tax: MinorUnits
}

/// An account of the books.
public struct Account: Hashable, Sendable {
  /// Its number or code in the chart.
  public var number: String
  /// Its name.
  public var name: String
  /// On which side of the books it stands.
  public var type: AccountType
  /// Whether the accounting program that imports it works out the tax by itself, as DATEV's automatic accounts do.
  public var worksOutTax: Bool

  /// An account.
  public init(number: String, name: String, type: AccountType, worksOutTax: Bool = false) {
    self.number = number
    self.name = name
    self.type = type
    self.worksOutTax = worksOutTax
  }
}

/// On which side of the books an account stands.
public enum AccountType: String, Hashable, Sendable, CaseIterable {
  /// What the business has.
  case asset
  /// What it owes.
  case liability
  /// What belongs to its owners.
  case equity
  /// What it earns.
  case income
  /// What it spends.
  case expense
}

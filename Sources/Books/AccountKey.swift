public import Commerce
public import Tax

/// Which account a posting is made to, before a chart gives it a number: the role, and what tells accounts of one role
/// apart.
public struct AccountKey: Hashable, Sendable {
  /// What the account is used for.
  public var role: AccountRole
  /// How the sale stands towards the tax; `nil` where that plays no part.
  public var supply: SupplyClass?
  /// Whose tax; `nil` where that plays no part.
  public var territory: Territory?
  /// At which rate; `nil` where that plays no part.
  public var rate: TaxRate?
  /// Whom the account is with, in small letters: a platform, a payment method; empty where that plays no part.
  public var party: String

  /// A key of a role.
  public init(
    _ role: AccountRole, supply: SupplyClass? = nil, territory: Territory? = nil, rate: TaxRate? = nil,
    party: String = ""
  ) {
    self.role = role
    self.supply = supply
    self.territory = territory
    self.rate = rate
    self.party = party
  }
}

extension AccountKey: CustomStringConvertible {
  /// The key as people and the ledger write it, such as `output_tax domestic DE 19` or `clearing paypal`.
  public var description: String {
    var parts = [role.rawValue]
    if let supply { parts.append(supply.rawValue) }
    if let territory { parts.append(territory.code) }
    if let rate { parts.append(rate.description) }
    if !party.isEmpty { parts.append(party) }
    return parts.joined(separator: " ")
  }
}

public import Commerce

/// How a line is taxed, by whom, where it is declared, and why.
public struct TaxDecision: Hashable, Sendable {
  /// How the law treats the line.
  public var treatment: Treatment
  /// The scheme under which it is declared.
  public var scheme: Scheme
  /// The territory whose tax it is; `nil` where there is none or nothing is decided.
  public var territory: Territory?
  /// The rate; `nil` where no rate applies or none is tabulated.
  public var rate: TaxRate?
  /// Who owes the tax.
  public var liable: LiableParty
  /// Which return it belongs to.
  public var taxReturn: TaxReturn
  /// What the platform's tax can be checked against.
  public var check: TaxCheck
  /// Why.
  public var reason: DecisionReason
  /// The class of rate that was decided for.
  public var category = RateCategory.standard
}

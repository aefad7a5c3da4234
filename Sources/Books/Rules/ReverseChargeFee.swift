public import Commerce
public import Tax

/// An invoice of a supplier abroad for a service, such as a marketplace's for its fees: the business owes the tax on it and
/// deducts the same.
public struct ReverseChargeFee: Hashable, Sendable {
  /// What the supplier keeps for it, on its clearing account; a positive amount without tax.
  public var charge: OpenItem
  /// Where the business owes the tax.
  public var territory: Territory
  /// The rate there.
  public var rate: TaxRate

  /// A fee that is taxed in `territory` at `rate`.
  public init(_ charge: OpenItem, in territory: Territory, at rate: TaxRate) {
    self.charge = charge
    self.territory = territory
    self.rate = rate
  }

  /// The postings: the fee, the tax deducted, the tax owed, and what the supplier keeps.
  ///
  /// - Throws: ``PostingFault/tooLarge``.
  public func postings() throws(PostingFault) -> [Posting] {
    guard let tax = rate.tax(on: charge.amount), let baseTax = rate.tax(on: charge.base) else { throw .tooLarge }
    let owed = TaxTag(code: "RC-S", territory: territory, rate: rate)
    let deducted = TaxTag(code: "RC-S-IN", territory: territory, rate: rate)
    func posting(_ role: AccountRole, _ amount: MinorUnits, _ base: MinorUnits, _ tag: TaxTag) -> Posting {
      Posting(AccountKey(role), charge.currency, amount, base: base, tax: tag)
    }
    return [
      posting(.reverseChargeFees, charge.amount, charge.base, owed),
      posting(.reverseChargeInputTax, tax, baseTax, deducted),
      posting(.reverseChargeTax, -tax, -baseTax, owed), charge.settling,
    ]
  }
}

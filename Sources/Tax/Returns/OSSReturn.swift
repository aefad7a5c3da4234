public import Commerce

/// A return of a one-stop shop for one period, each figure with the documents it is made of.
///
/// Amounts are sums of what each document was taxed, never a base times a rate, and are not rounded to whole units
/// (Implementing Regulation (EU) 282/2011, art. 60). Amounts of one row in another currency are summed exactly, then
/// converted once and rounded once, half away from zero, by the fixing of the period's last day or the next one published
/// (Directive 2006/112/EC, art. 366); corrections by that of the period that they correct.
public struct OSSReturn: Hashable, Sendable {
  /// The scheme.
  public var scheme: OSSScheme
  /// The period.
  public var period: ReturnPeriod
  /// Who hands it in; `nil` when the business was not in the scheme in the period.
  public var trader: OSSTrader?
  /// The currency of its amounts: euro, or pounds sterling in Northern Ireland.
  public var currency: Currency
  /// The rows of supplies, by state of consumption, place of origin, type and rate.
  public var supplies: [OSSSupply]
  /// The corrections of earlier periods, by state of consumption and period.
  public var corrections: [OSSCorrection]
  /// What is in neither, by reason and document.
  public var leftOut: [OSSLeftOut]

  /// Whether there is nothing to declare, for which a return has to be handed in all the same (art. 364, 369f, 369s).
  public var isNil: Bool { supplies.allSatisfy(\.isZero) && corrections.allSatisfy { $0.tax == .zero } }

  /// The last day on which it can be handed in: the end of the month that follows (art. 364, 369f and 369s).
  public var due: CivilDate { period.endOfFollowingMonth }

  /// What there is to pay to each state of consumption, by state.
  public var balances: [OSSBalance] {
    var sums: [Territory: OSSBalance] = [:]
    func balance(_ state: Territory) -> OSSBalance {
      sums[state]
        ?? OSSBalance(consumption: state, ownTax: .zero, originTax: .zero, corrections: .zero, balance: .zero)
    }
    for supply in supplies where !supply.isZero {
      var sum = balance(supply.key.consumption)
      if supply.key.origin == nil {
        sum.ownTax.count += supply.tax.count
      } else {
        sum.originTax.count += supply.tax.count
      }
      sum.balance.count += supply.tax.count
      sums[supply.key.consumption] = sum
    }
    for correction in corrections where correction.tax != .zero {
      var sum = balance(correction.key.consumption)
      sum.corrections.count += correction.tax.count
      sum.balance.count += correction.tax.count
      sums[correction.key.consumption] = sum
    }
    return sums.values.sorted { $0.consumption < $1.consumption }
  }

  /// What is paid with the return: the balances that are not negative, since no state pays another's debts.
  public var payable: MinorUnits { MinorUnits(balances.reduce(0) { $0 + $1.payable.count }) }
}

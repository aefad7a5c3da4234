import Books

/// Splits an entry into rows of two accounts each.
///
/// All rows of an entry are balanced by one account, the counter, so that each leg stands in exactly one row and the counter
/// gets what is left: its own amount. It must not work out tax. Taken is the account that stands alone on its side of the
/// entry, as the bank does in a payout. Where several stand on both sides, as in a day of sales that were paid in several
/// ways, or where all accounts work out tax, as in a correction from one tax to another, it is the split account, which is
/// empty after the entry; without one it is the largest asset or other account that works out no tax.
enum DATEVPairing {
  /// Two accounts and what moves between them.
  struct Pair {
    /// The account that balances.
    var counter: String
    /// What the other account gets.
    var leg: DATEVLeg
    /// The open item on the counter, where there is one only.
    var counterReference: String
  }

  /// The rows of an entry's legs; `nil` when they need a split account and there is none.
  static func pairs(_ legs: [DATEVLeg], splitAccount: String?) -> [Pair]? {
    guard let counter = counter(of: legs, splitAccount) else { return nil }
    let own = Set(legs.lazy.filter { $0.account == counter }.map(\.reference))
    let reference = own.count == 1 ? own.first ?? "" : ""
    return legs.filter { $0.account != counter }.map { Pair(counter: counter, leg: $0, counterReference: reference) }
  }

  private static func counter(of legs: [DATEVLeg], _ splitAccount: String?) -> String? {
    let taxed = Set(legs.lazy.filter(\.isTaxed).map(\.account))
    let plain = legs.filter { !taxed.contains($0.account) }
    let sides = [legs.filter { $0.base > 0 }, legs.filter { $0.base < 0 }]
    let alone = sides.compactMap { $0.count == 1 ? $0.first : nil }.filter { !taxed.contains($0.account) }
    return best(alone) ?? splitAccount ?? best(plain)
  }

  private static func best(_ legs: [DATEVLeg]) -> String? {
    let assets = legs.filter { $0.chartAccount.type == .asset }
    return (assets.isEmpty ? legs : assets).max { ($0.base.magnitude, $1.account) < ($1.base.magnitude, $0.account) }?
      .account
  }
}

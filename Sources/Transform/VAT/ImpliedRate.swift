import Commerce
import Tax

/// The rate at which tax was charged where the source states the tax alone.
///
/// The place of supply and the class of what is sold determine the rate (Directive 2006/112/EC, art. 93 and 96 to 98), so
/// the rates that the tax can have been charged at are few. The one that explains the amounts is proven by them when no
/// other does; where two would, neither is.
struct ImpliedRate {
  /// The rates where the rules tax the document.
  private let lawful: [TaxRate]
  /// Those where it starts and where it arrives, at which a platform may have charged it against the rules.
  private let charged: [TaxRate]
  private let basis: PriceBasis
  private let tolerance: Int64

  /// What tax of the document of `decision` can have been charged at.
  ///
  /// - Parameters:
  ///   - territory: where it is taxed.
  ///   - basis: whether amounts contain the tax.
  ///   - tolerance: minor units that a line's tax may differ from what its rate gives.
  init(_ decision: DocumentDecision, in territory: Territory?, _ basis: PriceBasis, tolerance: Int64) {
    self.basis = basis
    self.tolerance = tolerance
    let own = decision.goods.check == .rate ? [decision.goods.rate].compactMap { $0 }.filter { $0 != .zero } : []
    lawful = Array(Set(own + decision.rates(of: territory)))
    // What was charged in a place of which no rates are known is none of another place's.
    charged =
      decision.covers(decision.arrival)
      ? Array(
        Set([decision.arrival, decision.dispatch].flatMap { decision.rates(of: $0?.territory) })) : []
  }

  /// The only rate that explains the tax of all of `lines` together.
  ///
  /// - Parameter lines: amounts in minor units with the tax on them.
  func ofAll(_ lines: [(amount: Int64, tax: Int64)]) -> TaxRate? {
    let amount = lines.reduce(Int64(0)) { $0 &+ $1.amount }
    let tax = lines.reduce(Int64(0)) { $0 &+ $1.tax }
    return only { fits($0, tax, amount, tolerance &* Int64(lines.count)) }
  }

  /// The rate of each of `lines`: the one that explains each of them, or else for each the only one that does.
  func ofEach(_ lines: [(amount: Int64, tax: Int64)]) -> [TaxRate?] {
    let common = only { rate in lines.allSatisfy { fits(rate, $0.tax, $0.amount, tolerance) } }
    return lines.map { line in common ?? only { fits($0, line.tax, line.amount, tolerance) } }
  }

  /// The one rate for which `isExplained` holds; those of the place where the rules tax come first.
  private func only(_ isExplained: (TaxRate) -> Bool) -> TaxRate? {
    let found = lawful.filter(isExplained)
    if !found.isEmpty { return found.count == 1 ? found[0] : nil }
    let others = charged.filter(isExplained)
    return others.count == 1 ? others[0] : nil
  }

  private func fits(_ rate: TaxRate, _ tax: Int64, _ amount: Int64, _ slack: Int64) -> Bool {
    let amount = MinorUnits(amount)
    guard let expected = basis == .net ? rate.tax(on: amount) : rate.taxContained(in: amount) else { return false }
    return (expected.count &- tax).magnitude <= slack.magnitude
  }
}

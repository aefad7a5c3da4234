import Commerce
import Tax

/// Computes the tax of a document whose source carries none: every line at the rate that the rules give.
///
/// Shipping, charges and discounts share the fate of the goods. Where goods of one document are taxed differently, each
/// of these lines is shared out over them in proportion to their amounts, by largest remainder, and becomes several.
struct ComputedTax {
  /// A further part of a line that is taxed in parts.
  struct Part {
    /// The line's place in the document.
    var line: Int
    /// Its share of the line's amount, in minor units.
    var amount: Int64
    /// How it is taxed.
    var taxed: TaxedLine
  }

  /// Goods that are taxed alike.
  private struct Group {
    var decision: TaxDecision
    var amount: Int64
  }

  /// Taxes the lines of one document into `taxed`; `false` when an amount does not fit.
  ///
  /// - Parameters:
  ///   - basis: whether amounts contain the tax.
  ///   - parts: gets the further parts of lines that are taxed in parts; `taxed` has the first.
  static func tax(
    _ lines: borrowing DocumentLines, basis: PriceBasis, _ decision: DocumentDecision, into taxed: inout [TaxedLine],
    parts: inout [Part]
  ) -> Bool {
    taxed.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    let groups = lines.products.isEmpty ? [] : groups(lines, decision)
    for index in 0..<lines.count {
      let kind = lines.kinds[index]
      guard !groups.isEmpty, kind.isAncillary, !decision.isNoSupply(kind) else {
        let product = lines.products.isEmpty ? -1 : lines.products[index]
        guard let line = line(lines.amounts[index], basis, decision.decision(kind, product: product)) else {
          return false
        }
        taxed.append(line)
        continue
      }
      guard let shares = try? LargestRemainder.allocate(lines.amounts[index], over: groups.map(\.amount)) else {
        return false
      }
      var isFirst = true
      for (group, share) in zip(groups, shares) where share != 0 || (isFirst && lines.amounts[index] == 0) {
        guard let line = line(share, basis, group.decision) else { return false }
        if isFirst {
          taxed.append(line)
          isFirst = false
        } else {
          parts.append(Part(line: index, amount: share, taxed: line))
        }
      }
    }
    return true
  }

  /// The goods of the document by how they are taxed, in the order in which they come; those of the other sign than the
  /// whole, such as goods taken back, do not share in what goes with the rest.
  private static func groups(_ lines: borrowing DocumentLines, _ decision: DocumentDecision) -> [Group] {
    var groups: [Group] = []
    for index in 0..<lines.count where !lines.kinds[index].isAncillary {
      let own = decision.decision(lines.kinds[index], product: lines.products[index])
      guard own.treatment != .outOfScope, lines.amounts[index] != 0 else { continue }
      if let same = groups.firstIndex(where: { $0.decision.isTaxed(like: own) }) {
        groups[same].amount &+= lines.amounts[index]
      } else {
        groups.append(Group(decision: own, amount: lines.amounts[index]))
      }
    }
    let sum = groups.reduce(Int64(0)) { $0 &+ $1.amount }
    return groups.filter { $0.amount != 0 && ($0.amount > 0) == (sum > 0) }
  }

  private static func line(_ amount: Int64, _ basis: PriceBasis, _ decided: TaxDecision) -> TaxedLine? {
    var line = TaxedLine(decided)
    let amount = MinorUnits(amount)
    let rate = decided.treatment == .taxed ? decided.rate ?? .zero : .zero
    guard let tax = basis == .gross ? rate.taxContained(in: amount) : rate.tax(on: amount) else { return nil }
    line.tax = tax.count
    line.net = basis == .gross ? amount.count - tax.count : amount.count
    return line
  }
}

extension TaxDecision {
  /// Whether both are taxed at one rate of one territory under one scheme.
  fileprivate func isTaxed(like other: TaxDecision) -> Bool {
    rate == other.rate && territory == other.territory && treatment == other.treatment && scheme == other.scheme
  }
}

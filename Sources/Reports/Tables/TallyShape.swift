/// A table of sums over the ledger's tallies: the columns that tell rows apart, and the figures of each row.
import Commerce
import Ledger
import Pipeline

struct TallyShape: Sendable {
  let name: String
  let columns: [TallyColumn]

  /// What the table is, without its rows.
  var layout: ReportLayout { ReportLayout(name: name, columns: columns.map(\.column)) }

  /// The table of `tallies`, sorted by its keys.
  func table(_ tallies: [Tally], by period: ReportPeriod) throws(RunFailure) -> ReportTable {
    var groups: [[ReportCell]: Group] = [:]
    for tally in tallies {
      let key = columns.compactMap { $0.key(tally, period) }
      var group = groups.removeValue(forKey: key) ?? Group(first: tally)
      try group.sums.add(tally)
      groups[key] = group
    }
    let decimals = Self.sourceDecimals(groups.values)
    let rows = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, group in
      let figures = Figures(
        sums: group.sums, exponent: group.first.exponent, baseExponent: group.first.baseExponent,
        sourceDecimals: decimals[group.first.currency.code] ?? 0)
      var keys = key.makeIterator()
      return columns.map { $0.figure(figures) ?? keys.next() ?? .missing }
    }
    return ReportTable(name: name, columns: columns.map(\.column), rows: rows)
  }

  /// One row while it is summed up.
  private struct Group {
    /// Any tally of the row: they all have the same currencies.
    let first: Tally
    var sums = TallySums()
  }

  /// The decimals that the exact amounts of each currency need, so that all rows of a currency are written alike.
  private static func sourceDecimals(_ groups: some Sequence<Group>) -> [String: Int] {
    var decimals: [String: Int] = [:]
    for group in groups {
      let needed = max(
        group.first.exponent, ReportCell.decimalsNeeded(group.sums.sourceAmount),
        ReportCell.decimalsNeeded(group.sums.rounding))
      decimals[group.first.currency.code, default: 0] = max(needed, decimals[group.first.currency.code] ?? 0)
    }
    return decimals
  }
}

/// The sums of one row and what it takes to write them.
struct Figures {
  let sums: TallySums
  /// Decimals of the document's currency.
  let exponent: Int
  /// Decimals of the books' currency.
  let baseExponent: Int
  /// Decimals of exact source amounts.
  let sourceDecimals: Int
}

import Books
import Commerce
import Tax

/// Turns the lines of an entry into legs: where DATEV works out the tax, tax and net amount become one gross leg.
///
/// DATEV works the tax out of each row again, and rounds it there; the tax that is booked was rounded line by line, and differs by
/// a few cents for a day of orders. So a gross amount is divided over as many rows as it takes until the tax of all of them is
/// the one that is booked. What that cannot bring about, as where another rate was charged than the account stands for, is
/// written net with key 40 and its tax in rows of its own: DATEV's own return does not see such a net amount.
struct DATEVTaxes {
  /// The most rows that a gross amount is divided over; what wants more is no matter of rounding.
  private static let rowMaximum: Int64 = 20

  /// The day of the entry, on which keys depend.
  let date: CivilDate

  /// What became of lines.
  struct Made {
    var legs: [DATEVLeg] = []
    /// Whether a gross amount was divided over several rows.
    var isDivided = false
    /// Whether tax had to be written apart for some.
    var splitTax = false
  }

  /// The legs of `lines`.
  func legs(_ lines: [DATEVLeg]) -> Made {
    var made = Made()
    var groups: [Group: [DATEVLeg]] = [:]
    var order: [Group] = []
    for line in lines where line.base != 0 {
      guard let tax = line.tax, let rate = tax.rate, rate > .zero else {
        var leg = line
        leg.isTaxed = line.chartAccount.worksOutTax
        made.legs.append(leg)
        continue
      }
      let group = Group(tag: tax.family, currency: line.currency)
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(line)
    }
    for group in order {
      let lines = groups[group] ?? []
      if let worked = workedOut(lines, group) {
        made.legs += worked
        made.isDivided = made.isDivided || worked.count > merged(lines.filter(\.isBase)).count
      } else {
        let apart = apart(lines)
        made.splitTax =
          made.splitTax || apart.contains { $0.key == DATEVKey.withoutAutomatic } || group.tag.isOSS
        made.legs += apart
      }
    }
    return made
  }

  /// What is taxed alike.
  private struct Group: Hashable {
    var tag: TaxTag
    var currency: Currency
  }

  /// Gross legs from which DATEV works out the very tax that is booked; `nil` where there are none.
  private func workedOut(_ lines: [DATEVLeg], _ group: Group) -> [DATEVLeg]? {
    let taxes = lines.filter { !$0.isBase }
    let bases = merged(lines.filter(\.isBase))
    guard !bases.isEmpty, let rate = group.tag.rate else { return nil }
    let keys = bases.map { DATEVKey($0.chartAccount, group.tag, date) }
    guard !keys.contains(.none) else { return nil }
    if keys.contains(.reverseCharge) {
      return keys.allSatisfy { $0 == .reverseCharge } ? reverseCharge(bases, taxes, rate) : nil
    }
    guard let parts = parts(of: taxes.reduce(0) { $0 + $1.base }, over: bases, rate) else { return nil }
    let foreignTax = taxes.reduce(0) { $0 + $1.amount }
    return bases.indices.flatMap { index in
      var leg = bases[index]
      // Of several legs nobody can say how foreign tax is spread over them: they are written in the books' currency.
      leg.amount = bases.count == 1 && parts[index].count == 1 ? leg.amount + foreignTax : 0
      leg.isTaxed = true
      if case .key(let key) = keys[index] { leg.key = key }
      return parts[index].map { gross in
        var row = leg
        row.base = gross
        return row
      }
    }
  }

  /// Net amount and tax in legs of their own.
  private func apart(_ lines: [DATEVLeg]) -> [DATEVLeg] {
    lines.map { line in
      var leg = line
      if line.chartAccount.worksOutTax {
        leg.key = DATEVKey.withoutAutomatic
        leg.isTaxed = true
      }
      return leg
    }
  }

  /// Net legs to which DATEV adds the very tax that is booked as owed and deducted; `nil` where it would not.
  private func reverseCharge(_ bases: [DATEVLeg], _ taxes: [DATEVLeg], _ rate: TaxRate) -> [DATEVLeg]? {
    let expected = bases.reduce(0) { $0 + (rate.tax(on: MinorUnits($1.base))?.count ?? 0) }
    let deducted = taxes.filter { $0.tax?.code.hasSuffix("-IN") == true }.reduce(0) { $0 + $1.base }
    let owed = taxes.filter { $0.tax?.code.hasSuffix("-IN") == false }.reduce(0) { $0 + $1.base }
    guard deducted == expected, owed == -expected else { return nil }
    return bases.map { leg in
      var leg = leg
      leg.isTaxed = true
      return leg
    }
  }

  /// The gross amounts of the rows of each net amount, out of which DATEV works `tax` to the cent; `nil` where there are none.
  ///
  /// A net amount has one or two taxes that DATEV comes back to; which of them are taken is free as long as they sum to `tax`.
  /// Where they do not, the largest takes what is left, and is divided.
  private func parts(of tax: Int64, over bases: [DATEVLeg], _ rate: TaxRate) -> [[Int64]]? {
    var parts: [Int64] = []
    var highest: [Int64] = []
    for base in bases {
      guard let about = rate.tax(on: MinorUnits(base.base))?.count else { return nil }
      let valid = (about - 1...about + 1).filter { rate.taxContained(in: base.base + $0) == $0 }
      guard let first = valid.first, let last = valid.last else { return nil }
      parts.append(first)
      highest.append(last)
    }
    var missing = tax - parts.reduce(0, +)
    for index in parts.indices where missing > 0 {
      let step = min(missing, highest[index] - parts[index])
      parts[index] += step
      missing -= step
    }
    var rows = zip(bases, parts).map { [$0.base + $1] }
    guard missing != 0 else { return rows }
    guard let largest = bases.indices.max(by: { bases[$0].base.magnitude < bases[$1].base.magnitude }),
      let divided = divided(bases[largest].base, tax: parts[largest] + missing, rate)
    else { return nil }
    rows[largest] = divided
    return rows
  }

  /// A net amount and its tax as few gross amounts of about one size, out of which DATEV works that tax.
  private func divided(_ net: Int64, tax: Int64, _ rate: TaxRate) -> [Int64]? {
    let gross = net + tax
    let sign: Int64 = gross < 0 ? -1 : 1
    for count in 2...Self.rowMaximum {
      // Of amounts that follow one another each leaves another rest of a cent; a hundred and some see all of them.
      for step in 0..<Int64(130) {
        let amount = gross / count + sign * step
        let rest = gross - (count - 1) * amount
        guard amount != 0, rest != 0, (rest < 0) == (gross < 0) else { break }
        guard let one = rate.taxContained(in: amount), let other = rate.taxContained(in: rest) else { return nil }
        if (count - 1) * one + other == tax { return [Int64](repeating: amount, count: Int(count - 1)) + [rest] }
      }
    }
    return nil
  }

  /// Legs on one account and side as one: DATEV rounds each row, so fewer rows are nearer to the whole.
  private func merged(_ legs: [DATEVLeg]) -> [DATEVLeg] {
    var merged: [DATEVLeg] = []
    for leg in legs {
      if let index = merged.firstIndex(where: { $0.account == leg.account && ($0.base < 0) == (leg.base < 0) }) {
        merged[index].base += leg.base
        merged[index].amount += leg.amount
        if merged[index].reference != leg.reference { merged[index].reference = "" }
        if merged[index].note != leg.note { merged[index].note = "" }
      } else {
        merged.append(leg)
      }
    }
    return merged
  }
}

extension DATEVLeg {
  /// Whether it is what tax is due on, and not the tax.
  fileprivate var isBase: Bool { chartAccount.type == .income || chartAccount.type == .expense }
}

extension TaxRate {
  /// The tax that DATEV works out of a gross amount, both in cents.
  fileprivate func taxContained(in gross: Int64) -> Int64? { taxContained(in: MinorUnits(gross))?.count }
}

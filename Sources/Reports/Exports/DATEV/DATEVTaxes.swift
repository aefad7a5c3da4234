import Books
import Commerce
import Tax

/// Turns the lines of an entry into legs: where DATEV works out the tax, tax and net amount become one gross leg.
///
/// DATEV works the tax out of each row again. Only where that gives the tax that is booked, to the cent, a gross row is
/// right; otherwise the net amount is written with key 40 and the tax in rows of its own. About a third of orders with several
/// lines are of the second kind, since their tax was rounded line by line.
struct DATEVTaxes {
  /// The day of the entry, on which keys depend.
  let date: CivilDate

  /// The legs of `lines` and whether tax had to be written apart for some.
  func legs(_ lines: [DATEVLeg]) -> (legs: [DATEVLeg], splitTax: Bool) {
    var legs: [DATEVLeg] = []
    var groups: [Group: [DATEVLeg]] = [:]
    var order: [Group] = []
    for line in lines where line.base != 0 {
      guard let tax = line.tax, let rate = tax.rate, rate > .zero else {
        var leg = line
        leg.isTaxed = line.chartAccount.worksOutTax
        legs.append(leg)
        continue
      }
      let group = Group(tag: tax.family, currency: line.currency)
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(line)
    }
    var splitTax = false
    for group in order {
      let lines = groups[group] ?? []
      if let worked = workedOut(lines, group) {
        legs += worked
      } else {
        let apart = apart(lines)
        splitTax = splitTax || apart.contains { $0.key == DATEVKey.withoutAutomatic } || group.tag.isOSS
        legs += apart
      }
    }
    return (legs, splitTax)
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
    return bases.indices.map { index in
      var leg = bases[index]
      leg.base += parts[index]
      // Of several legs nobody can say how foreign tax is spread over them: they are written in the books' currency.
      leg.amount = bases.count == 1 ? leg.amount + foreignTax : 0
      leg.isTaxed = true
      if case .key(let key) = keys[index] { leg.key = key }
      return leg
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

  /// How `tax` is spread over net amounts so that DATEV works each part out of its gross amount; `nil` where it cannot be.
  ///
  /// A net amount has one or two taxes that DATEV comes back to; which of them are taken is free as long as they sum to `tax`.
  private func parts(of tax: Int64, over bases: [DATEVLeg], _ rate: TaxRate) -> [Int64]? {
    var parts: [Int64] = []
    var highest: [Int64] = []
    for base in bases {
      guard let about = rate.tax(on: MinorUnits(base.base))?.count else { return nil }
      let valid = (about - 1...about + 1).filter { part in
        rate.taxContained(in: MinorUnits(base.base + part))?.count == part
      }
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
    return missing == 0 ? parts : nil
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

import Commerce

/// A document with several rates, each for lines of its own: which line bears which.
extension PlatformTaxSplit {
  /// More ways to deal out lines to rates than this are not tried.
  private static let attemptsMaximum = 4_096

  private typealias Slot = (rate: TaxRate, tax: Int64)
  private typealias Part = (rate: TaxRate, tax: Int64, lines: [Int])

  /// Gives each rate's tax to the lines that bear that rate; `nil` when it cannot be told which they are.
  ///
  /// The rate that the source states for a line counts. Lines without one are dealt out to the rates of the document, or
  /// to none, in every way, and exactly one way must give each rate the tax that the platform states for it; where two
  /// would, neither is proven.
  mutating func divide(
    _ tax: Int64, _ stated: [StatedTax], _ lines: borrowing DocumentLines, _ basis: PriceBasis, _ tolerance: Int64
  ) -> Outcome? {
    let slots = Self.byRate(stated, tax)
    var groups = [Int?](repeating: nil, count: lines.count)
    var unknown: [Int] = []
    var areStated = !slots.isEmpty
    for line in 0..<lines.count where bears[line] && lines.amounts[line] != 0 {
      guard let rate = lines.rates[line] else {
        unknown.append(line)
        continue
      }
      guard rate != .zero else { continue }
      groups[line] = slots.firstIndex { $0.rate == rate }
      areStated = areStated && groups[line] != nil
    }
    var parts: [Part] = []
    if areStated, slots.count > 1 || unknown.isEmpty,
      let dealt = deal(unknown, to: slots, groups, lines.amounts, basis, tolerance)
    {
      parts = slots.indices.map { slot in
        (slots[slot].rate, slots[slot].tax, dealt.indices.filter { dealt[$0] == slot })
      }
    } else if unknown.isEmpty {
      parts = shares(of: tax, lines, basis, tolerance)
    }
    return give(parts, lines) ? .byLine(isInferred: !unknown.isEmpty) : nil
  }

  /// The rate at which a line is decided where the lines have several; of one that bears no tax, that of the others.
  func rate(of line: Int) -> TaxRate? {
    guard !rates.isEmpty else { return nil }
    return rates[line] != .zero ? rates[line] : rates.max()
  }

  /// The stated taxes by rate; none when they are not all of the tax.
  private static func byRate(_ stated: [StatedTax], _ tax: Int64) -> [Slot] {
    var slots: [Slot] = []
    var rest = tax
    for stated in stated where stated.amount != 0 {
      guard let rate = stated.rate, rate != .zero else { return [] }
      rest &-= stated.amount
      if let index = slots.firstIndex(where: { $0.rate == rate }) {
        slots[index].tax &+= stated.amount
      } else {
        slots.append((rate, stated.amount))
      }
    }
    return rest == 0 ? slots : []
  }

  /// The one way to deal out the lines of no known rate so that each rate gives its tax; `nil` for none or several.
  private func deal(
    _ unknown: [Int], to slots: [Slot], _ known: [Int?], _ amounts: [Int64], _ basis: PriceBasis, _ tolerance: Int64
  ) -> [Int?]? {
    let choices = slots.count + 1
    var ways = 1
    for _ in unknown {
      ways *= choices
      if ways > Self.attemptsMaximum { return nil }
    }
    var found: [Int?]?
    var groups = known
    for way in 0..<ways {
      var rest = way
      for line in unknown {
        let choice = rest % choices
        groups[line] = choice < slots.count ? choice : nil
        rest /= choices
      }
      guard slots.indices.allSatisfy({ fits(slots[$0], $0, groups, amounts, basis, tolerance) }) else { continue }
      if found != nil { return nil }
      found = groups
    }
    return found
  }

  /// Whether the lines of a group give the tax of its rate, but for what rounding each of them may make.
  private func fits(
    _ slot: Slot, _ group: Int, _ groups: [Int?], _ amounts: [Int64], _ basis: PriceBasis, _ tolerance: Int64
  ) -> Bool {
    var base: Int64 = 0
    var slack: Int64 = 0
    for line in groups.indices where groups[line] == group {
      base &+= amounts[line]
      slack &+= tolerance
    }
    return (expected(slot.rate, base, basis) - slot.tax).magnitude <= slack
  }

  /// The tax of lines that each state their rate, such as the sum of several taxes, shared out by what the rates give;
  /// none when they do not give the tax of the document.
  private func shares(
    of tax: Int64, _ lines: borrowing DocumentLines, _ basis: PriceBasis, _ tolerance: Int64
  ) -> [Part] {
    var parts: [Part] = []
    var slack: Int64 = 0
    for line in 0..<lines.count where bears[line] && lines.amounts[line] != 0 {
      guard let rate = lines.rates[line], rate != .zero else { continue }
      slack &+= tolerance
      if let index = parts.firstIndex(where: { $0.rate == rate }) {
        parts[index].lines.append(line)
      } else {
        parts.append((rate, 0, [line]))
      }
    }
    for index in parts.indices {
      let base = parts[index].lines.reduce(Int64(0)) { $0 &+ lines.amounts[$1] }
      parts[index].tax = expected(parts[index].rate, base, basis)
    }
    let rest = tax &- parts.reduce(Int64(0)) { $0 &+ $1.tax }
    guard rest.magnitude <= slack,
      let largest = parts.indices.max(by: { parts[$0].tax.magnitude < parts[$1].tax.magnitude })
    else { return [] }
    parts[largest].tax &+= rest
    return parts
  }

  /// Spreads each part's tax over its lines; `false`, and nothing is spread, when one cannot be.
  private mutating func give(_ parts: [Part], _ lines: borrowing DocumentLines) -> Bool {
    guard !parts.isEmpty else { return false }
    let bearing = bears
    for _ in 0..<lines.count { rates.append(.zero) }
    for part in parts {
      for line in 0..<lines.count { bears[line] = false }
      for line in part.lines {
        bears[line] = true
        rates[line] = part.rate
      }
      guard part.tax == 0 || allocate(part.tax, lines.amounts) else {
        bears = bearing
        rates.removeAll(keepingCapacity: true)
        clearTaxes()
        return false
      }
    }
    for line in 0..<lines.count { bears[line] = rates[line] != .zero }
    return true
  }
}

import Commerce

/// Makes of the digits that a person wrote the number that is dialled from everywhere (ITU-T E.164), as libphonenumber
/// does.
enum PhoneNumber {
  /// National numbers with fewer digits than that are none, nor are those with more.
  private static let nationalDigits = 2...17

  /// Makes digits that were dialled in a country, or stood behind a plus sign, international; nothing when they are no
  /// number.
  static func complete(_ digits: inout [UInt8], isInternational: Bool, own: PhonePlan?) {
    guard let plan = separate(&digits, isInternational, own) else { return digits.removeAll(keepingCapacity: true) }
    dropTrunkPrefix(&digits, plan)
    guard nationalDigits.contains(digits.count), !PhonePlaceholder.isOne(digits, plan) else {
      return digits.removeAll(keepingCapacity: true)
    }
    digits.insert(contentsOf: plan.callingCode, at: 0)
  }

  /// The plan that a number belongs to; its digits lose what stands before the national number.
  private static func separate(
    _ digits: inout [UInt8], _ isInternational: Bool, _ own: PhonePlan?
  ) -> PhonePlan? {
    if isInternational {
      guard digits.count > 2 else { return nil }
      if let plan = dropCallingCode(&digits, from: 0) { return plan }
    }
    guard let own else { return nil }
    if let end = own.internationalPrefix.longestMatch(digits, from: 0, to: digits.count),
      // No calling code begins with zero: such digits are a national number.
      end == digits.count || digits[end] != UInt8(ascii: "0")
    {
      return digits.count - end > 2 ? dropCallingCode(&digits, from: end) : nil
    }
    if digits.starts(with: own.callingCode) {
      let whole = NationalNumber(digits, from: 0)
      let rest = own.withoutTrunkPrefix(digits, from: own.callingCode.count)
      let isOne = !whole.matches(own.number, digits) && rest.matches(own.number, digits)
      if isOne || own.lengths.bitWidth - own.lengths.leadingZeroBitCount <= digits.count {
        rest.write(&digits)
        return PhonePlans.shared.plan(of: own.callingCode, from: 0)
      }
    }
    // Behind a plus sign there has to be a calling code.
    return isInternational ? nil : own
  }

  private static func dropCallingCode(_ digits: inout [UInt8], from start: Int) -> PhonePlan? {
    guard let plan = PhonePlans.shared.plan(of: digits, from: start) else { return nil }
    digits.removeFirst(start + plan.callingCode.count)
    return plan
  }

  /// Drops the trunk prefix where what is left has as many digits as numbers of the plan.
  private static func dropTrunkPrefix(_ digits: inout [UInt8], _ plan: PhonePlan) {
    let number = plan.withoutTrunkPrefix(digits, from: 0)
    let most = plan.lengths.bitWidth - plan.lengths.leadingZeroBitCount - 1
    if number.count > most || number.count >= 0 && plan.lengths & 1 << UInt32(number.count) != 0 {
      number.write(&digits)
    }
  }
}

/// A national number as parts of digits that a person wrote.
struct NationalNumber {
  /// The digits that stand before those that were written.
  private var inserted: [UInt8]
  private var kept: Range<Int>
  private var rest: Range<Int>

  /// All digits from `start` on.
  init(_ digits: borrowing [UInt8], from start: Int) {
    self.init(inserted: [], kept: start..<start, rest: start..<digits.count)
  }

  /// Some of the digits, behind others.
  init(inserted: [UInt8], kept: Range<Int>, rest: Range<Int>) {
    self.inserted = inserted
    self.kept = kept
    self.rest = rest
  }

  /// The number of its digits.
  var count: Int { inserted.count + kept.count + rest.count }

  /// Whether an expression matches it.
  func matches(_ matcher: DigitMatcher, _ digits: borrowing [UInt8]) -> Bool {
    var state = DigitMatcher.start
    state = matcher.state(behind: state, inserted, from: 0, to: inserted.count)
    state = matcher.state(behind: state, digits, from: kept.lowerBound, to: kept.upperBound)
    state = matcher.state(behind: state, digits, from: rest.lowerBound, to: rest.upperBound)
    return matcher.accepts(state)
  }

  /// Leaves of the digits the number.
  func write(_ digits: inout [UInt8]) {
    digits.removeSubrange(kept.upperBound..<rest.lowerBound)
    digits.removeFirst(kept.lowerBound)
    digits.insert(contentsOf: inserted, at: 0)
  }
}

extension PhonePlan {
  /// A number without what is dialled before it; as it is where that would make of a number none.
  func withoutTrunkPrefix(_ digits: borrowing [UInt8], from start: Int) -> NationalNumber {
    let whole = NationalNumber(digits, from: start)
    guard start < digits.count else { return whole }
    let shorter: NationalNumber
    if let rewritten = rewriting?.rewritten(digits, from: start) {
      shorter = rewritten
    } else if let end = trunkPrefix?.longestMatch(digits, from: start, to: digits.count), end > start {
      shorter = NationalNumber(digits, from: end)
    } else {
      return whole
    }
    return whole.matches(number, digits) && !shorter.matches(number, digits) ? whole : shorter
  }
}

extension PhoneRewriting {
  /// What becomes of a number; `nil` where the plan leaves it as it is.
  func rewritten(_ digits: borrowing [UInt8], from start: Int) -> NationalNumber? {
    guard let first = before.longestMatch(digits, from: start, to: digits.count) else { return nil }
    var limit = digits.count
    while let last = kept.longestMatch(digits, from: first, to: limit) {
      if let end = after.longestMatch(digits, from: last, to: digits.count), !endsNumber || end == digits.count {
        return NationalNumber(inserted: inserted, kept: first..<last, rest: end..<digits.count)
      }
      guard last > first else { break }
      limit = last - 1
    }
    return nil
  }
}

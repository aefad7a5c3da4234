/// A character between digits: a decimal mark, a group separator, or which of the two is not yet known.
enum NumberMark: Hashable {
  case point, comma, space, apostrophe

  /// The mark that starts at `index`, and its width in bytes.
  static func at(_ index: Int, in bytes: Span<UInt8>, end: Int) -> (NumberMark, width: Int)? {
    switch bytes[index] {
    case UInt8(ascii: "."): return (.point, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "'"): return (.apostrophe, 1)
    case 0x20: return (.space, 1)
    case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA0: return (.space, 2)
    case 0xE2 where index + 2 < end && bytes[index + 1] == 0x80:
      switch bytes[index + 2] {
      case 0x89, 0xAF: return (.space, 3)
      case 0x99: return (.apostrophe, 3)
      default: return nil
      }
    default: return nil
    }
  }

  var grouping: NumberGrammar.Grouping {
    switch self {
    case .point: .point
    case .comma: .comma
    case .space: .space
    case .apostrophe: .apostrophe
    }
  }
}

/// The digits and marks of a number between its adornments, and what they amount to.
struct NumberBody {
  let negative: Bool
  /// Digits seen so far.
  private(set) var digits = 0
  /// All digits as one number; meaningless once ``overflow``.
  private var number: UInt64 = 0
  private var overflow = false
  private var firstDigit: UInt8 = 0

  /// Digits before the first mark.
  private var headDigits = 0
  /// Digits since the latest mark.
  private var tailDigits = 0
  private var marks = 0
  private var first: NumberMark?
  private var latest: NumberMark?
  /// How often the latest kind of mark has come in a row.
  private var latestCount = 0
  /// Whether the marks before the latest are of more than one kind.
  private var earlierMixed = false
  /// Whether all digits between marks are in threes.
  private var earlierTriples = true
  private var tailNonZeroBeyondSixth = false

  init(negative: Bool) { self.negative = negative }

  mutating func append(digit: UInt8) {
    if digits == 0 { firstDigit = digit }
    digits += 1
    tailDigits += 1
    if marks > 0, tailDigits > 6 {
      // Zeros beyond the sixth decimal change nothing and may not push the number out of range.
      if digit != 0 { tailNonZeroBeyondSixth = true }
      return
    }
    let (tens, high) = number.multipliedReportingOverflow(by: 10)
    let (sum, carry) = tens.addingReportingOverflow(UInt64(digit))
    if high || carry { overflow = true }
    number = sum
  }

  mutating func append(_ mark: NumberMark) {
    if marks == 0 {
      first = mark
      headDigits = digits
    } else {
      if tailDigits != 3 { earlierTriples = false }
      if marks > 1, latest != first { earlierMixed = true }
    }
    latestCount = mark == latest ? latestCount + 1 : 1
    latest = mark
    marks += 1
    tailDigits = 0
    tailNonZeroBeyondSixth = false
  }

  func weigh(_ grammar: NumberGrammar) -> ParsedNumber {
    guard digits > 0 else { return .invalid(.missingDigits) }
    guard let first, let latest else { return value(decimals: 0) }
    guard tailDigits > 0 else { return .invalid(.missingDigits) }
    switch grammar.decimalMark {
    case .undecided: return undecided(first, latest, grammar)
    case .point: return decided(first, latest, .point, other: .comma, grammar)
    case .comma: return decided(first, latest, .comma, other: .point, grammar)
    }
  }

  /// Whether the marks before the latest are one kind of separator between exact triples.
  private var groupsBeforeLatest: Bool {
    !earlierMixed && earlierTriples && 1...3 ~= headDigits
  }

  /// Whether all marks are one kind of separator between exact triples.
  private var isGroupedWhole: Bool { first == latest && groupsBeforeLatest && tailDigits == 3 }

  private func decided(
    _ first: NumberMark, _ latest: NumberMark, _ decimal: NumberMark, other: NumberMark, _ grammar: NumberGrammar
  ) -> ParsedNumber {
    if latest == decimal {
      if latestCount > 1 { return .invalid(.severalDecimalMarks) }
      if marks == 1 { return value(decimals: tailDigits) }
      guard grammar.grouping.contains(first.grouping) else {
        return .invalid(first == decimal ? .severalDecimalMarks : .groupingNotAllowed)
      }
      return groupsBeforeLatest ? value(decimals: tailDigits) : .invalid(.brokenGrouping)
    }
    // Without a decimal mark behind it, the last group must be one of three digits.
    if first == decimal { return .invalid(latest == other ? .otherDecimalMark : .brokenGrouping) }
    if latest == other, tailDigits != 3 {
      return .invalid(marks == 1 || groupsBeforeLatest && first != latest ? .otherDecimalMark : .brokenGrouping)
    }
    guard grammar.grouping.contains(latest.grouping) else { return .invalid(.groupingNotAllowed) }
    return isGroupedWhole ? value(decimals: 0) : .invalid(.brokenGrouping)
  }

  private func undecided(_ first: NumberMark, _ latest: NumberMark, _ grammar: NumberGrammar) -> ParsedNumber {
    let canBeDecimal = latest == .point || latest == .comma
    if marks == 1, canBeDecimal {
      // A group never follows a lone zero, nor more than three digits, nor has other than three.
      let canBeGroup = tailDigits == 3 && 1...3 ~= headDigits && firstDigit != 0
      return canBeGroup ? .ambiguous : value(decimals: tailDigits)
    }
    if first == latest {
      guard grammar.grouping.contains(latest.grouping) else { return .invalid(.groupingNotAllowed) }
      if isGroupedWhole { return value(decimals: 0) }
      return .invalid(canBeDecimal ? .severalDecimalMarks : .brokenGrouping)
    }
    guard canBeDecimal, latestCount == 1 else { return .invalid(.brokenGrouping) }
    guard grammar.grouping.contains(first.grouping) else { return .invalid(.groupingNotAllowed) }
    return groupsBeforeLatest ? value(decimals: tailDigits) : .invalid(.brokenGrouping)
  }

  private func value(decimals: Int) -> ParsedNumber {
    if decimals > 6, tailNonZeroBeyondSixth { return .tooFine }
    let kept = min(decimals, 6)
    guard !overflow, number <= UInt64(Int64.max) else { return .tooLarge }
    let (millionths, tooLarge) = Int64(number).multipliedReportingOverflow(by: Exact.divisor(kept))
    if tooLarge { return .tooLarge }
    return .value(Exact(millionths: negative ? -millionths : millionths))
  }
}

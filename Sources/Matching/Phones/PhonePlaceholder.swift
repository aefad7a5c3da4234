/// What people type who give no number: `000 000 000`, `123456789`.
enum PhonePlaceholder {
  /// Digits that no plan knows are taken for a number from this many on, since plans grow.
  private static let unknownDigitsMin = 6
  /// The same of digits that follow a calling code.
  private static let internationalDigitsMin = 7

  /// Whether a national number is none.
  static func isOne(_ digits: borrowing [UInt8], _ plan: PhonePlan) -> Bool {
    if isRun(digits, step: 0) { return true }
    if plan.number.matches(digits, from: 0, to: digits.count) {
      return digits.count < unknownDigitsMin && isRun(digits, step: 1)
    }
    return digits.count + plan.callingCode.count < internationalDigitsMin || isCounted(digits)
  }

  /// Whether digits of an unknown plan are no number.
  static func isNone(_ digits: borrowing [UInt8]) -> Bool {
    digits.count < unknownDigitsMin || isRun(digits, step: 0) || isCounted(digits)
  }

  /// Whether they are counted upwards or downwards.
  private static func isCounted(_ digits: borrowing [UInt8]) -> Bool {
    isRun(digits, step: 1) || isRun(digits, step: 9)
  }

  /// Whether each digit is the one before it and `step` more, 0 coming after 9; the first may be any.
  private static func isRun(_ digits: borrowing [UInt8], step: Int) -> Bool {
    for index in digits.indices.dropFirst()
    where digits[index].digit != (digits[index - 1].digit + step) % 10 { return false }
    return true
  }
}

/// What a number tells of the notation that its column is written in.
extension NumberGrammar {
  /// The decimal mark that a number proves by itself: the comma in `1,5` and `1.234,56`, the point in `1.5` and
  /// `1,234.56`; `nil` for what both notations read alike, such as `7`, or each in its own way, such as `1.234`.
  public static func provenMark(_ bytes: Span<UInt8>) -> DecimalMark? {
    // The undecided grammar gives a number only where nothing is left open.
    guard case .value(let number) = anyMark.parse(bytes) else { return nil }
    let byPoint = anyPoint.parse(bytes) == .value(number)
    let byComma = anyComma.parse(bytes) == .value(number)
    return byPoint == byComma ? nil : byPoint ? .point : .comma
  }

  /// Whether a number means one amount with a decimal point and another with a decimal comma, as `1.234` does.
  public static func isAmbiguous(_ bytes: Span<UInt8>) -> Bool { anyMark.parse(bytes) == .ambiguous }

  private static let anyMark = any(.undecided)
  private static let anyPoint = any(.point)
  private static let anyComma = any(.comma)

  /// All that can stand in and around a number of that decimal mark.
  private static func any(_ mark: DecimalMark) -> NumberGrammar {
    NumberGrammar(
      decimalMark: mark, grouping: [.comma, .point, .space, .apostrophe],
      adornments: [.currency, .parentheses, .trailingMinus, .plus])
  }
}

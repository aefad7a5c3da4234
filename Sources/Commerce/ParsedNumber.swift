/// What a cell that should hold a number turned out to hold.
public enum ParsedNumber: Hashable, Sendable {
  /// A number.
  case value(Exact)
  /// Nothing but blanks.
  case empty
  /// No number of this grammar; the fault says which rule it breaks.
  case invalid(NumberFault)
  /// A number that could mean two things, such as `1.234` where the decimal mark is not known.
  case ambiguous
  /// A number with digits beyond the sixth decimal.
  case tooFine
  /// A number beyond ±9.2 × 10¹².
  case tooLarge
}

/// Why text is no number of a grammar.
public enum NumberFault: String, Hashable, Sendable, CaseIterable {
  /// A character that no number has.
  case notANumber = "not_a_number"
  /// Written with the other decimal mark: `1.234,56` in a column whose decimal mark is the point.
  case otherDecimalMark = "other_decimal_mark"
  /// More than one decimal mark, such as `-0.0.66962` or `10.999.99`.
  case severalDecimalMarks = "several_decimal_marks"
  /// Grouped digits that are not exact triples, such as `1,400,00.00`.
  case brokenGrouping = "broken_grouping"
  /// Grouped digits in a column that has none.
  case groupingNotAllowed = "grouping_not_allowed"
  /// Scientific notation, such as `1E+05`, which a spreadsheet leaves behind when it has dropped digits.
  case scientific = "scientific"
  /// A mark or sign without the digits that belong to it, such as `5.` or `-`.
  case missingDigits = "missing_digits"
  /// More than one sign, or a sign in a place the grammar does not allow.
  case misplacedSign = "misplaced_sign"
  /// Parentheses for a negative amount in a column that has none.
  case parenthesesNotAllowed = "parentheses_not_allowed"
  /// A currency symbol or code in a column that has none.
  case currencyNotAllowed = "currency_not_allowed"

  /// A sentence for a person.
  public var sentence: String {
    switch self {
    case .notANumber: "it holds a character that no number has"
    case .otherDecimalMark: "it is written with the other decimal mark"
    case .severalDecimalMarks: "it has more than one decimal mark"
    case .brokenGrouping: "its digits are not grouped in threes"
    case .groupingNotAllowed: "its digits are grouped, which this column does not declare"
    case .scientific: "it is in scientific notation, as a spreadsheet writes numbers whose digits it has dropped"
    case .missingDigits: "digits are missing beside a mark or sign"
    case .misplacedSign: "a sign stands in the wrong place"
    case .parenthesesNotAllowed: "it is in parentheses, which this column does not declare"
    case .currencyNotAllowed: "it has a currency symbol, which this column does not declare"
    }
  }
}

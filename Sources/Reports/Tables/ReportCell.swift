/// One value of a report: exact, and ordered the same way everywhere.
public import Commerce

/// Amounts are integers with their decimals, so that no writer can round them.
public enum ReportCell: Sendable, Hashable {
  /// No value.
  case missing
  /// Text; it may come from a source and is never to be trusted as a formula or a terminal's control sequence.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// The number `value` × 10 to the power of −`decimals`, written with all of its decimals.
  case decimal(Int64, decimals: Int)

  /// An amount in minor units of a currency with `exponent` decimals.
  public static func amount(_ minor: Int64, exponent: Int) -> ReportCell { .decimal(minor, decimals: exponent) }

  /// A rate in percent with as many decimals as it needs; a missing rate is a missing value.
  public static func rate(_ rate: TaxRate?) -> ReportCell {
    guard let rate else { return .missing }
    var value = Int64(rate.thousandths)
    var decimals = 3
    while decimals > 0, value % 10 == 0 {
      value /= 10
      decimals -= 1
    }
    return .decimal(value, decimals: decimals)
  }

  /// An amount in millionths, written with `decimals` decimals; it must need no more, see ``decimalsNeeded(_:)``.
  static func exact(_ millionths: Int64, decimals: Int) -> ReportCell {
    .decimal((decimals..<Exact.decimals).reduce(millionths) { rest, _ in rest / 10 }, decimals: decimals)
  }

  /// The decimals that an amount in millionths needs.
  static func decimalsNeeded(_ millionths: Int64) -> Int {
    var rest = millionths
    var decimals = Exact.decimals
    while decimals > 0, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    return decimals
  }

  /// The value as people and spreadsheets read it; empty when it is missing.
  public var text: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .decimal(let value, let decimals): DecimalText.text(value, scale: decimals, atLeast: decimals)
    }
  }
}

extension ReportCell: Comparable {
  /// Missing values first, then numbers by value, then text by its UTF-8 bytes: the same in every locale.
  public static func < (left: ReportCell, right: ReportCell) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.integer(let left), .integer(let right)): left < right
    case (.decimal(let left, let leftDecimals), .decimal(let right, let rightDecimals)):
      Int128(left) * power(rightDecimals) < Int128(right) * power(leftDecimals)
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .missing: 0
    case .integer: 1
    case .decimal: 2
    case .text: 3
    }
  }

  private static func power(_ decimals: Int) -> Int128 { (0..<decimals).reduce(1) { product, _ in product * 10 } }
}

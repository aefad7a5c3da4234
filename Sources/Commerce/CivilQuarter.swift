/// A quarter of a calendar year, the period of many returns.
public struct CivilQuarter: Hashable, Comparable, Sendable {
  /// Year × 4 + quarter - 1.
  public var ordinal: Int32

  /// The quarter of `date`.
  public init(_ date: CivilDate) {
    let month = date.month
    ordinal = Int32(month.year * 4 + month.quarter - 1)
  }

  /// The year.
  public var year: Int { Int(ordinal) / 4 }
  /// The quarter of the year, from 1.
  public var quarter: Int { Int(ordinal) % 4 + 1 }

  /// Whether `left` comes before `right`.
  public static func < (left: CivilQuarter, right: CivilQuarter) -> Bool { left.ordinal < right.ordinal }
}

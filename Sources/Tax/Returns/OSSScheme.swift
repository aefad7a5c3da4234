import Commerce

/// One of the three one-stop shops of the European Union, Directive 2006/112/EC, title XII, chapter 6.
public enum OSSScheme: String, Hashable, Sendable, CaseIterable {
  /// Distance sales within the Union, and services to consumers by sellers who are established in it.
  case union = "oss_union"
  /// Services to consumers by sellers who are not established in the Union.
  case nonUnion = "oss_non_union"
  /// Distance sales of goods from outside the Union in consignments up to EUR 150.
  case importScheme = "ioss"

  /// The length of its periods: quarters, and months of the import scheme (art. 364, 369f and 369s).
  public var length: ReturnPeriod.Length { self == .importScheme ? .month : .quarter }

  /// The return that lines of it are marked with.
  public var taxReturn: TaxReturn {
    switch self {
    case .union: .ossUnion
    case .nonUnion: .ossNonUnion
    case .importScheme: .ioss
    }
  }

  /// The last day on which a sale of `period` can be corrected by a later return: three years after the return was due.
  ///
  /// Implementing Regulation (EU) 282/2011, art. 61(2).
  static func lastCorrection(of period: ReturnPeriod) -> CivilDate {
    let due = period.endOfFollowingMonth
    return CivilMonth(ordinal: due.month.ordinal + 36).lastDay
  }
}

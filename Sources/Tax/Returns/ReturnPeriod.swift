public import Commerce

/// The stretch of time that a return covers: a calendar month, quarter or year.
public struct ReturnPeriod: Hashable, Sendable {
  /// How long a period is.
  public enum Length: String, Hashable, Sendable, CaseIterable {
    /// A calendar month, written `2026-01`.
    case month
    /// A quarter of a year, written `2026-Q1`.
    case quarter
    /// A calendar year, written `2026`.
    case year

    /// Months in it.
    public var months: Int32 {
      switch self {
      case .month: 1
      case .quarter: 3
      case .year: 12
      }
    }
  }

  /// How long it is.
  public let length: Length
  /// Its first month.
  public let firstMonth: CivilMonth

  /// The period of that length that `date` lies in.
  public init(_ length: Length, containing date: CivilDate) { self.init(length, containing: date.month) }

  /// The period of that length that `month` lies in.
  public init(_ length: Length, containing month: CivilMonth) {
    self.length = length
    firstMonth = CivilMonth(ordinal: month.ordinal - month.ordinal % length.months)
  }

  /// The period that `text` writes as `2026-01`, `2026-Q1` or `2026`; `nil` when it is none of them.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = Int(parts[0]), parts[0].utf8.count == 4, parts.count <= 2 else { return nil }
    if parts.count == 1 {
      guard let month = CivilMonth(year: year, month: 1) else { return nil }
      self.init(.year, containing: month)
    } else if parts[1].utf8.count == 2, parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()) {
      guard 1...4 ~= quarter, let month = CivilMonth(year: year, month: quarter * 3) else { return nil }
      self.init(.quarter, containing: month)
    } else {
      guard let month = CivilMonth(text) else { return nil }
      self.init(.month, containing: month)
    }
  }

  /// Its last month.
  public var lastMonth: CivilMonth { CivilMonth(ordinal: firstMonth.ordinal + length.months - 1) }
  /// Its first day.
  public var firstDay: CivilDate { firstMonth.firstDay }
  /// Its last day.
  public var lastDay: CivilDate { lastMonth.lastDay }
  /// The year.
  public var year: Int { firstMonth.year }
  /// The last day of the month that follows it.
  public var endOfFollowingMonth: CivilDate { CivilMonth(ordinal: lastMonth.ordinal + 1).lastDay }

  /// Whether the day lies in it.
  public func contains(_ date: CivilDate) -> Bool { firstDay <= date && date <= lastDay }

  /// The period of the same length that begins behind its end.
  public var next: ReturnPeriod { ReturnPeriod(length, containing: CivilMonth(ordinal: lastMonth.ordinal + 1)) }
}

extension ReturnPeriod: Comparable {
  /// Whether `left` begins before `right`, or is the shorter of two that begin together.
  public static func < (left: ReturnPeriod, right: ReturnPeriod) -> Bool {
    (left.firstMonth, left.length.months) < (right.firstMonth, right.length.months)
  }
}

extension ReturnPeriod: CustomStringConvertible {
  /// The period as `2026-01`, `2026-Q1` or `2026`.
  public var description: String {
    switch length {
    case .month: firstMonth.description
    case .quarter: firstMonth.quarterName
    case .year: String(firstMonth.description.prefix(4))
    }
  }
}

public import Columns

/// A day of the proleptic Gregorian calendar, without a time or a zone; counted in days from 1970-01-01.
public struct CivilDate: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Days since 1970-01-01, negative before.
  public var day: Int32

  /// The day that lies `day` days after 1970-01-01.
  @inlinable
  public init(day: Int32) { self.day = day }

  /// The day of that year, month and day of the month; `nil` when the calendar has no such day.
  ///
  /// Years from 1 to 9999.
  @inlinable
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1,
      day <= 28 || day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    self.day = Self.dayNumber(year: year, month: month, day: day)
  }

  /// The day that `text` writes as `yyyy-MM-dd`; `nil` when it is no such day.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, case .value(let moment) = DateGrammar.auto.parse(bytes.span) else { return nil }
    self = moment.date
  }

  /// Days in a month.
  @inlinable
  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a day that the calendar has.
  ///
  /// March comes first, so that the leap day ends the year (Hinnant, "chrono-compatible low-level date algorithms").
  @inlinable
  static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = UInt32(truncatingIfNeeded: month <= 2 ? year - 1 : year)
    let century = shifted / 100
    let monthFromMarch = UInt32(truncatingIfNeeded: month <= 2 ? month + 9 : month - 3)
    let dayOfYear = (153 &* monthFromMarch &+ 2) / 5 &+ UInt32(truncatingIfNeeded: day) &- 1
    let days = 365 &* shifted &+ shifted / 4 &- century &+ century / 4 &+ dayOfYear
    return Int32(truncatingIfNeeded: days) &- 719_468
  }

  /// Year, month from 1 and day from 1.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The year.
  public var year: Int { components.year }
  /// The month it lies in.
  public var month: CivilMonth {
    let (year, month, _) = components
    return CivilMonth(ordinal: Int32(year * 12 + month - 1))
  }
  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let sinceMonday = (Int(day) % 7 + 7 + 3) % 7
    return Weekday.allCases[sinceMonday]
  }

  /// The day `days` days later, or earlier when negative.
  @inlinable
  public func addingDays(_ days: Int) -> CivilDate { CivilDate(day: day + Int32(days)) }

  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.day < right.day }

  /// A day of the week, by its ISO 8601 number.
  public enum Weekday: Int, Sendable, CaseIterable {
    /// The days, from Monday.
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
  }
}

extension CivilDate: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { day }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { day = stored }
}

extension CivilDate: CustomStringConvertible {
  /// The day as `yyyy-MM-dd`.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the day as `yyyy-MM-dd` to `bytes`.
  public func append(to bytes: inout [UInt8]) {
    let (year, month, day) = components
    FixedDigits.append(year, width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedDigits.append(month, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedDigits.append(day, width: 2, to: &bytes)
  }
}

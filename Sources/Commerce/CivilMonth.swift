public import Columns

/// A calendar month, the usual period of a report.
public struct CivilMonth: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Year × 12 + month - 1.
  public var ordinal: Int32

  /// The month of that ordinal.
  @inlinable
  public init(ordinal: Int32) { self.ordinal = ordinal }

  /// The month of `year`, from 1; `nil` when there is none.
  public init?(year: Int, month: Int) {
    guard 1...9999 ~= year, 1...12 ~= month else { return nil }
    ordinal = Int32(year * 12 + month - 1)
  }

  /// The month that `text` writes as `yyyy-MM`; `nil` when it is no such month.
  public init?(_ text: String) {
    guard text.utf8.count == 7, let first = CivilDate("\(text)-01") else { return nil }
    self = first.month
  }

  /// The year.
  public var year: Int { Int(ordinal) / 12 }
  /// The month of the year, from 1.
  public var month: Int { Int(ordinal) % 12 + 1 }
  /// The quarter of the year, from 1.
  public var quarter: Int { (month + 2) / 3 }
  /// The quarter with its year, such as `2011-Q1`.
  public var quarterName: String { "\(description.prefix(4))-Q\(quarter)" }
  /// Its first day.
  public var firstDay: CivilDate { CivilDate(day: CivilDate.dayNumber(year: year, month: month, day: 1)) }
  /// Its last day.
  public var lastDay: CivilDate { CivilMonth(ordinal: ordinal + 1).firstDay.addingDays(-1) }

  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: CivilMonth, right: CivilMonth) -> Bool { left.ordinal < right.ordinal }
}

extension CivilMonth: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { ordinal }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { ordinal = stored }
}

extension CivilMonth: CustomStringConvertible {
  /// The month as `yyyy-MM`.
  public var description: String {
    var bytes: [UInt8] = []
    FixedDigits.append(year, width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedDigits.append(month, width: 2, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

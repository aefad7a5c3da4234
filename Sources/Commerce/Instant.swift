public import Columns

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Seconds since 1970-01-01T00:00:00Z, negative before.
  public var seconds: Int64

  /// The instant `seconds` after 1970-01-01T00:00:00Z.
  @inlinable
  public init(seconds: Int64) { self.seconds = seconds }

  /// The civil date and time of day at `offset` seconds east of Greenwich.
  public func local(offset: Int32) -> LocalMoment {
    let shifted = seconds + Int64(offset)
    let day = shifted >= 0 ? shifted / 86_400 : (shifted - 86_399) / 86_400
    return LocalMoment(
      date: CivilDate(day: Int32(truncatingIfNeeded: day)), secondOfDay: Int32(shifted - day * 86_400), offset: offset)
  }

  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int64 { seconds }
  /// The value of a stored element.
  @inlinable public init(stored: Int64) { seconds = stored }
}

extension Instant: CustomStringConvertible {
  /// The instant in UTC, such as `2023-01-01T00:00:00Z`.
  public var description: String {
    let moment = local(offset: 0)
    return "\(moment.date)T\(moment.timeDescription)Z"
  }
}

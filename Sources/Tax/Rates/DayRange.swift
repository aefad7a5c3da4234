public import Commerce

/// The days from a first to a last, both included; open at the end where the last is not known.
public struct DayRange: Hashable, Sendable, BitwiseCopyable {
  /// The first day.
  public var first: CivilDate
  /// The last day; the end of the calendar where there is none.
  public var last: CivilDate

  /// The days from `first` to `last`, or on for ever.
  public init(first: CivilDate, last: CivilDate? = nil) {
    self.first = first
    self.last = last ?? CivilDate(day: .max)
  }

  /// Every day from the first of the calendar on.
  static let always = DayRange(first: CivilDate(day: -719_162))

  /// The days between two dates as tables write them; an empty `to` means for ever.
  init?(from: String, to: String) {
    guard let first = CivilDate(from) else { return nil }
    if to.isEmpty {
      self.init(first: first)
    } else {
      guard let last = CivilDate(to), first <= last else { return nil }
      self.init(first: first, last: last)
    }
  }

  /// Whether `day` is one of them.
  @inlinable
  public func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }
}

/// What a written date and time says: a civil date, a time of day, and the offset from UTC where it is written too.
public struct LocalMoment: Hashable, Sendable, BitwiseCopyable {
  /// The day on the wall calendar; it picks rates and periods.
  public var date: CivilDate
  /// Seconds since midnight on the wall clock; 0 when no time is written.
  public var secondOfDay: Int32
  /// Seconds east of Greenwich; `nil` when none is written.
  public var offset: Int32?

  /// The moment on `date` at `secondOfDay`.
  @inlinable
  public init(date: CivilDate, secondOfDay: Int32 = 0, offset: Int32? = nil) {
    self.date = date
    self.secondOfDay = secondOfDay
    self.offset = offset
  }

  /// The instant it names, or would name at `assumed` seconds east of Greenwich where it has no offset of its own.
  @inlinable
  public func instant(assuming assumed: Int32 = 0) -> Instant {
    Instant(seconds: Int64(date.day) * 86_400 + Int64(secondOfDay) - Int64(offset ?? assumed))
  }

  /// The time of day as `HH:mm:ss`.
  public var timeDescription: String {
    var bytes: [UInt8] = []
    let seconds = Int(secondOfDay)
    FixedDigits.append(seconds / 3_600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    FixedDigits.append(seconds / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    FixedDigits.append(seconds % 60, width: 2, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Commerce

/// The offsets of the time zones that simulated shops may be in, without a time zone database.
struct SimulatedZone: Sendable {
  /// When the clocks are put forward.
  private enum Summer { case never, european, american }

  private let standard: Int32
  private let summer: Summer

  /// The zone of an IANA name; unknown ones are UTC.
  init(_ name: String) {
    (standard, summer) = Self.table[name] ?? (0, .never)
  }

  private static let table: [String: (Int32, Summer)] = {
    var table: [String: (Int32, Summer)] = [
      "Europe/London": (0, .european), "Europe/Dublin": (0, .european), "Europe/Lisbon": (0, .european),
      "Europe/Helsinki": (7_200, .european), "Europe/Athens": (7_200, .european),
      "America/New_York": (-18_000, .american), "America/Toronto": (-18_000, .american),
      "America/Chicago": (-21_600, .american), "America/Denver": (-25_200, .american),
      "America/Los_Angeles": (-28_800, .american), "America/Vancouver": (-28_800, .american),
      "Asia/Tokyo": (32_400, .never), "Asia/Kolkata": (19_800, .never), "Asia/Singapore": (28_800, .never),
      "Australia/Brisbane": (36_000, .never),
    ]
    for city in ["Berlin", "Vienna", "Paris", "Rome", "Madrid", "Amsterdam", "Brussels", "Warsaw", "Stockholm"] {
      table["Europe/\(city)"] = (3_600, .european)
    }
    for city in ["Copenhagen", "Prague", "Budapest", "Zurich", "Oslo", "Luxembourg"] {
      table["Europe/\(city)"] = (3_600, .european)
    }
    return table
  }()

  /// Seconds east of Greenwich at an instant.
  func offset(at seconds: Int64) -> Int32 {
    let year = Instant(seconds: seconds).local(offset: standard).date.year
    switch summer {
    case .never: return standard
    case .european:
      // From the last Sunday of March to that of October, at 01:00 UTC.
      let start = Self.lastSunday(year, 3) * 86_400 + 3_600
      let end = Self.lastSunday(year, 10) * 86_400 + 3_600
      return start..<end ~= seconds ? standard + 3_600 : standard
    case .american:
      // From the second Sunday of March to the first of November, at 02:00 local time.
      let start = Self.sunday(year, 3, 8) * 86_400 + 7_200 - Int64(standard)
      let end = Self.sunday(year, 11, 1) * 86_400 + 3_600 - Int64(standard)
      return start..<end ~= seconds ? standard + 3_600 : standard
    }
  }

  /// The instant at which clocks there show a wall time.
  func instant(_ moment: LocalMoment) -> Int64 {
    let guess = moment.instant(assuming: standard).seconds
    return moment.instant(assuming: offset(at: guess)).seconds
  }

  /// The day of the first Sunday on or after a day of a month.
  private static func sunday(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    guard let first = CivilDate(year: year, month: month, day: day) else { return 0 }
    // 1970-01-01 was a Thursday.
    let weekday = (Int64(first.day) + 4) % 7
    return Int64(first.day) + (7 - weekday) % 7
  }

  private static func lastSunday(_ year: Int, _ month: Int) -> Int64 { sunday(year, month, 25) }
}

/// The shop's time zone, as far as a simulated shop needs it: the rules of the European Union and of the United States
/// as they have been since 2007, and zones without summer time.
import Commerce

/// A zone that words instants in local time with their offset.
struct SimulatedZone: Sendable {
  private enum Summer: Sendable { case none, european, american }

  /// Seconds east of Greenwich in winter.
  private let standard: Int32
  private let summer: Summer

  /// The zone of an IANA name; UTC for one that is not known here.
  init(_ name: String) {
    let american: [String: Int32] = [
      "America/New_York": -5, "America/Toronto": -5, "America/Chicago": -6, "America/Denver": -7,
      "America/Los_Angeles": -8,
    ]
    let european: [String: Int32] = [
      "Europe/London": 0, "Europe/Dublin": 0, "Europe/Lisbon": 0, "Europe/Athens": 2, "Europe/Helsinki": 2,
      "Europe/Bucharest": 2, "Europe/Sofia": 2, "Europe/Kiev": 2,
    ]
    if let hours = american[name] {
      (standard, summer) = (hours * 3_600, .american)
    } else if let hours = european[name] {
      (standard, summer) = (hours * 3_600, .european)
    } else if name.hasPrefix("Europe/") {
      (standard, summer) = (3_600, .european)
    } else {
      (standard, summer) = (name == "Asia/Tokyo" ? 9 * 3_600 : 0, .none)
    }
  }

  /// Seconds east of Greenwich at an instant.
  func offset(at seconds: Int64) -> Int32 {
    let year = Instant(seconds: seconds).local(offset: standard).date.year
    let change: (begin: Int64, end: Int64)
    switch summer {
    case .none: return standard
    case .european:
      change = (Self.sunday(last: 3, year) * 86_400 + 3_600, Self.sunday(last: 10, year) * 86_400 + 3_600)
    case .american:
      let begin = Self.sunday(first: 3, year) + 7
      change = (
        begin * 86_400 + 7_200 - Int64(standard), Self.sunday(first: 11, year) * 86_400 + 3_600 - Int64(standard)
      )
    }
    return seconds >= change.begin && seconds < change.end ? standard + 3_600 : standard
  }

  /// Local time with offset, such as `2024-01-02T08:59:11-05:00`.
  func text(_ seconds: Int64) -> String {
    let offset = offset(at: seconds)
    let moment = Instant(seconds: seconds).local(offset: offset)
    let minutes = abs(offset) / 60
    var bytes: [UInt8] = []
    moment.date.append(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    bytes += moment.timeDescription.utf8
    bytes.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    bytes += [UInt8(0x30 + minutes / 600), UInt8(0x30 + minutes / 60 % 10), UInt8(ascii: ":")]
    bytes += [UInt8(0x30 + minutes % 60 / 10), UInt8(0x30 + minutes % 10)]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The local day.
  func day(_ seconds: Int64) -> CivilDate { Instant(seconds: seconds).local(offset: offset(at: seconds)).date }

  /// The last Sunday of a month of 31 days, in days since 1970.
  private static func sunday(last month: Int, _ year: Int) -> Int64 {
    guard let day = CivilDate(year: year, month: month, day: 31) else { return 0 }
    return Int64(day.day) - Int64(day.weekday.rawValue % 7)
  }

  /// The first Sunday of a month, in days since 1970.
  private static func sunday(first month: Int, _ year: Int) -> Int64 {
    guard let day = CivilDate(year: year, month: month, day: 1) else { return 0 }
    return Int64(day.day) + Int64((7 - day.weekday.rawValue) % 7)
  }
}

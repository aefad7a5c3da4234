/// The time zones that most shops are in, for what has to know them without asking a clock or a database.
///
/// The rules are those of the European Union and of North America as they have been since 2007, and zones without summer
/// time.
public struct ShopZone: Sendable {
  private enum Summer: Sendable { case none, european, american }

  /// Seconds east of Greenwich in winter.
  private let standard: Int32
  private let summer: Summer

  /// The zone of an IANA name; `nil` for one whose rules are not known here.
  public init?(_ name: String) {
    guard let zone = Self.zones[name] else { return nil }
    standard = zone.minutes * 60
    summer = zone.summer
  }

  /// Greenwich all year.
  public static let utc = ShopZone()

  private init() {
    standard = 0
    summer = .none
  }

  private static let zones: [String: (minutes: Int32, summer: Summer)] = {
    var zones: [String: (minutes: Int32, summer: Summer)] = [:]
    func add(_ hours: Int32, _ summer: Summer, _ region: String, _ names: String, minutes: Int32 = 0) {
      for name in names.split(separator: " ") { zones[region + name] = (hours * 60 + minutes, summer) }
    }
    add(0, .none, "", "UTC Etc/UTC GMT")
    add(0, .none, "Atlantic/", "Reykjavik")
    add(0, .european, "Europe/", "London Dublin Lisbon Belfast")
    add(
      1, .european, "Europe/",
      "Amsterdam Andorra Belgrade Berlin Bratislava Brussels Budapest Copenhagen Ljubljana Luxembourg Madrid Malta Monaco "
        + "Oslo Paris Podgorica Prague Rome San_Marino Sarajevo Skopje Stockholm Tirane Vaduz Vienna Warsaw Zagreb Zurich"
    )
    add(2, .european, "Europe/", "Athens Bucharest Helsinki Kiev Kyiv Riga Sofia Tallinn Vilnius")
    add(2, .european, "Asia/", "Nicosia")
    add(3, .none, "Europe/", "Istanbul")
    add(-5, .american, "America/", "New_York Toronto Detroit Montreal")
    add(-6, .american, "America/", "Chicago Winnipeg")
    add(-7, .american, "America/", "Denver Edmonton Boise")
    add(-8, .american, "America/", "Los_Angeles Vancouver")
    add(-7, .none, "America/", "Phoenix")
    add(-6, .none, "America/", "Regina Guatemala Costa_Rica")
    add(-10, .none, "Pacific/", "Honolulu")
    add(9, .none, "Asia/", "Tokyo Seoul")
    add(8, .none, "Asia/", "Shanghai Hong_Kong Singapore Taipei Manila Kuala_Lumpur")
    add(7, .none, "Asia/", "Bangkok Jakarta")
    add(4, .none, "Asia/", "Dubai")
    add(3, .none, "Asia/", "Riyadh Kuwait Qatar")
    add(5, .none, "Asia/", "Kolkata Calcutta", minutes: 30)
    add(10, .none, "Australia/", "Brisbane")
    add(2, .none, "Africa/", "Johannesburg")
    return zones
  }()

  /// Seconds east of Greenwich at an instant.
  public func offset(at seconds: Int64) -> Int32 {
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
  public func text(_ seconds: Int64) -> String {
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

  /// The instant at which clocks there show a moment, in seconds since 1970.
  public func instant(_ moment: LocalMoment) -> Int64 {
    let guess = moment.instant(assuming: standard).seconds
    return moment.instant(assuming: offset(at: guess)).seconds
  }

  /// The local day.
  public func day(_ seconds: Int64) -> CivilDate { Instant(seconds: seconds).local(offset: offset(at: seconds)).date }

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

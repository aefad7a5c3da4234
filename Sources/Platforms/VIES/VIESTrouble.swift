/// What goes wrong with the simulated service.
public struct VIESTrouble: Sendable, Equatable {
  /// The name by which it is asked for.
  public var name: String
  /// Member states, by prefix, whose register is asked too much.
  public var busy: Set<String> = []
  /// Whether the busy ones are so in office hours only: on weekdays from 7 to 17 o'clock UTC.
  public var isOfficeHours = false
  /// Whether the whole service is away.
  public var isDown = false
  /// How many of a thousand requests fail, each in one of the ways in which the service fails.
  public var failuresPerMille = 0

  /// Nothing, under a name.
  public init(_ name: String) { self.name = name }

  /// Nothing goes wrong.
  public static let none = VIESTrouble("none")
  /// Germany's register is asked too much, as on most working days.
  public static let busy = {
    var trouble = VIESTrouble("busy")
    trouble.busy = ["DE"]
    return trouble
  }()
  /// Germany's register is asked too much in office hours.
  public static let officeHours = {
    var trouble = busy
    trouble.name = "office_hours"
    trouble.isOfficeHours = true
    return trouble
  }()
  /// A third of all requests fail, in every way.
  public static let flaky = {
    var trouble = VIESTrouble("flaky")
    trouble.failuresPerMille = 330
    return trouble
  }()
  /// The service is away.
  public static let down = {
    var trouble = VIESTrouble("down")
    trouble.isDown = true
    return trouble
  }()

  /// The troubles that have names.
  public static let all = [none, busy, officeHours, flaky, down]

  /// The trouble of a name.
  public static func named(_ name: String) -> VIESTrouble? { all.first { $0.name == name } }

  /// Whether a member state's register is asked too much at a time, in milliseconds since 1970.
  func isBusy(_ state: String, at milliseconds: Int64) -> Bool {
    guard busy.contains(state) else { return false }
    let hour = milliseconds / 3_600_000
    // The first of January 1970 was a Thursday.
    let weekday = (hour / 24 + 3) % 7
    return !isOfficeHours || weekday < 5 && 7..<17 ~= hour % 24
  }
}

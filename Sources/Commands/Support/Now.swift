import Commerce
import Foundation

/// The time of the system's clock.
enum Now {
  /// In seconds since 1970.
  static var seconds: Int64 { Int64(Date().timeIntervalSince1970) }

  /// The day in UTC.
  static var day: CivilDate { CivilDate(day: Int32(truncatingIfNeeded: seconds / 86_400)) }
}

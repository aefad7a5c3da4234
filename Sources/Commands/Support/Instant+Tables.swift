import Commerce
import Foundation

/// Instants as tables show them, shorter than for programs, so that a row fits a terminal of 80 columns.
extension Instant {
  /// To the minute, in UTC.
  var minute: String { String(description.prefix(16)).replacing("T", with: " ") }
  /// To the day, in UTC.
  var day: String { String(description.prefix(10)) }
}

import Commerce
import Foundation

/// Instants as tables show them.
extension Instant {
  /// The instant in UTC to the minute, so that a row of a table fits a terminal of 80 columns.
  var minute: String { String(description.prefix(16)).replacing("T", with: " ") }
}

import Foundation

/// The time of the system's clock.
enum Now {
  /// In seconds since 1970.
  static var seconds: Int64 { Int64(Date().timeIntervalSince1970) }
}

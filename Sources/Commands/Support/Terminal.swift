import Foundation

/// What the terminal can show.
enum Terminal {
  /// Whether standard error is a terminal, so that progress may be redrawn.
  static let showsProgress = isatty(STDERR_FILENO) == 1

  /// Whether messages may be coloured: on a terminal, unless `NO_COLOR` says otherwise.
  static let isColored = showsProgress && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// Columns that messages keep within; 80 where standard error is no terminal.
  static let width = columns(STDERR_FILENO) ?? 80

  /// Columns that failures keep within; without a bound where standard error is no terminal, so that a log has each on a
  /// line.
  static let failureWidth = columns(STDERR_FILENO) ?? .max

  /// Columns that tables keep within; without a bound where standard output is no terminal, so that nothing is cut.
  static let tableWidth = columns(STDOUT_FILENO) ?? .max

  private static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return nil }
    return Int(size.ws_col)
  }
}

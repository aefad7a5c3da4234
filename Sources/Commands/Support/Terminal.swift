import Foundation

/// What the terminal can show.
enum Terminal {
  /// Whether standard error is a terminal, so that progress may be redrawn.
  static let showsProgress = isatty(STDERR_FILENO) == 1

  /// Whether messages may be coloured: on a terminal, unless `NO_COLOR` says otherwise.
  static let isColored = showsProgress && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// Columns of the terminal; 80 where there is none.
  static let width: Int = {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 80 }
    return Int(size.ws_col)
  }()
}

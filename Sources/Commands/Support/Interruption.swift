import Foundation
import Pipeline
import Synchronization

/// The signal that asked the program to stop, if any.
private let requested = Atomic<Int32>(0)

/// Lets a run end at the next batch when someone presses Ctrl-C or the system asks it to stop.
enum Interruption {
  /// Watches for SIGINT and SIGTERM; a second one ends the program at once.
  static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        requested.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// The exit code to stop with, once a signal came.
  static var exit: Pipeline.ExitCode? {
    switch requested.load(ordering: .relaxed) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }
}

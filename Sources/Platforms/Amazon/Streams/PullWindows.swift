/// What of a window can be asked for, and in which pieces.
import Platforms

enum PullWindows {
  /// Amazon tells nothing of the last two minutes; a window ends before them.
  static let delay: Int64 = 120
  /// Orders are kept for two years.
  static let memory: Int64 = 730 * 86_400
  /// Financial events may come 48 hours late, dated when they happened: that much of the past is asked for again.
  static let lateness: Int64 = 3 * 86_400
  /// The longest stretch of financial events that one request gives; a longer one gives nothing, without an error.
  static let eventsMax: Int64 = 180 * 86_400

  /// The first second behind the window, as far as it can be asked for now.
  static func end(of window: PullWindow, now: Int64) -> Int64 {
    min(window.until ?? .max, now / 1_000 - delay)
  }

  /// Stretches of at most `longest` seconds that cover `start..<end` without gap or overlap.
  static func pieces(_ start: Int64, _ end: Int64, longest: Int64) -> [Range<Int64>] {
    guard start < end, longest > 0 else { return [] }
    var pieces: [Range<Int64>] = []
    var from = start
    while from < end {
      let to = min(from + longest, end)
      pieces.append(from..<to)
      from = to
    }
    return pieces
  }
}

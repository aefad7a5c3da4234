import HTTPTypes
import Platforms

/// The pace of requests to a shop: WooCommerce itself sets no limit, but its host or firewall may.
///
/// It begins at so many requests a second. When there were too many it waits a second more, then twice as long each time,
/// as hosts name a time that is too short while they go on refusing; each good answer halves the distance again.
struct WooCommercePacing: Pacing {
  /// The shortest distance of two requests, in milliseconds.
  private let gapMin: Int64
  private var gap: Int64
  private var earliest: Int64 = 0

  /// The longest distance that it slows down to, in milliseconds.
  static let gapMax: Int64 = 30_000

  init(requestsPerSecond: Int64) {
    gapMin = 1_000 / max(1, min(1_000, requestsPerSecond))
    gap = gapMin
  }

  mutating func delay(before operation: String, now: Int64) -> Int64 {
    let start = max(earliest, now)
    earliest = start + gap
    return start - now
  }

  mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64) {
    if answer.head.status.code == 429 || answer.head.status.code == 503 {
      gap = min(Self.gapMax, max(gap * 2, 1_000))
      earliest = max(earliest, now + gap)
    } else if gap > gapMin {
      gap = max(gapMin, gap / 2)
    }
  }
}

import HTTPTypes
import Platforms

/// The pace of requests to a shop: WooCommerce itself sets no limit, but its host or firewall may.
///
/// It begins at so many requests a second, halves its pace when there were too many, and wins it back step by step.
struct WooCommercePacing: Pacing {
  /// The shortest distance of two requests, in milliseconds.
  private let gapMin: Int64
  private var gap: Int64
  private var earliest: Int64 = 0

  /// The longest distance that it slows down to, in milliseconds.
  static let gapMax: Int64 = 8_000

  init(requestsPerSecond: Int64) {
    gapMin = 1_000 / max(1, min(1_000, requestsPerSecond))
    gap = gapMin
  }

  mutating func delay(before operation: String, now: Int64) -> Int64 {
    let wait = max(0, earliest - now)
    earliest = max(earliest, now) + gap
    return wait
  }

  mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64) {
    if answer.head.status.code == 429 || answer.head.status.code == 503 {
      gap = min(Self.gapMax, max(gap * 2, 250))
    } else if gap > gapMin {
      gap = max(gapMin, gap - gap / 8 - 1)
    }
  }
}

/// How fast requests to a shop may follow each other.
import HTTPTypes
import Platforms

/// Keeps below the rim of Shopify's leaky bucket, as far as answers tell how full it is.
///
/// The bucket is the app's in that shop, so another program with the same access fills it too: some room is left, and a
/// 429 is still possible. A bucket of 40 leaks 2 a second, others twenty times less than they hold.
struct ShopifyPacing: Pacing {
  /// Requests that are left to others.
  private static let room = 4

  private var used = 0
  private var capacity = 40
  private var seenAt: Int64 = 0

  mutating func delay(before operation: String, now: Int64) -> Int64 {
    guard !operation.hasPrefix("graphql"), operation != "bulk.download" else { return 0 }
    let leaked = Int((now - seenAt) * Int64(capacity) / 20_000)
    let level = max(0, used - max(0, leaked))
    let surplus = level + 1 - (capacity - Self.room)
    used = level + 1
    seenAt = now
    guard surplus > 0 else { return 0 }
    return Int64(surplus) * 20_000 / Int64(max(1, capacity))
  }

  mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64) {
    // A 429 has no such field: the bucket is full then.
    guard let text = answer.head.headerFields[.shopifyCallLimit] else {
      if answer.head.status.code == 429, !operation.hasPrefix("graphql") {
        used = capacity
        seenAt = now
      }
      return
    }
    let parts = text.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let level = parts[0], let size = parts[1], size > 0 else { return }
    used = level
    capacity = size
    seenAt = now
  }
}

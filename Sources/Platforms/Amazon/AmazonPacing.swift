import HTTPTypes
public import Platforms

/// How fast requests may follow each other: Amazon fills one bucket of tokens for each operation of an application and
/// a seller, and each request takes one.
public struct AmazonPacing: Pacing {
  private var buckets: [String: TokenBucket] = [:]

  /// Full buckets, as after a quiet hour.
  public init() {
    for operation in AmazonOperation.allCases {
      if let plan = operation.plan { buckets[operation.rawValue] = TokenBucket(rate: plan.rate, burst: plan.burst) }
    }
  }

  /// Milliseconds until the operation's bucket has a token for this request, which is taken out of it.
  public mutating func delay(before operation: String, now: Int64) -> Int64 {
    buckets[operation]?.take(now: now) ?? 0
  }

  /// Takes over the rate that Amazon grants this seller; an answer 429 says that the bucket is empty, whatever we think.
  public mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64) {
    if answer.head.status.code == 429 {
      buckets[operation]?.empty(now: now)
    } else if let granted = answer.head.headerFields[named: "x-amzn-RateLimit-Limit"] {
      if let rate = TokenBucket.rate(of: granted), rate > 0 { buckets[operation]?.rate = rate }
    }
  }
}

/// A bucket of tokens; it counts billionths of a token, so that nothing is lost to fractions.
public struct TokenBucket: Sendable, Equatable {
  /// Tokens that come in a million seconds.
  public var rate: Int64
  private let capacity: Int64
  private var level: Int64
  private var filledAt: Int64?

  private static let token: Int64 = 1_000_000_000

  /// A full bucket.
  public init(rate: Int64, burst: Int64) {
    self.rate = rate
    capacity = burst * Self.token
    level = capacity
  }

  /// Takes a token, which may be one that is still to come, and gives the milliseconds until it is there.
  public mutating func take(now: Int64) -> Int64 {
    fill(now)
    level -= Self.token
    return level >= 0 ? 0 : (-level + rate - 1) / rate
  }

  /// Takes a token if there is one; a platform refuses the request when there is none.
  public mutating func takeIfThere(now: Int64) -> Bool {
    fill(now)
    guard level >= Self.token else { return false }
    level -= Self.token
    return true
  }

  /// Empties the bucket.
  public mutating func empty(now: Int64) {
    fill(now)
    level = min(level, 0)
  }

  private mutating func fill(_ now: Int64) {
    let passed = max(0, now - (filledAt ?? now))
    filledAt = max(now, filledAt ?? now)
    let (gain, overflow) = passed.multipliedReportingOverflow(by: rate)
    level = overflow ? capacity : min(capacity, level + gain)
  }

  /// Requests in a million seconds, of a header such as `0.0167`; `nil` when it is no number.
  public static func rate(of text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole >= 0, whole < 1_000_000 else { return nil }
    guard parts.count == 2 else { return whole * 1_000_000 }
    let digits = parts[1].prefix(6)
    guard let fraction = digits.isEmpty ? 0 : Int64(digits), fraction >= 0 else { return nil }
    var scaled = fraction
    for _ in digits.count..<6 { scaled *= 10 }
    return whole * 1_000_000 + scaled
  }
}

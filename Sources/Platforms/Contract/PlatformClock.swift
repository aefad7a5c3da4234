/// Time as adapters see it, so that a simulated platform's limits pass in no time.
public protocol PlatformClock: Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  func now() -> Int64
  /// Waits that many milliseconds.
  func sleep(milliseconds: Int64) async throws(CancellationError)
}

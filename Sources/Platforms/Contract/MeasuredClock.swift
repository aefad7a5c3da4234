/// A clock that counts how long was waited by it, so that waiting for a platform can be told apart from work.
import Synchronization

/// Time is that of another clock.
public final class MeasuredClock: PlatformClock {
  private let clock: any PlatformClock
  private let total = Mutex<Int64>(0)

  /// A clock that shows the time of `clock`.
  public init(_ clock: any PlatformClock) { self.clock = clock }

  /// Milliseconds that were waited so far.
  public var waited: Int64 { total.withLock { $0 } }

  /// Milliseconds since 1970.
  public func now() -> Int64 { clock.now() }

  /// Waits, and counts it.
  public func sleep(milliseconds: Int64) async throws(CancellationError) {
    total.withLock { $0 += max(0, milliseconds) }
    try await clock.sleep(milliseconds: milliseconds)
  }
}

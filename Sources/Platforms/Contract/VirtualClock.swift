/// A clock that a simulated platform and its client share: waiting moves it, so that a day of limits takes no time.
import Synchronization

/// Time passes only by ``sleep(milliseconds:)`` and ``advance(milliseconds:)``.
public final class VirtualClock: PlatformClock {
  private let time: Mutex<Int64>

  /// A clock that shows `start`, in milliseconds since 1970.
  public init(start: Int64) { time = Mutex(start) }

  /// Milliseconds since 1970.
  public func now() -> Int64 { time.withLock { $0 } }

  /// Lets time pass at once.
  public func sleep(milliseconds: Int64) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    advance(milliseconds: milliseconds)
  }

  /// Lets time pass, such as for the work of a platform.
  public func advance(milliseconds: Int64) { time.withLock { $0 += max(0, milliseconds) } }
}

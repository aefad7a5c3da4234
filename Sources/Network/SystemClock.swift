import Foundation
public import Platforms

/// The machine's clock; waiting takes as long as it says.
public struct SystemClock: PlatformClock {
  /// The clock.
  public init() {}

  /// Milliseconds since 1970.
  public func now() -> Int64 { Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)) }

  /// Waits, or throws at once when the task is cancelled.
  public func sleep(milliseconds: Int64) async throws(CancellationError) {
    do {
      try await Task.sleep(for: .milliseconds(max(0, milliseconds)))
    } catch {
      throw CancellationError()
    }
  }
}

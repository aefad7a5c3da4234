/// The shop behind a simulated platform, shared by the requests that reach it at the same time.
public import Platforms
import Synchronization

/// A shop that changes, and what lists show of it.
///
/// With a `listDelay`, what was written is found by its id at once and in lists only after that many milliseconds of
/// the clock, as with platforms whose lists come from an index.
public final class ShopState: Sendable {
  private struct Content: Sendable {
    var data: ShopData
    /// How often it was changed.
    var revision = 0
    /// Earlier states that lists show, each until the instant at which the next one shows; oldest first.
    var shown: [(until: Int64, revision: Int, data: ShopData)] = []
  }

  private let content: Mutex<Content>
  /// The time that the shop lives by.
  public let clock: any PlatformClock
  /// Milliseconds until lists show what was written.
  public let listDelay: Int64

  /// A shop.
  public init(_ data: ShopData, clock: any PlatformClock, listDelay: Int64 = 0) {
    content = Mutex(Content(data: data))
    self.clock = clock
    self.listDelay = max(0, listDelay)
  }

  /// The time in seconds since 1970, as the shop's records have it.
  public var now: Int64 { clock.now() / 1_000 }

  /// Reads the shop as it is, such as for one record by its id.
  public func read<Result: Sendable>(_ body: (ShopData) -> Result) -> Result {
    content.withLock { body($0.data) }
  }

  /// Reads the shop as lists show it.
  public func list<Result: Sendable>(_ body: (ShopData) -> Result) -> Result { body(listed().data) }

  /// The shop as lists show it, with a number that another state of the shop never has.
  public func listed() -> (data: ShopData, revision: Int) {
    let now = clock.now()
    return content.withLock { content in
      content.shown.removeAll { $0.until <= now }
      return content.shown.first.map { ($0.data, $0.revision) } ?? (content.data, content.revision)
    }
  }

  /// Changes the shop.
  @discardableResult
  public func write<Result: Sendable>(_ body: (inout ShopData) -> Result) -> Result {
    let now = clock.now()
    return content.withLock { content in
      content.shown.removeAll { $0.until <= now }
      if listDelay > 0 { content.shown.append((now + listDelay, content.revision, content.data)) }
      content.revision += 1
      return body(&content.data)
    }
  }
}
